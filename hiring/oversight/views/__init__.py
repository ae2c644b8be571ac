"""The pages of oversight: outbox, trail, health."""

from flask import Flask

from hiring.accounts import queries as accounts
from hiring.audit.rendering import NAMERS
from hiring.oversight.views import clock, health, outbox, trail
from hiring.oversight.views.blueprint import bp

__all__ = ["bp", "clock", "health", "outbox", "register", "trail"]


def register(app: Flask) -> None:
    """Attach the pages, and let the trail call staff by their names."""
    NAMERS["staff"] = accounts.names_of_users
    app.register_blueprint(bp)
