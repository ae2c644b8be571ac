"""The candidates' door: how a session becomes an actor again, and where to come in when it has ended."""

from flask import g
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from hiring.accounts.access import Entrance
from hiring.accounts.rules import Actor, Audience
from hiring.openings import actions
from hiring.openings.models import Application, Candidate, Opening

#: Every page of a candidate asks this: put together once.
_CANDIDATE = (
    select(Candidate.name, Application.locale, Opening.languages)
    .join(Candidate, Candidate.id == Application.candidate_id)
    .join(Opening, Opening.id == Application.opening_id)
    .where(Application.id == bindparam("application_id"))
)


def load_candidate(session: Session, application_id: int) -> Actor | None:
    """Return the candidate of an application as the one who acts, in a language the opening offers."""
    row = session.connection().execute(_CANDIDATE, {"application_id": application_id}).one_or_none()
    if row is None:
        return None
    g.offered_locales = row.languages
    return Actor(Audience.CANDIDATE, application_id, row.name, row.locale)


#: How candidates come in.
ENTRANCE = Entrance(
    Audience.CANDIDATE, load_candidate, actions.choose_language, sign_in="invitation_links.returning"
)
