"""A thread to moderate: an action for each message, the house rule it breaks, and one reply to all.

{"actions": {"M1": "hide"}, "rules": {"M1": "R2"}, "reply": "..."}. A message without a rule breaks none.
"""
