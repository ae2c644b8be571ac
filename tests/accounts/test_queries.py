"""Who is found among the staff, and by what."""

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts import actions, queries
from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience, Role
from tests.factories.accounts import UserFactory


@pytest.fixture
def sri(session):
    return UserFactory(name="Sri 100% Wahyuni", email="sri@contoh.example", roles=[Role.HR, Role.REVIEWER])


@pytest.fixture
def ani(session):
    return UserFactory(name="Ani", email="wahyuni@contoh.example", roles=[Role.REVIEWER])


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["Ani", "Sri 100% Wahyuni"]),
        ("WAHYU", ["Ani", "Sri 100% Wahyuni"]),
        ("sri@", ["Sri 100% Wahyuni"]),
        ("%", ["Sri 100% Wahyuni"]),
        ("_", []),
    ],
)
def test_staff_are_found_by_any_part_of_name_or_address(session, signed_in, sri, ani, search, found):
    client = signed_in(UserFactory(name="Wira", email="admin@contoh.example", roles=[Role.ADMIN]))

    page = client.get("/users", query_string={"q": search}).text

    assert [name for name in ("Ani", "Sri 100% Wahyuni") if f">{name}</a>" in page] == found


def test_of_those_with_a_role_the_active_ones_are_offered_by_name(session, sri, ani):
    UserFactory(name="Budi", roles=[Role.REVIEWER], active=False)
    UserFactory(name="Citra", roles=[Role.HR])

    def offered(role, search="", most=9):
        return queries.staff_with_role(session, role, search=search, most=most)

    assert offered(Role.REVIEWER) == [ani, sri]
    assert offered(Role.REVIEWER, most=1) == [ani]
    assert offered(Role.REVIEWER, search="sri") == [sri]


def test_of_accounts_that_were_named_only_active_ones_with_the_role_are_taken(session, sri, ani):
    gone = UserFactory(roles=[Role.HR], active=False)
    UserFactory(roles=[Role.HR])

    assert queries.staff_among(session, Role.HR, [sri.id, ani.id, gone.id]) == [sri]


def test_names_are_told_of_whoever_is_asked_for(session, sri, ani):
    assert queries.names_of_users(session, [ani.id]) == {ani.id: "Ani"}


def test_browsers_are_counted_in_which_exactly_this_person_is_signed_in_now(session, sri, ani):
    def inside():
        return queries.browsers_inside(session, Audience.STAFF, sri.id)

    for audience, person in ((Audience.STAFF, ani), (Audience.CANDIDATE, sri)):
        actions.open_user_session(session, audience, person.id)
    before = inside()
    for _ in range(3):
        actions.open_user_session(session, Audience.STAFF, sri.id)
    ended, expired, _ = _sessions_of(session, sri)
    ended.ended_at = expired.expires_at = clock.now()
    session.flush()

    assert (before, inside()) == (0, 1)


def test_whoever_ends_sessions_hears_how_many_there_were_and_ends_no_others(session, sri, ani):
    for person in (sri, sri, ani):
        actions.open_user_session(session, Audience.STAFF, person.id)
    actions.open_user_session(session, Audience.CANDIDATE, sri.id)

    told = [actions.end_user_sessions(session, Audience.STAFF, sri.id) for _ in range(2)]

    assert told == [2, 0]
    assert queries.browsers_inside(session, Audience.STAFF, ani.id) == 1
    assert queries.browsers_inside(session, Audience.CANDIDATE, sri.id) == 1


def test_every_session_of_everybody_can_be_ended(session, sri, ani):
    for audience, person in ((Audience.STAFF, ani), (Audience.CANDIDATE, sri)):
        actions.open_user_session(session, audience, person.id)

    actions.end_all_user_sessions(session)

    assert queries.browsers_inside(session, Audience.STAFF, ani.id) == 0
    assert queries.browsers_inside(session, Audience.CANDIDATE, sri.id) == 0


def _sessions_of(session, user):
    mine = (UserSession.audience == Audience.STAFF, UserSession.subject_id == user.id)
    return session.scalars(select(UserSession).where(*mine).order_by(UserSession.id)).all()
