"""Begin a section, and finish it before its time is over."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.accounts.access import current_actor, guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.sittings import actions, policy
from hiring.sittings.candidate_progress import (
    CandidateProgress,
    SectionLine,
    open_parts,
    progress_of,
    written_so_far,
)
from hiring.sittings.rules import SectionState
from hiring.sittings.views.blueprint import bp, grace, home
from hiring.web.flashes import say

OwnSection = tuple[CandidateProgress, SectionLine]


def own_section(session: Session, public_id: str) -> OwnSection | None:
    """Return a section of the assessment of whoever asks; one of another assessment is not there."""
    actor = current_actor()
    journey = progress_of(session, actor.id) if actor is not None else None
    line = journey.line_of(public_id) if journey is not None else None
    return None if journey is None or line is None else (journey, line)


@bp.get("/sections/<string:public_id>")
@guarded(policy.TAKE_ASSESSMENT, load=own_section)
def section(actor: Actor, own: OwnSection) -> ResponseReturnValue:
    """Say what the section asks before its clock starts; or show it again when it is over."""
    journey, line = own
    if line.state is SectionState.RUNNING:
        return _to_the_tasks(line)
    if line.state is SectionState.WAITING or not journey.writing or journey.application.facts_at is None:
        return home()
    return render_template("sittings/section.html", journey=journey, line=line)


@bp.post("/sections/<string:public_id>")
@guarded(policy.TAKE_ASSESSMENT, load=own_section)
def begin(actor: Actor, own: OwnSection) -> ResponseReturnValue:
    """Start the clock; pressed twice, or on two devices, it starts once."""
    journey, line = own
    actions.begin_section(begin_writing(), journey.application, line.section, grace=grace(), by=actor)
    current_session().commit()
    return _to_the_tasks(line)


@bp.get("/sections/<string:public_id>/finish")
@guarded(policy.TAKE_ASSESSMENT, load=own_section)
def finishing(actor: Actor, own: OwnSection) -> ResponseReturnValue:
    """Ask once more before a section is left for good, and say what is unanswered."""
    journey, line = own
    if not line.running or not journey.writing:
        return home()
    if journey.is_last(line):
        return redirect(url_for(".handing_in"))
    written = written_so_far(current_session(), journey)
    return render_template(
        "sittings/finish.html", journey=journey, line=line, unanswered=open_parts(written, line)
    )


@bp.post("/sections/<string:public_id>/finish")
@guarded(policy.TAKE_ASSESSMENT, load=own_section)
def finish(actor: Actor, own: OwnSection) -> ResponseReturnValue:
    """Leave the section for good."""
    journey, line = own
    if journey.sitting is None or not line.running or journey.is_last(line):
        return home()
    actions.finish_section(begin_writing(), journey.sitting, line.section, by=actor)
    current_session().commit()
    say(_("Section %(number)s is finished.", number=line.number))
    return home()


def _to_the_tasks(line: SectionLine) -> ResponseReturnValue:
    return redirect(url_for(".task", public_id=line.tasks[0].public_id))
