"""HR sets until when reviewers are to rate and hiring managers to decide, also of a closed opening."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.openings.models import Opening
from tests.factories.accounts import UserFactory
from tests.factories.openings import OpeningFactory
from tests.page import hidden_fields, words


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en")


def test_both_days_are_kept_to_their_end_and_shown_beside_the_panel(session, signed_in, hr):
    opening = OpeningFactory(hr=[hr], state="closed")
    client, page = signed_in(hr), f"/openings/{opening.public_id}"
    seen = hidden_fields(client.get(f"{page}/dates").text)
    sent = {"reviews_due": "2031-01-05", "decisions_due": "2031-02-01"}
    assert client.post(f"{page}/dates", data={**seen, **sent}).status_code == 302

    row = session.execute(select(Opening.reviews_due_at, Opening.decisions_due_at)).one()
    assert tuple(row) == (
        datetime(2031, 1, 5, 16, 59, 59, tzinfo=UTC),
        datetime(2031, 2, 1, 16, 59, 59, tzinfo=UTC),
    )
    about = words(client.get(f"{page}/about").text)
    assert "5 January 2031" in about
    assert "1 February 2031" in about
    entry = session.scalars(select(AuditEntry).where(AuditEntry.event == "opening.due_dates_set")).one()
    assert entry.details["reviews_due"] == "2031-01-05T16:59+00:00"


def test_an_empty_day_goes_back_to_what_is_counted_from_closing(session, signed_in, hr):
    opening = OpeningFactory(hr=[hr], reviews_due_at=datetime(2031, 1, 5, tzinfo=UTC))
    client, page = signed_in(hr), f"/openings/{opening.public_id}/dates"
    empty = {"reviews_due": "", "decisions_due": ""}
    client.post(page, data={**hidden_fields(client.get(page).text), **empty})

    assert session.scalars(select(Opening.reviews_due_at)).one() is None
    assert "counted from closing" in words(client.get(f"/openings/{opening.public_id}/about").text)


def test_a_day_that_is_none_is_refused_with_a_sentence(session, signed_in, hr):
    opening = OpeningFactory(hr=[hr])
    client, page = signed_in(hr), f"/openings/{opening.public_id}/dates"
    reply = client.post(page, data={**hidden_fields(client.get(page).text), "reviews_due": "0001-01-01"})

    assert reply.status_code == 422
    assert "Not a valid date value." in words(reply.text)


def test_only_hr_of_the_opening_sets_dates(session, signed_in, hr):
    opening = OpeningFactory(hr=[hr])
    stranger = UserFactory(roles=[Role.HR])

    assert signed_in(stranger).get(f"/openings/{opening.public_id}/dates").status_code == 404
