"""The token against forged requests: Flask-WTF's, looked for where our pages put it."""

from flask import request
from flask_wtf.csrf import CSRFProtect


class TokenInHead(CSRFProtect):  # type: ignore[misc]  # the extension has no types
    """Looks into the head of the request before the body.

    Scripts send the token in the head. To look for it among the fields of a form first, as Flask-WTF
    does, every answer that a candidate saves would be taken for a form and read for nothing.
    """

    def _get_csrf_token(self) -> str | None:
        in_head = request.headers.get("X-CSRFToken")
        return in_head or super()._get_csrf_token()
