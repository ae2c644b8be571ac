"""Nothing slow happens, and nobody waits, while the write lock is held: deeds that used to."""

import io

import pytest
from sqlalchemy import update

from hiring.accounts.events import SignedIn
from hiring.accounts.models import User
from hiring.accounts.passwords import hash_password
from hiring.accounts.rules import SYSTEM, Audience, Role
from hiring.audit.actions import record
from hiring.audit.queries import last_entry_id
from hiring.db import Writing, begin_writing, set_writing
from hiring.files.actions import keep_file
from hiring.files.downloads import current_folder
from hiring.paths import PACKAGE
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.files import PLAIN_PDF
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.openings.test_views_invitations import at, sealed, upload
from tests.postgres import on_both
from tests.watching import watching


def signing_in(signed_in, client):
    client.send("/sign-in", email="sari@contoh.example", password=PASSWORD)


def failing_to_sign_in(signed_in, client):
    client.send("/sign-in", email="sari@contoh.example", password="not the right one")


def changing_a_password(signed_in, client):
    signed_in(UserFactory()).send("/account", password=PASSWORD, new_password="another long password")


def adding_staff(signed_in, client):
    values = {"name": "Budi", "email": "budi@contoh.example", "password": PASSWORD, "roles": "hr"}
    signed_in(UserFactory(roles=[Role.ADMIN])).send("/users/new", **values)


def inviting_from_a_file(signed_in, client):
    hr = UserFactory(roles=[Role.HR])
    opening, page = OpeningFactory(hr=[hr]), signed_in(hr)
    page.send(
        at(opening, "/invite"), invitees=sealed(upload(page, opening, b"name,email\nAyu,ayu@surel.example\n"))
    )


def sending_a_cv(signed_in, client):
    candidate = signed_in(ApplicationFactory(consented=True), Audience.CANDIDATE)
    candidate.edit("/candidate/facts", education="S1 Komunikasi", cv=(io.BytesIO(PLAIN_PDF), "cv.pdf"))


@on_both
@pytest.mark.parametrize(
    "deed",
    [
        signing_in,
        failing_to_sign_in,
        changing_a_password,
        adding_staff,
        inviting_from_a_file,
        pytest.param(sending_a_cv, marks=pytest.mark.process),
    ],
    ids=lambda deed: deed.__name__.replace("_", " "),
)
@pytest.mark.thorough  # the watch stays with the process, and slows whatever comes after
def test_a_page_does_nothing_slow_under_the_write_lock(app, session, signed_in, client, deed):
    UserFactory(email="sari@contoh.example", roles=[Role.HR])
    with watching() as seen:
        deed(signed_in, client)

    assert seen.held, "nothing was written: the deed was not exercised"
    assert seen.slow == []


@pytest.mark.thorough  # the watch stays with the process, and slows whatever comes after
@on_both
def test_the_watch_hears_what_does_not_belong_under_the_lock(app, session):
    """The same deeds in the wrong order: each is heard."""
    session.commit()
    set_writing(Writing.ASKED)
    with watching() as seen:
        user = User(email="a@contoh.example", name="A", password_hash="x")
        begin_writing().add(user)
        session.flush()
        hash_password(PASSWORD)
        keep_file(
            current_folder(), PLAIN_PDF, name="x", media_type="application/pdf", purpose="test", largest=10**6
        )
        session.commit()

    assert "PasswordHasher.hash" in seen.slow
    assert "os.fsync" in seen.slow
    assert any(what.startswith("open ") for what in seen.slow)
    assert len(seen.held) == 1


@pytest.mark.thorough  # the watch stays with the process, and slows whatever comes after
@on_both
def test_the_watch_hears_of_rows_that_are_wanted_after_the_end_of_the_trail(app, session):
    user_id = UserFactory().id
    session.commit()
    set_writing(Writing.ASKED)
    with watching() as seen:
        begin_writing()
        record(session, SignedIn(user_id, "Sari"), by=SYSTEM)
        last_entry_id(session)  # whoever reads the trail has it written, and holds its end
        session.execute(update(User).values(name="Sari"))
        session.commit()

    assert [statement.replace('"', "").split(" SET")[0] for statement in seen.too_late] == ["UPDATE user"]
    assert seen.written >= {"UPDATE user", "INSERT audit_entry", "UPDATE audit_head"}


@pytest.mark.thorough  # the watch stays with the process, and slows whatever comes after
@on_both
def test_what_is_taken_back_counts_as_held_and_not_as_written(app, session):
    UserFactory()
    session.commit()
    set_writing(Writing.ASKED)
    with watching() as seen:
        begin_writing()
        session.execute(update(User).values(name="Sari"))
        session.rollback()

    assert (len(seen.held), seen.written) == (1, set())


def test_rows_are_held_so_that_others_can_still_point_to_them():
    """PostgreSQL's plain FOR UPDATE keeps everybody from adding a row with a key to the one that is held.

    Two deeds, each of which adds rows that point to what the other holds, would wait for each other for good.
    """
    asked = [
        (path.name, line.strip())
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if "with_for_update" in line
    ]

    assert len(asked) > 30
    mild = ("key_share", "read=True")  # FOR SHARE lets keys point there as well
    assert [line for line in asked if not any(word in line[1] for word in mild)] == []
