"""Which AI aids were used for a task, and for what: {"used": "yes", "how": "..."}."""
