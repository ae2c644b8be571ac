"""The most and the least effective option to choose: {"most": "C", "least": "A"}."""
