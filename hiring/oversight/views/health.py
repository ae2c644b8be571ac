"""Health for machines (`/healthz`, `/readyz`) and for administrators."""

from datetime import timedelta

from flask import jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.audit.queries import refusals_since
from hiring.i18n import N_
from hiring.jobs.models import Job
from hiring.oversight import actions, health, policy, queries
from hiring.oversight.views.blueprint import bp
from hiring.store import begin_writing, current_session, db, installation
from hiring.web.doors import open_door
from hiring.web.flashes import say

#: What each kind of work is for, in words.
WORK_NAMES = {
    "mail.send": N_("Send a mail"),
    "openings.close_when_due": N_("Close an opening when its time has come"),
    "openings.expire_late": N_("Expire who had not begun when an opening closed"),
    "openings.remove_bytes": N_("Remove a CV that was replaced"),
    "openings.mail_fresh_links": N_("Mail new links that were asked for"),
    "sittings.close_overdue": N_("Hand in for candidates whose time is over"),
    "sittings.close_with_opening": N_("Hand in what waits when an opening has closed"),
    "scoring.settle": N_("Settle the scores of an application"),
    "scoring.count": N_("Count the answers of a great opening"),
    "scoring.write-missing": N_("Write down the scores that an earlier version had settled"),
    "reports.render": N_("Write a report"),
    "jobs.purge": N_("Remove finished work from the list"),
    "accounts.purge_sessions": N_("Remove sessions that are over"),
    "react": N_("Do what follows from an event"),
    "react.hand_in_waiting": N_("Hand in what candidates had written when an opening closed"),
    "react.allocate_reviews": N_("Hand the answers of a candidate out to reviewers"),
    "react.ask_referees": N_("Have the referees of a candidate asked after handing in"),
    "react.spare_referees_of_withdrawn": N_("End the reference requests of a candidate who withdrew"),
    "react.end_reviews": N_("Take the answers of a candidate who withdrew back from reviewers"),
    "react.spare_referees_of_expired": N_("End the reference requests of an application that expired"),
    "references.ask": N_("Write to the referees of a candidate"),
    "references.remind": N_("Remind a referee"),
    "references.expire": N_("End a reference request that nobody answered"),
}
_OTHER_WORK = N_("Background work")


@bp.get("/healthz")
@open_door("a load balancer asks whether the process is up")
def healthz() -> ResponseReturnValue:
    """Say that the process answers."""
    return jsonify(up=True)


_WORDS = {True: "well", False: "trouble"}


@bp.get("/readyz")
@open_door("a load balancer asks whether pages can be served and work gets done")
def readyz() -> ResponseReturnValue:
    """Say whether everything needed to work is there; 503 where it is not. Strangers learn no more."""
    findings = health.readiness(current_session(), db.engine)
    ready = all(finding.well for finding in findings)
    return jsonify(
        ready=ready, **{finding.part: _WORDS[finding.well] for finding in findings}
    ), 200 if ready else 503


#: What strangers are refused, by the name of the fact.
_REFUSALS = {
    "UnknownLinkRefused": N_("Links to invitations that are none of ours"),
    "UnknownReferenceLinkRefused": N_("Links to reference requests that are none of ours"),
    "LinkRefused": N_("Links to invitations that no longer work"),
    "EndedLinkRefused": N_("Links to reference requests that have ended"),
    "SecondBrowserRefused": N_("Invitations opened with a second browser"),
    "UnknownSignInRefused": N_("Sign-ins with an unknown address"),
}


def _refused(session: Session) -> list[tuple[str, int]]:
    """Return what was refused within the last day, and how often."""
    numbers = refusals_since(session, clock.now() - timedelta(days=1))
    return [(_(name), numbers[what]) for what, name in _REFUSALS.items() if what in numbers]


@bp.get("/system")
@guarded(policy.WATCH_SYSTEM)
def system(actor: Actor) -> ResponseReturnValue:
    """Show the administrator how the system is doing and what work was given up."""
    session = current_session()
    found = {finding.part: finding for finding in health.readiness(session, db.engine)}
    return render_template(
        "oversight/system.html",
        found=found,
        ready=all(finding.well for finding in found.values()),
        backlog=health.backlog(session),
        held=installation.held(session),
        dead=queries.dead_jobs(session),
        refused=_refused(session),
        work_name=lambda kind: _(WORK_NAMES.get(kind, _OTHER_WORK)),
    )


@bp.post("/system/work/<string:public_id>/run-again")
@guarded(policy.WATCH_SYSTEM, load=queries.dead_job)
def run_again(actor: Actor, job: Job) -> ResponseReturnValue:
    """Give work that was given up a fresh start."""
    actions.run_again(begin_writing(), job, by=actor)
    current_session().commit()
    say(_("The work is started again."))
    return redirect(url_for(".system"))
