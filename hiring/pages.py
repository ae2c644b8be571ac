"""Every page of the product: the list of blueprints, and what each door needs to find its people."""

from flask import Flask

from hiring import home
from hiring.accounts import jobs as accounts_jobs
from hiring.accounts import views as accounts
from hiring.assessments import views as assessments
from hiring.banks import presentation
from hiring.banks import views as banks
from hiring.decisions import views as decisions
from hiring.decisions.views import dossier_panel as decisions_panel
from hiring.dossiers import views as dossiers
from hiring.dossiers.panels import Offer, PanelPlace
from hiring.dossiers.policy import READ_DOSSIER
from hiring.jobs import jobs as jobs_jobs
from hiring.mail import jobs as mail_jobs
from hiring.openings import jobs as openings_jobs
from hiring.openings import views as openings
from hiring.openings.policy import RUN_APPLICATION
from hiring.openings.views import dossier_panel as openings_panel
from hiring.oversight import views as oversight
from hiring.oversight.views import dossier_panel as oversight_panel
from hiring.privacy import queries as consents
from hiring.privacy import views as privacy
from hiring.references import jobs as references_jobs
from hiring.references import sign_in as references_sign_in
from hiring.references import views as references
from hiring.references.views import dossier_panel as references_panel
from hiring.reports import jobs as reports_jobs
from hiring.reports import views as reports
from hiring.reports.views import dossier_panel as reports_panel
from hiring.rubrics import views as rubrics
from hiring.scoring import jobs as scoring_jobs
from hiring.scoring import views as scoring
from hiring.sittings import jobs as sittings_jobs
from hiring.sittings import views as sittings
from hiring.sittings.views import dossier_panel as sittings_panel

#: The rooms whose work the worker does: importing them makes it known.
WORK = (
    accounts_jobs,
    jobs_jobs,
    mail_jobs,
    openings_jobs,
    scoring_jobs,
    sittings_jobs,
    references_jobs,
    reports_jobs,
)

#: What stands on the page of an application beside the dossier itself: where, for whom, and who draws it.
DOSSIER_PANELS = (
    Offer(PanelPlace.REFERENCES, RUN_APPLICATION, references_panel.asked),
    Offer(PanelPlace.ANSWERS, RUN_APPLICATION, sittings_panel.late),
    Offer(PanelPlace.HISTORY, RUN_APPLICATION, oversight_panel.history),
    Offer(PanelPlace.PROGRESS, RUN_APPLICATION, openings_panel.progress),
    Offer(PanelPlace.DECISION, READ_DOSSIER, decisions_panel.decision),
    Offer(PanelPlace.REPORTS, READ_DOSSIER, reports_panel.reports),
)


def register(app: Flask) -> None:
    """Attach the pages of all capabilities."""
    home.register(app)
    app.jinja_env.globals.update(presentation.IN_TEMPLATES)
    app.register_blueprint(accounts.bp)
    app.register_blueprint(rubrics.bp)
    app.register_blueprint(assessments.bp)
    app.register_blueprint(banks.bp)
    openings.register(app)
    oversight.register(app)
    scoring.register(app)
    app.register_blueprint(sittings.bp)
    app.register_blueprint(sittings.answers_bp)
    app.register_blueprint(privacy.bp)
    references_sign_in.register(agreed_to_references=consents.agreed_to_references)
    app.register_blueprint(references.bp)
    decisions.register(app)
    dossiers.register(app, DOSSIER_PANELS)
    reports.register(app)
