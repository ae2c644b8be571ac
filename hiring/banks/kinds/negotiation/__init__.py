"""A talk by turns: {"replies": ["...", "..."]}, one reply to each line that was reached.

The last is still being written; those before it are sent, and no longer change. What the other side says is
the same for everybody, whatever is replied, so that answers can be compared. Where terms are asked for, what
was agreed comes with the last line: {"replies": [...], "terms": {"fee": "..."}, "open": ["rights"]}.
"""
