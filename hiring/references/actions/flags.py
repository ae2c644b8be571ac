"""What about a referee is to be looked at is found when the answers have come; a person closes it."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import SYSTEM, Actor
from hiring.errors import HiringError
from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.references import events, queries
from hiring.references.flags import Flag, Persons, flags_of_address
from hiring.references.likeness import alike
from hiring.references.models import ReferenceFlag, ReferenceRequest
from hiring.references.rules import FlagKind, RequestState


class HintSettled(HiringError):
    """Somebody else has closed the hint meanwhile."""

    sentence = N_("Somebody else has closed this meanwhile. Please look at the page again.")


def look_at_referee(session: Session, request_id: int) -> None:
    """Keep what is to be looked at about a referee who has answered; what was closed stays closed.

    It is opened again only where it rests on something else than before. Done twice it is done once.
    """
    request = queries.request_by_id(session, request_id)
    if request is None or request.reference is None or request.state == RequestState.STOPPED:
        return
    queries.lock_request(session, request)
    known = queries.flags_by_kind(session, request.id)
    for flag in _found(session, request):
        kept = known.get(flag.kind)
        if kept is None or kept.basis != flag.basis:
            _raise(session, request, flag, kept or ReferenceFlag(request_id=request.id, kind=flag.kind))
    request.beside_at = None
    session.flush()


def close_flag(session: Session, flag: ReferenceFlag, reason: str, *, by: Actor) -> None:
    """Close a hint with what was found out. Raises HintSettled."""
    queries.lock_flag(session, flag)
    if flag.closed_at is not None:
        raise HintSettled
    flag.closed_at, flag.closed_by, flag.reason = clock.now(), by.id, reason
    session.flush()
    application = flag.application
    closed = events.FlagClosed(
        application.opening_id, application.id, flag.request_id, kind=flag.kind, reason=reason
    )
    audit.record(session, closed, by=by)


def _raise(session: Session, request: ReferenceRequest, flag: Flag, kept: ReferenceFlag) -> None:
    kept.basis, kept.percent, kept.other_id = flag.basis, flag.percent, flag.other_id
    kept.found_at, kept.closed_at, kept.closed_by, kept.reason = clock.now(), None, None, ""
    session.add(kept)
    session.flush()
    application = request.application
    raised = events.FlagRaised(application.opening_id, application.id, request.id, kind=flag.kind)
    audit.record(session, raised, by=SYSTEM)


def _found(session: Session, request: ReferenceRequest) -> Iterator[Flag]:
    candidate = request.application.candidate
    yield from flags_of_address(
        Persons(
            candidate=candidate.name,
            candidate_email=candidate.email,
            referee=request.name,
            referee_email=request.email,
            organisation=request.organisation,
            of_staff=queries.is_of_staff(session, request.email),
        )
    )
    yield from _likenesses(session, request)
    by_link = request.reference is not None and request.reference.taken_by is None
    if by_link and request.beside_at is not None:
        yield Flag(FlagKind.SAME_BROWSER)


def _likenesses(session: Session, request: ReferenceRequest) -> Iterator[Flag]:
    """Yield where the same passages stand: of the other referees the one who has the most of them."""
    assert request.reference is not None  # noqa: S101  (whoever has not answered is not looked at)
    own, form = queries.texts_of(request.reference), list(queries.words_of_form(request))
    others = queries.others_answers(session, request)
    shares = {other: alike(own, texts, form) for other, texts in others.items()}
    most = max(shares, key=lambda other: shares[other], default=None)
    if most is not None and shares[most]:
        facts = {"own": mark_of(own), "other": mark_of(others[most])}
        yield Flag(FlagKind.LIKE_REFEREE, facts, shares[most], most)
    written = queries.written_by_candidate(session, request.application_id)
    if share := alike(own, written, form):
        yield Flag(FlagKind.LIKE_CANDIDATE, {"own": mark_of(own), "candidate": mark_of(written)}, share)
