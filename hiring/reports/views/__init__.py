"""The reports that are issued of a dossier, and the page where anybody can verify one."""

from flask import Flask

from hiring.reports import jobs
from hiring.reports.views import issuing, verification

__all__ = ["issuing", "jobs", "register", "verification"]


def register(app: Flask) -> None:
    """Attach the pages, and the work they leave to the worker."""
    for room in (issuing, verification):
        app.register_blueprint(room.bp)
