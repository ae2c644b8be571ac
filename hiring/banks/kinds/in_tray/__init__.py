"""Messages to handle: in which order, with which action, with which reply.

{"places": {"M2": 1}, "actions": {"M2": "call"}, "replies": {"M2": "..."}}. Places that are missing or
stand twice make an answer unfinished, not wrong.
"""
