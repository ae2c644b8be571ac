"""Every option to rate on one scale: {"ratings": {"A": 6}}."""
