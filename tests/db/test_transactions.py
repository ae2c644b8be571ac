"""A transaction reads until it asks to write; who forgets to ask is told, and who asks is asked again."""

import sqlite3

import pytest
from flask import request_started
from sqlalchemy import delete, event, select, update
from sqlalchemy.exc import OperationalError

from hiring.accounts.models import User, UserRole
from hiring.accounts.rules import Role
from hiring.db import (
    NotWriting,
    Writing,
    begin_writing,
    check_before_writing,
    db,
    set_writing,
    stop_writing,
    writing,
    writing_unless_busy,
)
from hiring.openings.models import Opening, OpeningMember
from hiring.openings.queries import opening_by_public_id
from tests.factories.accounts import UserFactory
from tests.factories.openings import OpeningFactory
from tests.postgres import on_both


@pytest.fixture
def asking(session):
    """Hold the test to what holds for requests, jobs and commands."""

    def asking(when=Writing.ASKED):
        session.commit()
        set_writing(when)

    yield asking
    session.rollback()


def taken(session) -> bool:
    """Say whether somebody else would have to wait for the write lock of this SQLite database."""
    path = session.get_bind().url.database
    other = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return True
    finally:
        other.close()
    return False


@on_both
@pytest.mark.parametrize(
    "deed",
    [
        lambda session, _: session.execute(update(User).values(name="other")),
        lambda session, _: session.scalars(select(User).with_for_update()).all(),
        lambda session, user: session.refresh(user, ["name"], with_for_update=True),
        lambda session, user: (setattr(user, "name", "other"), session.flush()),
        lambda session, _: (session.add(User(email="x@contoh.example", name="x")), session.commit()),
    ],
    ids=["update", "locking rows", "locking one", "changing", "adding"],
)
def test_writing_without_asking_is_a_fault_that_names_the_remedy(app, session, asking, deed):
    user = UserFactory(name="Ayu")
    asking()

    with pytest.raises(NotWriting, match=r"call begin_writing\(\) before"):
        deed(session, user)

    session.rollback()
    assert session.scalars(select(User.name)).all() == ["Ayu"]


def test_a_page_that_is_only_looked_at_cannot_ask(app, session, asking):
    asking(Writing.NEVER)

    with pytest.raises(NotWriting, match="only looked at"):
        begin_writing()


def test_what_was_changed_before_asking_is_not_lost_silently(app, session, asking):
    user = UserFactory()
    asking()
    user.name = "changed too early"

    with pytest.raises(NotWriting, match="changed before"):
        begin_writing()


def test_the_lock_is_taken_by_asking_and_not_before(app, session, asking):
    UserFactory()
    asking()
    session.scalars(select(User)).all()
    before = taken(session)
    begin_writing()
    during = taken(session)
    session.commit()
    session.scalars(select(User)).all()

    assert (before, during, taken(session)) == (False, True, False)


@on_both
def test_what_others_changed_before_the_asking_is_seen_after_it(app, session, asking):
    user = UserFactory(name="Ayu")
    asking()
    read = user.name
    with writing(db.engine) as somebody_else:
        somebody_else.execute(update(User).values(name="Ayu Lestari"))

    assert begin_writing() is session
    assert (read, user.name) == ("Ayu", "Ayu Lestari")


def test_relationships_that_a_page_has_loaded_are_at_hand_after_the_asking(app, session, asking):
    opening = OpeningFactory(hr=[UserFactory(name="Sari", roles=[Role.HR])])
    asking()
    begin_writing()

    assert [member.user.name for member in opening.members] == ["Sari"]


def test_relationships_that_a_check_loads_again_are_as_others_left_them(app, session, asking):
    opening = OpeningFactory(hr=[UserFactory(name="Sari", roles=[Role.HR])])
    public_id = opening.public_id
    session.commit()
    session.expunge_all()
    asking()
    opening = opening_by_public_id(session, public_id)
    check_before_writing(session, lambda own: opening_by_public_id(own, public_id), loads_again=True)
    with writing(db.engine) as somebody_else:
        somebody_else.execute(delete(OpeningMember))
    begin_writing()

    assert opening.members == []


def test_checks_run_inside_the_lock_read_anew_and_can_refuse(app, session, asking):
    user, seen = UserFactory(name="Ayu"), []

    def check(session):
        seen.append((taken(session), session.scalars(select(User.name)).all()))
        raise PermissionError

    check_before_writing(session, check)
    asking()
    with pytest.raises(PermissionError):
        begin_writing()

    assert seen == [(True, [user.name])]


def test_asking_again_in_the_same_transaction_changes_nothing(app, session, asking):
    user = UserFactory(name="Ayu")
    asking()
    begin_writing()
    user.name = "Ayu Lestari"

    assert begin_writing().is_modified(user)


def test_a_refused_deed_gives_the_lock_back_and_a_half_done_one_is_a_fault(app, session, asking):
    user = UserFactory(name="Ayu")
    asking()
    begin_writing()
    stop_writing(session)
    given_back = not taken(session)
    begin_writing()
    user.name = "half"
    session.flush()

    with pytest.raises(NotWriting, match="commit or roll back"):
        stop_writing(session)
    assert given_back


def test_what_can_wait_for_another_time_does_not_wait_for_the_lock(app, session, asking):
    user = UserFactory(name="Ayu")
    asking()
    begin_writing()

    with pytest.raises(OperationalError, match="locked"), writing_unless_busy(db.engine) as connection:
        connection.execute(update(User).values(name="late"))
    session.rollback()

    assert user.name == "Ayu"


@on_both
def test_whoever_loses_a_right_between_reading_and_writing_does_not_write(app, session, signed_in):
    """HR may run openings when the page is sent; when the lock is there, the role is gone."""
    hr = UserFactory(roles=[Role.HR])
    opening = OpeningFactory(hr=[hr])
    client = signed_in(hr)
    token, hr_id, engine, armed = client.token(), hr.id, db.engine, []

    def take_the_role_away(connection):
        if armed:
            armed.clear()
            with writing(engine) as other:
                other.execute(delete(UserRole).where(UserRole.user_id == hr_id))

    def arm(sender):
        armed.append(True)

    event.listen(engine, "commit", take_the_role_away)
    values = {"csrf_token": token, "title_id": "Lain", "title_en": "Other"}
    try:
        with request_started.connected_to(arm, app):
            reply = client.post(f"/openings/{opening.public_id}/edit", data=values)
    finally:
        event.remove(engine, "commit", take_the_role_away)

    assert (reply.status_code, armed) == (404, [])
    assert session.get_one(Opening, opening.id).title.en != "Other"
