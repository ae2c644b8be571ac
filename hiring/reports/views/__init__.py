"""The dossier page, the reports that are issued of it, and the page where anybody can verify one."""

from flask import Flask

from hiring.reports import jobs
from hiring.reports.views import dossiers, issuing, verification

__all__ = ["dossiers", "issuing", "jobs", "register", "verification"]


def register(app: Flask) -> None:
    """Attach the pages, and the work they leave to the worker."""
    for room in (dossiers, issuing, verification):
        app.register_blueprint(room.bp)
