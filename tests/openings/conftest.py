"""One opening with its people, and what HR uses to invite."""

import pytest

from hiring.accounts.rules import Role
from hiring.openings.invitees import Invitee
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.made_once import made_once
from tests.factories.openings import OpeningFactory
from tests.statements import statements_noted


@made_once
def _house(asked_for):
    """Make what is asked for, and whom it needs."""
    people = {
        "hr": UserFactory(name="Ratna Dewi", roles=[Role.HR]),
        "reviewers": [UserFactory(roles=[Role.REVIEWER]) for _ in range(2)],
        "hiring_manager": UserFactory(roles=[Role.HIRING_MANAGER]),
    }
    members = {
        "hr": [people["hr"]],
        "reviewers": people["reviewers"],
        "hiring_managers": [people["hiring_manager"]],
    }
    openings = {name: OpeningFactory(draft=name == "draft", **members) for name in asked_for}
    return people | openings


@pytest.fixture
def house(session, request):
    """HR, reviewers, a hiring manager, and what the test asks for of an opening and a draft."""
    return _house(tuple(name for name in ("opening", "draft") if name in request.fixturenames))


@pytest.fixture
def hr(house):
    return house["hr"]


@pytest.fixture
def by(hr):
    return actor_of(hr)


@pytest.fixture
def reviewers(house):
    return house["reviewers"]


@pytest.fixture
def hiring_manager(house):
    return house["hiring_manager"]


@pytest.fixture
def opening(house):
    """Open for another week."""
    return house["opening"]


@pytest.fixture
def draft(house):
    """Complete, not yet open."""
    return house["draft"]


@pytest.fixture
def secret(app):
    return app.extensions["settings"].secret_key


@pytest.fixture
def rina():
    return Invitee("Rina Wati", "rina@surel.example", "id")


@pytest.fixture
def statements(session):
    """Return a context in which every statement sent to the database is noted."""

    return statements_noted
