"""Items to put in order, with a reason for the first ones.

{"places": {"B": 1, "A": 2}, "reasons": {"B": "..."}}. Places that are missing or stand twice make an
answer unfinished, not wrong: a page without a script sends them as they were chosen, and no reason is lost.
"""
