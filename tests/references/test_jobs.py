"""The three weeks of a request, with the worker and the clock."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from hiring import audit
from hiring.accounts.rules import SYSTEM
from hiring.jobs.models import Job
from hiring.mail.models import Message
from hiring.openings import actions as openings
from hiring.openings.events import ApplicationExpired, ApplicationWithdrawn
from hiring.openings.queries import application_by_id
from hiring.openings.rules import Stage
from hiring.references import actions, queries
from hiring.references.rules import RequestState
from hiring.sittings.events import SittingHandedIn
from tests.factories.accounts import actor_of
from tests.factories.openings import ApplicationFactory
from tests.factories.references import ReferenceRequestFactory, referee_actor
from tests.factories.sittings import SittingFactory

MONDAY = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


@pytest.fixture
def at(work):
    """Return a function that goes to a day of the request and lets the worker work."""
    with time_machine.travel(MONDAY, tick=False) as traveller:

        def at(days):
            traveller.move_to(MONDAY + timedelta(days=days))
            return work()

        yield at


@pytest.fixture
def request_(session, at, application, secret_key):
    """A request sent on Monday, its mail on the way."""
    request = ReferenceRequestFactory(application=application, email="bambang@yab.example")
    actions.ask_referees(session, application.id, secret_key=secret_key)
    at(0)
    return request


def whole(session, request):
    request_id = request.id
    session.expunge(request)
    return queries.request_by_id(session, request_id)


def sent(session):
    return list(session.scalars(select(Message.template).where(Message.state == "sent").order_by(Message.id)))


def test_a_silent_referee_is_reminded_after_three_and_seven_days_then_left_alone(session, at, request_):
    timeline = {}
    for day in (1, 2.9, 3.1, 5, 7.1, 10, 20.9, 21.1, 30):
        at(day)
        timeline[day] = (len(sent(session)), request_.state)

    assert timeline == {
        1: (1, "sent"),
        2.9: (1, "sent"),
        3.1: (2, "sent"),
        5: (2, "sent"),
        7.1: (3, "sent"),
        10: (3, "sent"),
        20.9: (3, "sent"),
        21.1: (3, "expired"),
        30: (3, "expired"),
    }
    assert sent(session) == ["reference_request", "reference_reminder", "reference_reminder"]


def test_an_answer_ends_the_reminders(session, at, request_):
    at(2)
    request_.state = RequestState.OPENED
    from hiring.references.actions.ending import end

    end(session, request_, RequestState.ANSWERED)
    for day in (3.1, 7.1, 21.1):
        at(day)

    assert (sent(session), request_.state) == (["reference_request"], "answered")


def test_declining_ends_the_reminders(session, at, request_):
    at(2)
    request = whole(session, request_)
    actions.decline(session, request, "", by=referee_actor(request))
    for day in (3.1, 7.1, 21.1):
        at(day)

    assert sent(session) == ["reference_request", "reference_replacement"]


@pytest.mark.parametrize(
    ("ended", "stage"), [(ApplicationWithdrawn, Stage.WITHDRAWN), (ApplicationExpired, Stage.EXPIRED)]
)
def test_a_withdrawn_or_expired_application_ends_the_request(
    session, at, request_, application, ended, stage
):
    at(2)
    application.stage = stage
    audit.record(session, ended(application.opening_id, application.id), by=SYSTEM)
    for day in (2.1, 3.1, 7.1):
        at(day)

    assert (sent(session), request_.state) == (["reference_request"], "cancelled")


def test_a_removed_candidate_spares_referees_only_once_the_removal_has_stood_ten_minutes(
    session, at, request_, application
):
    at(2)
    openings.remove(session, application, "Salah orang.", by=SYSTEM)
    states = []
    for minutes in (9, 11):
        at(2 + minutes / 1440)
        states.append(str(request_.state))

    assert states == ["sent", "cancelled"]


def test_a_removal_taken_back_in_time_costs_no_referee(session, at, request_, application):
    at(2)
    openings.remove(session, application, "Salah orang.", by=SYSTEM)
    removed = application_by_id(session, application.id)
    openings.take_removal_back(session, removed, "", secret_key="-" * 40, by=SYSTEM)
    at(2.1)

    assert request_.state == "sent"


def test_a_decision_ends_the_reminders_even_if_nobody_cancelled(session, at, request_, application):
    at(2)
    application.stage = Stage.DECIDED
    for day in (3.1, 7.1):
        at(day)

    assert sent(session) == ["reference_request"]


def test_a_reminder_by_hand_takes_the_place_of_the_next_one(session, at, request_, hr):
    at(2)
    actions.remind(session, whole(session, request_), by=actor_of(hr))
    timeline = {}
    for day in (3.1, 7.1, 12):
        at(day)
        timeline[day] = len(sent(session))

    assert timeline == {3.1: 2, 7.1: 3, 12: 3}


def test_a_new_link_starts_the_days_anew_but_not_the_count(session, at, request_, hr, secret_key):
    at(3.1)
    at(5)
    actions.send_again(session, whole(session, request_), secret_key=secret_key, by=actor_of(hr))
    timeline, request_id = {}, request_.id
    for day in (7.1, 8.1, 12.1, 20, 21.1, 26.1):
        at(day)
        timeline[day] = (len(sent(session)), queries.request_by_id(session, request_id).state)

    assert timeline == {
        7.1: (3, "sent"),  # request, first reminder, new link
        8.1: (3, "sent"),
        12.1: (4, "sent"),  # the second reminder, a week after the new link
        20: (4, "sent"),
        21.1: (4, "sent"),
        26.1: (4, "expired"),
    }


def test_a_worker_that_slept_for_days_does_not_remind_twice_at_once(session, at, request_):
    at(9)

    assert sent(session) == ["reference_request", "reference_reminder"]


def test_handing_in_asks_the_referees(session, work, opening, agree):
    sitting = SittingFactory(application__opening=opening, handed_in=True)
    application = agree(sitting.application)
    request = ReferenceRequestFactory(application=application)
    audit.record(
        session,
        SittingHandedIn(application.opening_id, application.id, sitting.id, "T-1", False, 3),
        by=SYSTEM,
    )

    work()

    assert request.state == RequestState.SENT
    assert "reference_request" in sent(session)


def test_a_missing_form_is_a_job_for_a_person(session, work, agree):
    application = agree(ApplicationFactory(consented=True, stage="handed_in"))
    request = ReferenceRequestFactory(application=application)
    actions.ask_soon(session, application.id)

    work()

    job = session.scalars(select(Job).where(Job.kind == "references.ask")).one()
    assert (job.state, request.state) == ("dead", "drafted")
