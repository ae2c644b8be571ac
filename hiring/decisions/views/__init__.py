"""The pages where scored candidates are compared, and where people decide."""

from flask import Flask

from hiring.decisions import policy
from hiring.decisions.views import deciding, shortlists, todo
from hiring.decisions.views.blueprint import bp
from hiring.i18n import N_
from hiring.openings.views.tabs import Tab, add_tab

__all__ = ["deciding", "register", "shortlists", "todo"]


def register(app: Flask) -> None:
    """Attach the pages, and the shortlist as a tab of its opening."""
    app.register_blueprint(bp)
    add_tab(Tab(N_("Shortlist"), "decisions.shortlist", policy.SEE_SHORTLIST))
