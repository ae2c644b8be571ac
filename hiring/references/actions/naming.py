"""The candidate names referees, and may change them until they are written to."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.audit.actions import Doer
from hiring.errors import StalePage
from hiring.fingerprints import mark_of
from hiring.openings.models import Application
from hiring.references import events, queries
from hiring.references.actions.asking import ask_referees
from hiring.references.actions.excuses import keep_excuses
from hiring.references.claims import NOTHING_STATED, Achievements
from hiring.references.models import KindExcuse, ReferenceRequest, StatedAchievements
from hiring.references.rules import ASKED_BY_ITSELF, NamedReferee, RequestState


def referees_mark(
    requests: Iterable[ReferenceRequest],
    excuses: Iterable[KindExcuse] = (),
    stated: Achievements = NOTHING_STATED,
) -> str:
    """Return the mark of what can still be changed: what the page that names referees shows."""
    drafted = sorted(_as_named(each) for each in requests if each.state == RequestState.DRAFTED)
    said = sorted((each.kind, each.reason) for each in excuses)
    return mark_of([drafted, said, *stated.claims] if said or stated.claims else drafted)


def name_referees(
    session: Session,
    application: Application,
    named: Sequence[NamedReferee],
    *,
    secret_key: str,
    excuses: Mapping[str, str] | None = None,
    achievements: Achievements | None = None,
    seen: str | None = None,
    by: Doer,
) -> None:
    """Make `named` the candidate's referees who have not been written to yet.

    Those already written to stay as they are. Somebody named after the candidate
    handed in (because another declined) is asked at once. `excuses` says of which kinds nobody can be
    named, and why, `achievements` what referees are asked to confirm; None = it stays as it was. `seen` is
    the mark of what the page showed; None = whatever there is. Raises StalePage when another window
    has saved since: this list would remove whom that one added.
    """
    session.execute(
        select(Application.id).where(Application.id == application.id).with_for_update(key_share=True)
    )
    requests = queries.requests_of_application(session, application.id, again=True)
    said = queries.excuses_of(session, application.id)
    stated = queries.achievements_of(session, application.id)
    if seen is not None and seen != referees_mark(requests, said, stated):
        states_else = achievements is not None and achievements != stated
        if states_else or _would_change(requests, named) or _would_say_else(said, excuses):
            raise StalePage
        return  # the same button pressed twice
    known = {each.email or each.phone: each for each in requests}
    wanted = {each.known_by for each in named}
    for request in known.values():
        if request.state == RequestState.DRAFTED and (request.email or request.phone) not in wanted:
            session.delete(request)
    session.flush()
    for referee in named:
        _keep(session, application, referee, known.get(referee.known_by))
    if excuses is not None:
        keep_excuses(session, application, excuses, by=by)
    if achievements is not None and achievements != stated:
        _state(session, application.id, achievements)
    application.referees_at = clock.now()
    session.flush()
    event = events.RefereesNamed(application.opening_id, application.id, count=len(named))
    audit.record(session, event, by=by)
    if named and application.stage in ASKED_BY_ITSELF:
        ask_referees(session, application.id, secret_key=secret_key, by=by)


def _would_change(requests: Sequence[ReferenceRequest], named: Sequence[NamedReferee]) -> bool:
    drafted = [_as_named(each) for each in requests if each.state == RequestState.DRAFTED]
    written_to = {each.email or each.phone for each in requests if each.state != RequestState.DRAFTED}
    wanted = [
        (each.email, each.phone, each.name, each.organisation, each.relationship.value, each.locale)
        for each in named
        if each.known_by not in written_to
    ]
    return sorted(wanted) != sorted(drafted)


def _would_say_else(said: Sequence[KindExcuse], excuses: Mapping[str, str] | None) -> bool:
    return excuses is not None and {each.kind: each.reason for each in said} != dict(excuses)


def _state(session: Session, application_id: int, achievements: Achievements) -> None:
    row = session.get(StatedAchievements, application_id)
    row = row or StatedAchievements(application_id=application_id)
    row.event, row.people, row.budget = achievements.event, achievements.people, achievements.budget
    row.partner, row.result = achievements.partner, achievements.result
    session.add(row)
    session.flush()


def _as_named(request: ReferenceRequest) -> tuple[str, ...]:
    kind = str(request.relationship_kind)
    return request.email, request.phone, request.name, request.organisation, kind, request.locale


def _keep(
    session: Session, application: Application, referee: NamedReferee, known: ReferenceRequest | None
) -> None:
    if known is not None and known.state != RequestState.DRAFTED:
        return
    request = known or ReferenceRequest(application_id=application.id, email=referee.email)
    request.name, request.phone = referee.name, referee.phone
    request.organisation = referee.organisation
    request.relationship_kind = referee.relationship
    request.locale = referee.locale
    session.add(request)
    session.flush()
