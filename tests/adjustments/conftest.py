"""HR of an opening, and a candidate who needs more time."""

import pytest

from hiring.accounts.rules import Audience, Role
from hiring.adjustments.queries import own_application
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.sittings import SittingFactory


def sitting_in(opening, **values):
    """Return the sitting of one more candidate of an opening, who is at work."""
    application = ApplicationFactory(opening=opening, consented=True, stage="sitting", locale="en")
    return SittingFactory(application=application, **values)


@pytest.fixture
def hr(session):
    return UserFactory(name="Ratna Dewi", roles=[Role.HR], locale="en")


@pytest.fixture
def by(hr):
    return actor_of(hr)


@pytest.fixture
def opening(session, hr):
    return OpeningFactory(hr=[hr], reviewers=[UserFactory(roles=[Role.REVIEWER])])


@pytest.fixture
def application(opening):
    return ApplicationFactory(opening=opening, consented=True, locale="en")


@pytest.fixture
def at_work(opening):
    """A candidate in a section of 30 minutes that ends in 30."""
    return sitting_in(opening)


@pytest.fixture
def candidate(signed_in):
    """Return a function that lets the candidate of an application in."""
    return lambda application: signed_in(application, Audience.CANDIDATE)


@pytest.fixture
def whole(session):
    """Return a function that loads an application as HR's page has it."""
    return lambda application: own_application(session, application.id)
