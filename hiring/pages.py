"""Every page of the product: the list of blueprints, and what each door needs to find its people."""

from flask import Flask

from hiring import home
from hiring.accounts import views as accounts
from hiring.banks import drawing
from hiring.banks import views as banks
from hiring.mail import jobs as mail_jobs
from hiring.openings import jobs as openings_jobs
from hiring.openings import views as openings
from hiring.oversight import views as oversight
from hiring.rubrics import views as rubrics
from hiring.scoring import jobs as scoring_jobs
from hiring.scoring import views as scoring

#: The rooms whose work the worker does: importing them makes it known.
WORK = (mail_jobs, openings_jobs, scoring_jobs)


def register(app: Flask) -> None:
    """Attach the pages of all capabilities."""
    home.register(app)
    app.jinja_env.globals.update(drawing.IN_TEMPLATES)
    app.register_blueprint(accounts.bp)
    app.register_blueprint(rubrics.bp)
    app.register_blueprint(banks.bp)
    openings.register(app)
    oversight.register(app)
    app.register_blueprint(scoring.bp)
