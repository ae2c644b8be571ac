"""One opening with its people, and what HR uses to invite."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from hiring.accounts.rules import Role
from hiring.db import db
from hiring.openings.invitees import Invitee
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import OpeningFactory


@pytest.fixture
def hr(session):
    return UserFactory(name="Ratna Dewi", roles=[Role.HR])


@pytest.fixture
def by(hr):
    return actor_of(hr)


@pytest.fixture
def reviewers(session):
    return [UserFactory(roles=[Role.REVIEWER]) for _ in range(2)]


@pytest.fixture
def hiring_manager(session):
    return UserFactory(roles=[Role.HIRING_MANAGER])


@pytest.fixture
def opening(session, hr, reviewers, hiring_manager):
    """Open for another week."""
    return OpeningFactory(hr=[hr], reviewers=reviewers, hiring_managers=[hiring_manager])


@pytest.fixture
def draft(session, hr, reviewers, hiring_manager):
    """Complete, not yet open."""
    return OpeningFactory(draft=True, hr=[hr], reviewers=reviewers, hiring_managers=[hiring_manager])


@pytest.fixture
def secret(app):
    return app.extensions["settings"].secret_key


@pytest.fixture
def rina():
    return Invitee("Rina Wati", "rina@surel.example", "id")


@pytest.fixture
def statements(session):
    """Return a context in which every statement sent to the database is noted."""

    @contextmanager
    def noted():
        made = []

        def note(connection, cursor, statement, parameters, context, executemany):
            made.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield made
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return noted
