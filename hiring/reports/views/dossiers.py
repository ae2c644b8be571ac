"""The dossier: everything about one application on one page."""

from typing import Any

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.queries import browsers_inside
from hiring.accounts.rules import Actor, Door
from hiring.audit.queries import entries_of_application, refusals_of
from hiring.audit.rendering import render_entries
from hiring.decisions import queries as decisions
from hiring.decisions.forms import DecisionForm
from hiring.decisions.rules import may_be_decided
from hiring.dossiers import queries as dossiers
from hiring.dossiers.canonical import content_hash
from hiring.dossiers.charts import score_rows
from hiring.dossiers.formatting import Wording
from hiring.dossiers.side_by_side import by_task
from hiring.dossiers.values import Dossier, ReportLocale
from hiring.files.downloads import send_stored
from hiring.i18n import LOCALES
from hiring.i18n.choice import LANGUAGE_NAMES, current_locale
from hiring.openings import queries as openings
from hiring.openings.actions import can_be_invited_again
from hiring.openings.models import Application
from hiring.openings.policy import RUN_APPLICATION
from hiring.openings.rules import ENDED, STAGE_NAMES, Stage
from hiring.references.queries import requests_of_application
from hiring.references.rules import REQUEST_STATE_NAMES, WAITING_STATES, RequestState, state_now
from hiring.reports import failures, policy, queries
from hiring.reports.actions import SOFTWARE, take_cv
from hiring.reports.forms import ReportForm
from hiring.scoring.queries import competencies_of_opening
from hiring.settings import Settings
from hiring.sittings import queries as sittings
from hiring.sittings.queries import LateText
from hiring.store import begin_writing, current_session

bp = Blueprint("dossiers", __name__)

STAGE_TONES = {
    Stage.SCORING: "active",
    Stage.HANDED_IN: "active",
    Stage.SITTING: "active",
    Stage.SCORED: "warning",
    Stage.DECIDED: "good",
}
REQUEST_TONES = {
    RequestState.SENT: "active",
    RequestState.OPENED: "active",
    RequestState.ANSWERED: "good",
    RequestState.DECLINED: "warning",
    RequestState.EXPIRED: "warning",
}
REPORT_TONES = {"queued": "active", "issued": "good", "superseded": "quiet", "failed": "danger"}


@bp.get("/applications/<string:public_id>")
@guarded(policy.READ_DOSSIER, load=dossiers.application_by_public_id)
def dossier(actor: Actor, application: Application) -> ResponseReturnValue:
    """Show what is known of a candidate: scores, reasons, references, facts, answers, decisions."""
    session = current_session()
    drawn = _drawn(session, application)
    runs_it = RUN_APPLICATION.allows(actor, application)
    return render_template(
        "dossiers/dossier.html",
        application=application,
        opening=application.opening,
        stage=Stage(application.stage),
        dossier=drawn,
        wording=Wording(drawn.locale, drawn.opening.zone, gettext),
        score_rows=score_rows(drawn.competencies),
        fingerprint=content_hash(drawn),
        anchors={one.code: one.anchors for one in competencies_of_opening(session, application.opening_id)},
        settled=queries.is_settled(session, application.id),
        runs_it=runs_it,
        by_task=by_task,
        STAGE_TONES=STAGE_TONES,
        stage_name=_(STAGE_NAMES[Stage(application.stage)]),
        **_decided(session, application),
        **_reported(session, application),
        **(_for_hr(session, application) if runs_it else {}),
    )


@bp.post("/applications/<string:public_id>/cv")
@guarded(policy.READ_CV, load=dossiers.application_by_public_id)
def cv(actor: Actor, application: Application) -> ResponseReturnValue:
    """Hand out the CV under the code of the application, to be saved; each time is noted."""
    stored = take_cv(begin_writing(), application, by=actor)
    if stored is None:
        abort(404)
    current_session().commit()
    return send_stored(stored, name=f"CV-{application.code}.pdf")


def _drawn(session: Session, application: Application) -> Dossier:
    settings: Settings = current_app.extensions["settings"]
    locale: ReportLocale = "en" if current_locale() == "en" else "id"
    return dossiers.dossier(
        session,
        application,
        locale=locale,
        code="",
        generated_at=clock.now(),
        organisation=settings.organisation,
        software=SOFTWARE,
    )


def _decided(session: Session, application: Application) -> dict[str, Any]:
    given = decisions.decisions_of(session, application.id)
    open_ = may_be_decided(application.stage)
    form = DecisionForm(formdata=None, seen=given[0].public_id if given else "") if open_ else None
    return {"decisions": given, "decide_with": form}


def _reported(session: Session, application: Application) -> dict[str, Any]:
    reports = queries.reports_of_application(session, application.id)
    open_ = may_be_decided(application.stage)
    return {
        "reports": reports,
        "report_form": ReportForm(formdata=None, locale=current_locale()) if open_ else None,
        "failure": lambda reason: failures.told(reason or "", gettext),
        "REPORT_TONES": REPORT_TONES,
        "REPORT_STATES": {
            "queued": _("Being made"),
            "issued": _("Issued"),
            "superseded": _("Superseded"),
            "failed": _("Failed"),
        },
        "REPORT_LANGUAGES": {code: LANGUAGE_NAMES[code] for code in LOCALES},
    }


def _for_hr(session: Session, application: Application) -> dict[str, Any]:
    """Return what hiring managers do not see: progress, who was asked for a reference, the history."""
    now, requests = clock.now(), requests_of_application(session, application.id)
    states = {one.id: state_now(one.state, application.stage, one.sent_at, now) for one in requests}
    return {
        "late": _late(session, application),
        "seen_at": openings.last_seen(session, application.id),
        "inside": browsers_inside(session, Door.CANDIDATE, application.id),
        "refused": refusals_of(session, application.id),
        "can_be_invited_again": can_be_invited_again(application),
        "can_be_withdrawn": Stage(application.stage) not in ENDED,
        "requests": requests,
        "request_states": states,
        "waiting": sum(state in WAITING_STATES for state in states.values()),
        "REQUEST_NAMES": {state: _(name) for state, name in REQUEST_STATE_NAMES.items()},
        "REQUEST_TONES": REQUEST_TONES,
        "history": render_entries(
            session, entries_of_application(session, application.id), zone=application.opening.zone
        ),
    }


def _late(session: Session, application: Application) -> list[LateText]:
    """Return what the candidate sent after time was over: no reviewer sees it, HR may weigh it."""
    whole = sittings.application_of(session, application.id)
    return sittings.late_texts(session, whole, current_locale()) if whole else []
