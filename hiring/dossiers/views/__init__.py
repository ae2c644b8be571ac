"""The page of an application, and what is taken away from it."""

from collections.abc import Iterable

from flask import Flask

from hiring.dossiers import panels
from hiring.dossiers.views import cv, page
from hiring.dossiers.views.blueprint import bp

__all__ = ["cv", "page", "register"]


def register(app: Flask, offers: Iterable[panels.Offer]) -> None:
    """Attach the pages, and the panels that other capabilities offer."""
    panels.register(app, offers)
    app.register_blueprint(bp)
