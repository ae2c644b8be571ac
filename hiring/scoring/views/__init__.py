"""The pages of scoring: the reviewers' queue and marking page, and HR's page of progress."""

from flask import Flask

from hiring.i18n import N_
from hiring.openings.views.tabs import Tab, add_tab
from hiring.scoring import policy
from hiring.scoring.views import hr, reviewer
from hiring.scoring.views.blueprint import bp

__all__ = ["hr", "register", "reviewer"]


def register(app: Flask) -> None:
    """Attach the pages, and HR's to the tabs of every opening."""
    add_tab(Tab(N_("Scoring"), "scoring.scoring", policy.RUN_SCORING))
    app.register_blueprint(bp)
