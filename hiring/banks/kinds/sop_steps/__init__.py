"""A procedure written as steps in order, with rules of conduct.

{"steps": [{"what": "...", "who": "...", "approves": "..."}], "do": "one rule a line", "avoid": "..."}.
Who approves may be left out: not every step needs it.
"""
