"""A referee opens the request, agrees, writes, and sends or declines."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.actions import end_user_sessions, open_user_session
from hiring.accounts.rules import Actor, Audience
from hiring.errors import HiringError, StalePage
from hiring.fingerprints import mark_of
from hiring.mail.actions import Recipient, SecretLink
from hiring.openings.actions import send_about
from hiring.references import events, queries
from hiring.references.actions.browsers import note_referee_after
from hiring.references.actions.ending import ask_for_others, end
from hiring.references.answers import Today, Typed, as_sent, faults_in, text_in
from hiring.references.links import CONTACT_PATH, LINK_PURPOSE
from hiring.references.models import Reference, ReferenceRequest
from hiring.references.rules import ENDED_WORDS, TAKEN_BY_TELEPHONE, RequestState, accepts_answers, state_now

LONGEST_REASON = 500


class RequestEnded(HiringError):
    """Answered, declined, expired or cancelled: `state` says which.

    `texts` is what was written too late, to be offered back; None = somebody only looked. `begun` is what the
    referee had written by link before the answers were taken by telephone.
    """

    template = "references/ended.html"

    def __init__(
        self,
        state: RequestState,
        texts: list[str] | None = None,
        *,
        by_telephone: bool = False,
        begun: Iterable[str] = (),
    ) -> None:
        words = TAKEN_BY_TELEPHONE if by_telephone else ENDED_WORDS[state]
        super().__init__(words[1])
        self.state, self.words, self.by_telephone = state, words, by_telephone
        self.texts = [*begun, *(texts or [])]
        over = state in {RequestState.ANSWERED, RequestState.DECLINED}
        self.status = 410 if not over else 200 if texts is None else 409


def referee(request: ReferenceRequest) -> Actor:
    """Return whoever holds the link of `request` as the one who acts."""
    return Actor(Audience.REFEREE, request.id, request.name, request.locale)


def open_request(
    session: Session,
    request: ReferenceRequest,
    *,
    locale: str,
    before: tuple[Actor, datetime] | None = None,
) -> str:
    """Let the referee in, in the language of the page; return the token of the new session.

    `before` is who was signed in in that browser until now, and when they were last seen. The same link may
    be used again until the answers are sent: it is the only way back. Raises RequestEnded.
    """
    _lock_open(session, request)
    request.locale = locale
    note_referee_after(session, request, before)
    if request.state == RequestState.SENT:
        request.state = RequestState.OPENED
        request.opened_at = request.opened_at or clock.now()
        session.flush()
        event = events.ReferenceOpened(request.application.opening_id, request.application_id, request.id)
        audit.record(session, event, by=referee(request))
    else:
        event_again = events.ReferenceOpenedAgain(
            request.application.opening_id, request.application_id, request.id
        )
        audit.record(session, event_again, by=referee(request))
    return open_user_session(session, Audience.REFEREE, request.id)


def was_taken_by_telephone(request: ReferenceRequest) -> bool:
    """Say whether the one answer of this referee was written down by HR; needs `reference` loaded."""
    return request.reference is not None and request.reference.taken_by is not None


def texts_begun(request: ReferenceRequest) -> list[str]:
    """Return what the referee had written by link before the answers were taken by telephone."""
    written = (text_in(answer) for answer in (request.draft or {}).values())
    return [text for text in written if text]


def page_mark(request: ReferenceRequest, codes: Iterable[str]) -> str:
    """Return the mark of what is kept for the questions of one page."""
    draft = request.draft or {}
    return mark_of({code: draft.get(code) for code in codes})


def agree(
    session: Session,
    request: ReferenceRequest,
    typed: Mapping[str, Typed],
    *,
    notice: str,
    seen: str | None = None,
    by: Actor,
) -> None:
    """Keep that the referee agreed, under exactly this notice, with what else stood on that page.

    Raises RequestEnded, and StalePage as `keep_draft` does.
    """
    _lock_open(session, request)
    _require_seen(request, typed, seen)
    _merge(request, typed)
    if request.consented_at is None:
        request.consented_at, request.consent_text = clock.now(), notice
        event = events.RefereeConsented(request.application.opening_id, request.application_id, request.id)
        audit.record(session, event, by=by)
    session.flush()


def keep_draft(
    session: Session,
    request: ReferenceRequest,
    typed: Mapping[str, Typed],
    *,
    seen: str | None = None,
    by: Actor,
) -> None:
    """Keep what was typed so far, right or wrong.

    `seen` is the mark of what the page showed; None = whatever there is. Raises RequestEnded, and
    StalePage when another window has kept something else for this page since.
    """
    _lock_open(session, request)
    _require_seen(request, typed, seen)
    _merge(request, typed)
    session.flush()


def _require_seen(request: ReferenceRequest, typed: Mapping[str, Typed], seen: str | None) -> None:
    kept = request.draft or {}
    changes = any(kept.get(code) != answer for code, answer in typed.items())
    if seen is not None and changes and seen != page_mark(request, typed):
        raise StalePage


def give_reference(session: Session, request: ReferenceRequest, today: Today, *, by: Actor) -> Reference:
    """Send the draft: the one answer of this referee, which nobody changes any more.

    Sent twice (a double click, a retry) it is sent once. Raises RequestEnded. The
    caller has seen to it that nothing is missing; an unsound draft is a bug.
    """
    if request.reference is not None:
        return request.reference
    _lock_open(session, request)
    questionnaire = queries.questionnaire_of(request)
    questions, typed = questionnaire.questions, request.draft or {}
    if request.consented_at is None or faults_in(questions.values(), typed, questionnaire.form.scale, today):
        raise ValueError("a reference is sent when nothing is missing")
    reference = Reference(
        request_id=request.id,
        answers=as_sent(questions.values(), typed),
        consent_text=request.consent_text or "",
        locale=request.locale,
    )
    session.add(reference)
    request.draft = None
    end(session, request, RequestState.ANSWERED)
    application = request.application
    audit.record(session, events.ReferenceGiven(application.opening_id, application.id, request.id), by=by)
    thank(session, request)
    return reference


def thank(session: Session, request: ReferenceRequest) -> None:
    """Thank by mail, where the referee has an address."""
    send_about(
        session,
        request.application,
        "reference_thanks",
        to=Recipient(request.name, request.email, request.locale),
        key=f"reference:{request.id}:thanks",
        link=SecretLink(LINK_PURPOSE, request.id, request.generation, CONTACT_PATH),
        candidate=request.application.candidate.name,
    )


def decline(session: Session, request: ReferenceRequest, reason: str, *, by: Actor) -> None:
    """End the request at the referee's wish; what was written so far is removed.

    The candidate is asked to name somebody else where too few are left.
    """
    queries.lock_request(session, request)
    if request.state == RequestState.DECLINED:
        return
    _require_open(request)
    end(session, request, RequestState.DECLINED)
    request.draft, request.decline_reason = None, reason[:LONGEST_REASON]
    end_user_sessions(session, Audience.REFEREE, request.id)
    application = request.application
    audit.record(session, events.ReferenceDeclined(application.opening_id, application.id, request.id), by=by)
    ask_for_others(session, request)


def _merge(request: ReferenceRequest, typed: Mapping[str, Typed]) -> None:
    draft: dict[str, Any] = {code: dict(answer) for code, answer in typed.items()}
    request.draft = (request.draft or {}) | draft


def _lock_open(session: Session, request: ReferenceRequest) -> None:
    queries.lock_request(session, request)
    _require_open(request)


def _require_open(request: ReferenceRequest) -> None:
    stage, now = request.application.stage, clock.now()
    if not accepts_answers(request.state, stage, request.sent_at, now):
        taken = was_taken_by_telephone(request)
        raise RequestEnded(state_now(request.state, stage, request.sent_at, now), [], by_telephone=taken)
