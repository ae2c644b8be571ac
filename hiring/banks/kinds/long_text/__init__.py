"""A text to write. The number of words is told, never enforced: {"text": "..."}."""
