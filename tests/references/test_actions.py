"""Naming, asking, reminding, ending, answering."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.accounts.rules import SYSTEM, Audience
from hiring.accounts.tokens import link_token, token_hash
from hiring.audit.models import AuditEntry
from hiring.jobs.models import Job
from hiring.mail.models import Message
from hiring.openings.rules import Stage
from hiring.references import actions, queries
from hiring.references.answers import Today
from hiring.references.models import Reference, ReferenceRequest
from hiring.references.rules import NamedReferee, Relationship, RequestState
from tests.factories.accounts import actor_of
from tests.factories.openings import ApplicationFactory, candidate_actor
from tests.factories.references import ReferenceRequestFactory, referee_actor, token_of, typed_draft
from tests.postgres import on_both

NOVEMBER = Today(2026, 11)
BAMBANG = NamedReferee("Bambang", "bambang@yab.example", "YAB", Relationship.LINE_MANAGER, "id")
DEWI = NamedReferee("Dewi", "dewi@rw07.example", "RW 07", Relationship.PARTNER, "en")


def events(session):
    return list(session.scalars(select(AuditEntry.event).order_by(AuditEntry.id)))


def mails(session):
    rows = session.execute(select(Message.template, Message.to_email, Message.state).order_by(Message.id))
    return [tuple(row) for row in rows]


def jobs(session, kind):
    return list(session.scalars(select(Job).where(Job.kind == kind).order_by(Job.id)))


def whole(session, request):
    """Return the request as a page would load it."""
    session.flush()
    session.expunge(request)
    return queries.request_by_id(session, request.id)


def test_named_referees_wait_until_the_candidate_has_handed_in(session, application, secret_key):
    by = candidate_actor(application)

    actions.name_referees(session, application, [BAMBANG, DEWI], secret_key=secret_key, by=by)

    known = queries.requests_of_application(session, application.id)
    assert [(each.name, each.locale, each.state) for each in known] == [
        ("Bambang", "id", "drafted"),
        ("Dewi", "en", "drafted"),
    ]
    assert (events(session), mails(session)) == (["application.referees_named"], [])
    assert application.referees_at is not None


def test_the_candidate_may_change_names_until_they_are_written_to(session, application, secret_key):
    by = candidate_actor(application)
    sent = ReferenceRequestFactory(application=application, sent=True, email="sent@yab.example")
    actions.name_referees(session, application, [BAMBANG], secret_key=secret_key, by=by)

    changed = NamedReferee("Bambang H.", BAMBANG.email, "YAB", Relationship.COLLEAGUE, "en")
    intruder = NamedReferee("Other name", sent.email, "", Relationship.OTHER, "id")
    actions.name_referees(session, application, [changed, intruder], secret_key=secret_key, by=by)

    known = queries.requests_of_application(session, application.id)
    assert [(each.name, each.relationship_kind) for each in known] == [
        (sent.name, "line_manager"),
        ("Bambang H.", "colleague"),
    ]
    actions.name_referees(session, application, [], secret_key=secret_key, by=by)
    assert [each.name for each in queries.requests_of_application(session, application.id)] == [sent.name]


def test_somebody_named_after_handing_in_is_asked_at_once(session, application, secret_key):
    application.stage = Stage.SCORING

    actions.name_referees(
        session, application, [BAMBANG], secret_key=secret_key, by=candidate_actor(application)
    )

    assert mails(session) == [("reference_request", BAMBANG.email, "queued")]


@on_both
def test_asking_sends_each_named_referee_one_link(session, opening, application, secret_key):
    request = ReferenceRequestFactory(application=application)

    asked = actions.ask_referees(session, application.id, secret_key=secret_key)
    again = actions.ask_referees(session, application.id, secret_key=secret_key)

    assert (asked, again) == (1, 0)
    assert request.state == RequestState.SENT
    assert request.token_hash == token_hash(link_token(secret_key, "reference", request.id, 1))
    assert request.claims[0]["title"] == "Koordinator program"
    assert mails(session) == [("reference_request", request.email, "queued")]
    message = session.scalars(select(Message)).one()
    assert message.link == {
        "purpose": "reference",
        "row_id": request.id,
        "generation": 1,
        "path": "/r/{token}",
    }
    assert [job.run_after - request.sent_at for job in jobs(session, "references.remind")] == [
        timedelta(days=3),
        timedelta(days=7),
    ]
    assert [job.run_after - request.sent_at for job in jobs(session, "references.expire")] == [
        timedelta(days=21)
    ]
    assert events(session) == ["reference.requested"]


def test_nobody_is_asked_without_the_candidates_consent(session, opening, secret_key):
    application = ApplicationFactory(opening=opening, consented=True)
    ReferenceRequestFactory(application=application)

    assert actions.ask_referees(session, application.id, secret_key=secret_key) == 0
    assert mails(session) == []


@pytest.mark.parametrize("stage", [Stage.WITHDRAWN, Stage.EXPIRED, Stage.DECIDED])
def test_nobody_is_asked_after_the_end(session, application, secret_key, stage):
    ReferenceRequestFactory(application=application)
    application.stage = stage

    assert actions.ask_referees(session, application.id, secret_key=secret_key) == 0


def test_without_a_form_nobody_can_be_asked(session, agree, secret_key):
    application = agree(ApplicationFactory(consented=True))
    ReferenceRequestFactory(application=application)

    with pytest.raises(actions.NoReferenceForm):
        actions.ask_referees(session, application.id, secret_key=secret_key)


def test_a_new_link_revokes_the_old_one_and_what_it_opened(session, application, hr, secret_key):
    request = ReferenceRequestFactory(application=application, opened=True)
    old = token_of(request)
    actions.open_request(session, request, locale="id")

    actions.send_again(session, whole(session, request), secret_key=secret_key, by=actor_of(hr))

    assert queries.request_by_token_hash(session, token_hash(old)) is None
    renewed = queries.request_by_id(session, request.id)
    assert (renewed.generation, renewed.state) == (2, "sent")
    assert queries.request_by_token_hash(session, token_hash(token_of(renewed))) is renewed
    user_session = session.scalars(select(UserSession).where(UserSession.audience == Audience.REFEREE)).one()
    assert user_session.ended_at is not None
    assert events(session)[-1] == "reference.requested_again"


def test_an_expired_request_can_be_sent_again_and_keeps_its_draft(session, application, hr, secret_key):
    request = ReferenceRequestFactory(
        application=application, agreed=True, state="expired", draft={"R0c": {"text": "..."}}
    )

    actions.send_again(session, whole(session, request), secret_key=secret_key, by=actor_of(hr))

    renewed = queries.request_by_id(session, request.id)
    assert (renewed.state, renewed.draft, renewed.ended_at) == ("opened", {"R0c": {"text": "..."}}, None)


@pytest.mark.parametrize("state", ["drafted", "answered", "declined"])
def test_whoever_declined_or_answered_is_not_written_to_again(session, application, hr, secret_key, state):
    request = ReferenceRequestFactory(application=application, sent=True, state=state)

    with pytest.raises(actions.NotAgain):
        actions.send_again(session, whole(session, request), secret_key=secret_key, by=actor_of(hr))


def test_reminding_by_hand_keeps_to_two_and_a_day_apart(session, application, hr):
    request = ReferenceRequestFactory(
        application=application, sent=True, sent_at=clock.now() - timedelta(days=2)
    )
    request = whole(session, request)

    actions.remind(session, request, by=actor_of(hr))
    with pytest.raises(actions.TooSoon):
        actions.remind(session, request, by=actor_of(hr))
    request.reminded_at -= timedelta(days=1)
    actions.remind(session, request, by=actor_of(hr))
    request.reminded_at -= timedelta(days=1)
    with pytest.raises(actions.TooSoon):
        actions.remind(session, request, by=actor_of(hr))

    assert (request.reminders_sent, len(mails(session))) == (2, 2)


def test_cancelling_takes_back_what_waits_and_removes_the_draft(session, application, hr, secret_key):
    request = ReferenceRequestFactory(application=application)
    actions.ask_referees(session, application.id, secret_key=secret_key)
    request.draft = {"R0c": {"value": "", "text": "begun"}}

    cancelled = actions.cancel_open_requests(session, application.id, by=actor_of(hr))

    assert (cancelled, request.state, request.draft) == (1, "cancelled", None)
    assert mails(session) == [("reference_request", request.email, "cancelled")]
    assert {
        job.state for kind in ("references.remind", "references.expire") for job in jobs(session, kind)
    } == {"cancelled"}
    assert actions.cancel_open_requests(session, application.id, by=SYSTEM) == 0
    assert events(session) == ["reference.requested", "reference.cancelled"]


def test_cancelling_leaves_answers_alone(session, application):
    request = ReferenceRequestFactory(application=application, agreed=True, state="answered")

    actions.cancel_open_requests(session, application.id, by=SYSTEM)

    assert request.state == "answered"


@on_both
def test_a_reference_is_given_once(session, application):
    request = ReferenceRequestFactory(application=application, agreed=True, draft=typed_draft())
    request = whole(session, request)

    given = actions.give_reference(session, request, NOVEMBER, by=referee_actor(request))
    session.commit()
    session.expunge_all()
    again = actions.give_reference(
        session, queries.request_by_id(session, request.id), NOVEMBER, by=referee_actor(request)
    )

    assert again.id == given.id
    stored = session.scalars(select(Reference)).one()
    assert stored.answers["R1a"] == {"value": 4, "text": "Selalu tepat waktu."}
    assert stored.consent_text == "Dibaca dan disetujui."
    kept = session.get_one(ReferenceRequest, request.id)
    assert (kept.state, kept.draft) == ("answered", None)
    assert mails(session) == [("reference_thanks", request.email, "queued")]
    assert events(session) == ["reference.given"]


def test_an_incomplete_draft_is_never_sent(session, application):
    draft = {code: answer for code, answer in typed_draft().items() if code != "R1b"}
    request = whole(session, ReferenceRequestFactory(application=application, agreed=True, draft=draft))

    with pytest.raises(ValueError, match="nothing is missing"):
        actions.give_reference(session, request, NOVEMBER, by=referee_actor(request))


def test_declining_removes_what_was_written_and_asks_for_somebody_else(session, application):
    request = ReferenceRequestFactory(application=application, agreed=True, draft={"R0c": {"text": "x"}})
    ReferenceRequestFactory(application=application, agreed=True, state="answered")
    request = whole(session, request)

    actions.decline(session, request, "Tidak sempat", by=referee_actor(request))
    actions.decline(session, request, "twice", by=referee_actor(request))

    assert (request.state, request.draft, request.decline_reason) == ("declined", None, "Tidak sempat")
    candidate = request.application.candidate
    assert mails(session) == [("reference_replacement", candidate.email, "queued")]
    assert events(session) == ["reference.declined"]


def test_nobody_else_is_asked_for_where_enough_are_left(session, application):
    request = ReferenceRequestFactory(application=application, sent=True)
    ReferenceRequestFactory.create_batch(2, application=application, sent=True)
    request = whole(session, request)

    actions.decline(session, request, "", by=referee_actor(request))

    assert mails(session) == []


@pytest.mark.parametrize("deed", ["open", "write", "decline"])
def test_nothing_is_accepted_after_the_application_ended(session, application, deed):
    request = ReferenceRequestFactory(application=application, agreed=True, draft={})
    application.stage = Stage.WITHDRAWN
    request = whole(session, request)
    by = referee_actor(request)

    with pytest.raises(actions.RequestEnded) as ended:
        {
            "open": lambda: actions.open_request(session, request, locale="id"),
            "write": lambda: actions.keep_draft(session, request, {"R0c": {"text": "x"}}, by=by),
            "decline": lambda: actions.decline(session, request, "", by=by),
        }[deed]()

    assert (ended.value.state, ended.value.status) == (RequestState.CANCELLED, 410)


def test_the_first_opening_is_a_fact_and_coming_back_is_another(session, application):
    request = whole(session, ReferenceRequestFactory(application=application, sent=True))

    first = actions.open_request(session, request, locale="en")
    second = actions.open_request(session, request, locale="en")

    assert first != second
    assert (request.state, request.locale) == ("opened", "en")
    assert events(session) == ["reference.opened", "reference.opened_again"]


def test_consent_keeps_the_notice_of_the_first_time(session, application):
    request = whole(session, ReferenceRequestFactory(application=application, opened=True))
    by = referee_actor(request)
    yes = {"R0a": {"value": "yes", "text": ""}}

    actions.agree(session, request, yes, notice="As it stood.", by=by)
    actions.agree(session, request, yes, notice="Changed later.", by=by)

    assert (request.consent_text, events(session)) == ("As it stood.", ["reference.referee_consented"])
