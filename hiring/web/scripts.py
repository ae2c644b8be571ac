"""Tell a script of ours that wants an answer as JSON from a browser that wants a page."""

from flask import request


def asked_by_script() -> bool:
    """Say whether the request prefers JSON to a page."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"
