"""How long a session lives by itself, and who is the same person."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.actions import open_user_session
from hiring.accounts.models import UserSession
from hiring.accounts.rules import Actor, Audience, Role


@pytest.mark.parametrize(
    ("audience", "lives"),
    [
        (Audience.STAFF, timedelta(hours=12)),
        (Audience.CANDIDATE, timedelta(days=30)),
        (Audience.REFEREE, timedelta(days=30)),
    ],
)
def test_a_session_ends_by_itself_so_long_after_its_start(session, audience, lives):
    now = clock.now()
    with clock.held_at(now):
        open_user_session(session, audience, 1)

    assert session.scalars(select(UserSession.expires_at)).one() - now == lives


def test_whoever_has_another_name_or_language_now_is_still_the_same_person():
    one = Actor(Audience.STAFF, 1, "Sri", "id", frozenset({Role.HR}))

    assert one == Actor(Audience.STAFF, 1, "Sri Wahyuni", "en", frozenset({Role.HR}))
    assert one != Actor(Audience.CANDIDATE, 1, "Sri", "id", frozenset({Role.HR}))
