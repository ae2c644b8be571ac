"""A candidate can name nobody of a kind: what was said is kept, accepted, or asked about again."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import Actor
from hiring.audit.actions import Doer
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.openings.actions import send_about
from hiring.openings.models import Application
from hiring.openings.quotas import RefereeKind
from hiring.references import events, queries
from hiring.references.models import KindExcuse
from hiring.references.rules import ExcuseState


class ExcuseSettled(HiringError):
    """Somebody else has accepted it, or asked again, or the candidate has named somebody meanwhile."""

    sentence = N_("This has been settled meanwhile. Please look at the page again.")


def keep_excuses(session: Session, application: Application, excuses: Mapping[str, str], *, by: Doer) -> None:
    """Have the candidate's words be these: kind -> why nobody of it can be named.

    Words that say the same as before stand as they are, accepted or not; of a kind that is named by now
    nothing is kept.
    """
    known = {each.kind: each for each in queries.excuses_of(session, application.id)}
    for kind, excuse in known.items():
        if kind not in excuses:
            session.delete(excuse)
    session.flush()
    for kind, reason in excuses.items():
        excuse = known.get(kind) or KindExcuse(application_id=application.id, kind=kind)
        if excuse.reason == reason:
            continue
        excuse.reason, excuse.stated_at, excuse.state = reason, clock.now(), ExcuseState.STATED
        excuse.settled_at = excuse.settled_by = None
        session.add(excuse)
        session.flush()
        said = events.KindExcused(application.opening_id, application.id, RefereeKind(kind))
        audit.record(session, said, by=by)


def accept_excuse(session: Session, excuse: KindExcuse, *, by: Actor) -> None:
    """Do without anybody of this kind. Raises ExcuseSettled."""
    _settle(session, excuse, ExcuseState.ACCEPTED, by)
    application = excuse.application
    accepted = events.ExcuseAccepted(application.opening_id, application.id, RefereeKind(excuse.kind))
    audit.record(session, accepted, by=by)


def ask_again(session: Session, excuse: KindExcuse, answer: str, *, by: Actor) -> None:
    """Ask the candidate once more for somebody of this kind, with a word. Raises ExcuseSettled."""
    _settle(session, excuse, ExcuseState.ASKED_AGAIN, by)
    excuse.answer = answer
    application = excuse.application
    asked = events.KindAskedAgain(application.opening_id, application.id, RefereeKind(excuse.kind))
    audit.record(session, asked, by=by)
    send_about(
        session,
        application,
        "reference_kind_wanted",
        key=f"reference-kind:{excuse.id}:{clock.now().isoformat()}",
        opening=application.opening.title,
        kind=excuse.kind,
        answer=answer,
    )


def _settle(session: Session, excuse: KindExcuse, state: ExcuseState, by: Actor) -> None:
    queries.lock_excuse(session, excuse)
    if excuse.state != ExcuseState.STATED:
        raise ExcuseSettled
    excuse.state, excuse.settled_at, excuse.settled_by = state, clock.now(), by.id
    session.flush()
