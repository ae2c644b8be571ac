"""Put a candidate's name or address right, before and after the invitation."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.actions import end_user_sessions
from hiring.accounts.rules import Audience
from hiring.audit.actions import Doer
from hiring.audit.erasing import require_unerased
from hiring.errors import HiringError, StalePage
from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.mail.actions import readdress
from hiring.openings import events, queries
from hiring.openings.actions.invitations import (
    can_be_invited_again,
    closing_of,
    next_link,
    replace_links,
    revoke_links,
)
from hiring.openings.actions.mailing import send_about
from hiring.openings.models import Application, Candidate
from hiring.openings.rules import Stage, listed_as
from hiring.persons import Correction


class AddressInUse(HiringError):
    """Somebody else was invited to this opening under that address."""

    sentence = N_("Somebody else has been invited to this opening under this address.")


def person_mark(candidate: Candidate) -> str:
    """Return the mark of name and address: what the page that corrects them shows."""
    return mark_of([candidate.name, candidate.email])


def correct_person(
    session: Session,
    application: Application,
    name: str,
    email: str,
    *,
    secret_key: str,
    seen: str | None = None,
    by: Doer,
) -> Correction:
    """Have the candidate of an application be called so and be written to there; return what came of it.

    Under another address every earlier link and session ends, and who can still write is mailed a new
    link. What was there before stands only in the trail. Other openings keep what their HR wrote. Needs
    what `queries.application_by_id` loads. Raises PersonErased, StalePage (see `seen`) and AddressInUse.
    """
    session.refresh(application, ["stage", "candidate_id"], with_for_update={"key_share": True})
    require_unerased(session, application.id)
    before = session.get_one(Candidate, application.candidate_id, populate_existing=True)
    old_name, old_email = before.name, before.email
    if (name, email) == (old_name, old_email):
        return Correction.UNCHANGED
    if seen is not None and seen != person_mark(before):
        raise StalePage
    if email != old_email and queries.invited_addresses(session, application.opening_id, [email]):
        raise AddressInUse
    application.candidate = _known_as(session, before, name, email)
    application.listed_as = listed_as(name, email, application.code)
    session.flush()
    _drop_unused(session, before)
    readdress(session, application.id, old_email, name, email)
    linked = email != old_email and _end_links(session, application, secret_key)
    corrected = events.PersonCorrected(application.opening_id, application.id, old_name, old_email)
    audit.record(session, corrected, by=by)
    if linked:
        return Correction.MOVED
    _tell(session, application)
    return Correction.DONE


def _known_as(session: Session, before: Candidate, name: str, email: str) -> Candidate:
    """Return the row of that name and address; a row that other openings use stays as it is."""
    same = session.scalar(select(Candidate).where(Candidate.email == email, Candidate.name == name))
    if same is not None:
        return same
    if _uses(session, before) > 1:
        made = Candidate(name=name, email=email)
        session.add(made)
        return made
    before.name, before.email = name, email
    return before


def _uses(session: Session, candidate: Candidate) -> int:
    counted = select(func.count(Application.id)).where(Application.candidate_id == candidate.id)
    return session.scalars(counted).one()


def _drop_unused(session: Session, candidate: Candidate) -> None:
    if _uses(session, candidate) == 0:
        session.delete(candidate)
        session.flush()


def _end_links(session: Session, application: Application, secret_key: str) -> bool:
    end_user_sessions(session, Audience.CANDIDATE, application.id)
    if application.stage != Stage.EXPIRED and can_be_invited_again(application):
        link = next_link(application, closing_of(application), secret_key)
        replace_links(session, "invitation", [application], [link])
        return True
    revoke_links(session, application)
    return False


def _tell(session: Session, application: Application) -> None:
    send_about(
        session,
        application,
        "person_corrected",
        key=f"corrected:{application.id}:{clock.now().isoformat()}",
        title=application.opening.title,
        email=application.candidate.email,
    )
