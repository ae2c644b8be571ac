"""The session cookie: signed, and without a time.

How long a session lives stands in the database. Flask's own cookie carries the moment it was signed, and
a server whose clock is behind that moment refuses it: a clock set back by half a minute would sign
everybody out, and two servers two seconds apart would not know each other's people.
"""

from functools import cache

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature, URLSafeSerializer


class TimelessCookies(SecureCookieSessionInterface):
    """Flask's session cookie, signed by key and content alone."""

    salt = "session cookie without a time"

    def get_signing_serializer(self, app: Flask) -> URLSafeSerializer | None:  # type: ignore[override]  # without a time
        """Return what signs the cookie: the same for every server that has the secret."""
        return self._signing(app.secret_key) if app.secret_key else None

    @cache  # noqa: B019 (there is one of it, as long as the application)
    def _signing(self, secret: str | bytes) -> URLSafeSerializer:
        signing = {"key_derivation": self.key_derivation, "digest_method": self.digest_method}
        return URLSafeSerializer(secret, salt=self.salt, serializer=self.serializer, signer_kwargs=signing)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the cookie holds; nothing where it is not ours."""
        signer = self.get_signing_serializer(app)
        value = request.cookies.get(self.get_cookie_name(app))
        if signer is None or not value:
            return None if signer is None else self.session_class()
        try:
            return self.session_class(signer.loads(value))
        except BadSignature:
            return self.session_class()
