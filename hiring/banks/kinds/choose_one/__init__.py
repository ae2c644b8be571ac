"""One option to choose: {"choice": "A"}. What is not chosen yet is left out or null."""
