"""HR's first page names openings in which people came by their link and have not gone on for three days."""

from datetime import timedelta

import pytest

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.accounts.rules import Role
from hiring.openings.rules import Stage
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory, InvitationFactory, OpeningFactory

LONG, LATELY = timedelta(days=3, hours=1), timedelta(days=2, hours=23)


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en")


@pytest.fixture
def first_page(signed_in, session, hr):
    """Return a function that gives what HR's first page says of people who stopped."""

    def first_page():
        session.commit()
        text = signed_in(hr).get("/").text
        return [number for number in (1, 2, 3) if f"{number} candidate" in text and "opened the link" in text]

    return first_page


def was_seen(session, application, ago):
    session.add(
        UserSession(
            token_hash=f"{application.id:064}",
            audience="candidate",
            subject_id=application.id,
            seen_at=clock.now() - ago,
            expires_at=clock.now() + timedelta(days=1),
        )
    )


@pytest.mark.parametrize(
    ("stage", "opened", "seen", "named"),
    [
        (Stage.INVITED, None, None, []),
        (Stage.INVITED, LONG, LONG, [1]),
        (Stage.INVITED, LONG, LATELY, []),
        (Stage.INVITED, LATELY, LATELY, []),
        (Stage.CONSENTED, LONG, LONG, [1]),
        (Stage.CONSENTED, LONG, LATELY, []),
        (Stage.SITTING, LONG, LONG, [1]),
        (Stage.SITTING, LONG, LATELY, []),
        (Stage.SITTING, LONG, None, [1]),
        (Stage.HANDED_IN, LONG, LONG, []),
    ],
)
def test_who_opened_the_link_and_was_not_seen_for_three_days_has_stopped(
    session, hr, first_page, stage, opened, seen, named
):
    application = ApplicationFactory(
        opening=OpeningFactory(hr=[hr]), stage=stage, stage_at=clock.now() - LONG
    )
    if opened is not None:
        InvitationFactory(application=application, state="claimed", claimed_at=clock.now() - opened)
    if seen is not None:
        session.flush()
        was_seen(session, application, seen)

    assert first_page() == named


def test_who_came_to_a_stage_lately_goes_on(session, hr, first_page):
    ApplicationFactory(opening=OpeningFactory(hr=[hr]), stage=Stage.CONSENTED, stage_at=clock.now() - LATELY)

    assert first_page() == []
