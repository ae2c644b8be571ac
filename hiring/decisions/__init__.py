"""Scores side by side, and the decision a person takes."""
