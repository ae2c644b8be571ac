"""A story that goes on according to the steps taken: {"path": ["N1-A", "N2-C"]}."""
