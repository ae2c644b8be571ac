"""Actors to map: how much influence and interest each has, what shows that, and what comes next.

{"actors": {"A": {"influence": 4, "interest": 2, "evidence": "...", "next_step": "..."}}, "added": []}. An
entry under `added` has a name, too.
"""
