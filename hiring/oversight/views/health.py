"""Health for machines (`/healthz`, `/readyz`) and for administrators."""

from datetime import timedelta

from flask import jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.events import UnknownSignInRefused
from hiring.accounts.rules import Actor
from hiring.audit.events import name_of
from hiring.audit.queries import refusals_since
from hiring.db import begin_writing, current_session, db
from hiring.i18n import N_
from hiring.jobs.execution import NO_SUCH_WORK, WORKER_STOPPED
from hiring.jobs.kinds import titles
from hiring.jobs.models import Job
from hiring.mail.actions import SEND_MAIL
from hiring.mail.rules import trouble_of
from hiring.openings.events import LinkRefused, SecondBrowserRefused, UnknownLinkRefused
from hiring.organisation.queries import obstacles_now
from hiring.organisation.rules import OBSTACLE_SENTENCES
from hiring.organisation.views import first_day_facts
from hiring.oversight import actions, health, policy, queries
from hiring.oversight.views.blueprint import bp
from hiring.references.events import EndedLinkRefused, UnknownReferenceLinkRefused
from hiring.reports import error_messages
from hiring.reports.actions import RENDER
from hiring.settings import current_settings
from hiring.web.flashes import say
from hiring.web.public import public

_OTHER_WORK = N_("Background work")


@bp.get("/healthz")
@public("a load balancer asks whether the process is up")
def healthz() -> ResponseReturnValue:
    """Say that the process answers."""
    return jsonify(up=True)


_WORDS = {True: "well", False: "trouble"}


@bp.get("/readyz")
@public("a load balancer asks whether pages can be served and work gets done")
def readyz() -> ResponseReturnValue:
    """Say whether everything needed to work is there; 503 where it is not. Strangers learn no more."""
    findings = _findings(current_session())
    ready = all(finding.well for finding in findings)
    return jsonify(
        ready=ready, **{finding.part: _WORDS[finding.well] for finding in findings}
    ), 200 if ready else 503


def _findings(session: Session) -> list[health.Finding]:
    return health.readiness(session, db.engine, current_settings().instance)


#: What strangers are refused, and what an administrator reads of it.
_REFUSALS: dict[type, str] = {
    UnknownLinkRefused: N_("Links to invitations that are not ours"),
    UnknownReferenceLinkRefused: N_("Links to reference requests that are not ours"),
    LinkRefused: N_("Links to invitations that no longer work"),
    EndedLinkRefused: N_("Links to reference requests that have ended"),
    SecondBrowserRefused: N_("Invitations opened with a second browser"),
    UnknownSignInRefused: N_("Sign-ins with an unknown address"),
}


def _refused(session: Session) -> list[tuple[str, int]]:
    """Return what was refused within the last day, and how often."""
    numbers = refusals_since(session, clock.now() - timedelta(days=1))
    by_text = ((text, numbers[name_of(event)]) for event, text in _REFUSALS.items())
    return [(_(text), number) for text, number in by_text if number]


@bp.get("/system")
@guarded(policy.WATCH_SYSTEM)
def system(actor: Actor) -> ResponseReturnValue:
    """Show the administrator how the system is doing and what work was given up."""
    session, names = current_session(), titles()
    found = {finding.part: finding for finding in _findings(session)}
    return render_template(
        "oversight/system.html",
        found=found,
        ready=all(finding.well for finding in found.values()),
        backlog=health.backlog(session),
        obstacles=obstacles_now(session),
        obstacle_sentences=OBSTACLE_SENTENCES,
        first_day=first_day_facts(session),
        held=first_day_facts(session).held,
        dead=queries.dead_jobs(session),
        why_given_up=_why_given_up,
        refused=_refused(session),
        work_name=lambda kind: _(names.get(kind, _OTHER_WORK)),
    )


#: What the program says in sentences of ours.
_OURS = frozenset({NO_SUCH_WORK, WORKER_STOPPED})


def _why_given_up(job: Job) -> tuple[str, str]:
    """Return why work was given up in the reader's language, and what the program said; one may be empty."""
    said = job.error or ""
    if job.kind == SEND_MAIL.name:
        sentence, said = trouble_of(said)
        return _(sentence), said
    if job.kind == RENDER.name:
        return error_messages.told(said, _), said
    sentence = _(said) if said else ""
    return (sentence, "") if sentence != said or said in _OURS else ("", said)


@bp.post("/system/work/<string:public_id>/run-again")
@guarded(policy.WATCH_SYSTEM, load=queries.dead_job)
def run_again(actor: Actor, job: Job) -> ResponseReturnValue:
    """Give work that was given up a fresh start."""
    actions.run_again(begin_writing(), job, by=actor)
    current_session().commit()
    say(_("The work has been restarted."))
    return redirect(url_for(".system"))
