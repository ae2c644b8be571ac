"""The pages of openings: HR's, and those at the candidates' door."""

from flask import Flask

from hiring.openings import sign_in
from hiring.openings.views import (
    applications,
    editing,
    history,
    invitations,
    links,
    openings,
    statements,
)
from hiring.openings.views.blueprint import bp
from hiring.openings.views.blueprint import links as links_blueprint
from hiring.openings.views.blueprint import statements as statements_blueprint

__all__ = [
    "applications",
    "editing",
    "history",
    "invitations",
    "links",
    "openings",
    "register",
    "statements",
]


def register(app: Flask) -> None:
    """Attach the pages and the candidates' door."""
    sign_in.register()
    for blueprint in (bp, links_blueprint, statements_blueprint):
        app.register_blueprint(blueprint)
