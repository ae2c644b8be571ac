"""A sheet of people or partners with figures: a few of them to choose in order, warning signs to tick.

{"places": {"B": 1}, "reasons": {"B": "..."}, "signs": {"E": ["bought"]}}. Places that are missing or stand
twice make an answer unfinished, not wrong. A row without signs shows none.
"""
