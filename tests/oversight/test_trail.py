"""The trail is read as sentences, by those whom it concerns."""

import pytest
from sqlalchemy import event, func, select, text

from hiring.accounts import actions as accounts
from hiring.accounts.passwords import hash_password
from hiring.accounts.rules import SYSTEM, Role
from hiring.audit import record
from hiring.audit.actions import record_all
from hiring.db import db
from hiring.jobs.batches import fail_batch
from hiring.jobs.models import Batch
from hiring.openings.events import InvitationClaimed, OpeningOpened
from hiring.oversight.trail_check import ask_check
from tests.at_once import outcomes_at_once
from tests.factories import use_session
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import ApplicationFactory, OpeningFactory, candidate_actor
from tests.factories.reports import scored
from tests.page import words
from tests.postgres import on_both


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], name="Sari Wulan")


def test_hr_reads_what_happened_in_her_openings_with_names_instead_of_numbers(session, signed_in, hr):
    opening, other = OpeningFactory(hr=[hr]), OpeningFactory()
    application = ApplicationFactory(opening=opening)
    record(session, OpeningOpened(opening.id, "Petugas Komunitas, Bekasi"), by=actor_of(hr))
    record(session, OpeningOpened(other.id, "Rahasia lain"), by=actor_of(UserFactory()))
    record(session, InvitationClaimed(opening.id, application.id), by=candidate_actor(application))

    page = signed_in(hr).get("/trail").text

    assert "Sari Wulan" in page
    assert "Petugas Komunitas, Bekasi" in page
    assert application.candidate.name in page
    assert "Rahasia lain" not in page


def test_codes_in_a_fact_become_words(session, signed_in, hr):
    admin, user = UserFactory(roles=[Role.ADMIN], name="Wira"), UserFactory(name="Budi")
    accounts.change_roles(session, user, [Role.HIRING_MANAGER, Role.REVIEWER], by=actor_of(admin))

    indonesian = signed_in(admin).get("/trail").text
    admin.locale = "en"
    english = signed_in(admin).get("/trail").text

    assert "Wira changed the roles of Budi to: Hiring manager, Reviewer." in english
    assert "hiring_manager" not in indonesian + english
    assert "Wira changed" not in indonesian


def test_an_administrator_reads_of_accounts_and_of_no_opening(session, signed_in, hr):
    opening = OpeningFactory(hr=[hr])
    record(session, OpeningOpened(opening.id, "Petugas Komunitas"), by=SYSTEM)
    admin = UserFactory(roles=[Role.ADMIN])
    accounts.add_user(
        session,
        email="baru@contoh.example",
        name="Orang Baru",
        password_hash=hash_password("padi menguning di sawah"),
        roles=[Role.HR],
        by=actor_of(admin),
    )

    page = signed_in(admin).get("/trail").text

    assert "Orang Baru" in page
    assert "Petugas Komunitas" not in page


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.HIRING_MANAGER])
def test_nobody_else_finds_the_trail(session, signed_in, role):
    assert signed_in(UserFactory(roles=[role])).get("/trail").status_code == 404


def test_a_broken_seal_is_named(session, signed_in, hr, work):
    for number in range(3):
        record(session, OpeningOpened(number, f"Lowongan {number}"), by=SYSTEM)
    client = signed_in(hr)
    client.send("/trail/check")
    work()
    assert "Jejak utuh: 3 catatan" in client.get("/trail").text

    session.execute(text("DROP TRIGGER audit_entry_keeps_update"))
    session.execute(text("UPDATE audit_entry SET actor = 'staff:99' WHERE id = 2"))
    client.send("/trail/check")
    work()

    assert "Jejak terputus: catatan 2 telah diubah." in client.get("/trail").text


@pytest.fixture
def admin(session):
    return UserFactory(roles=[Role.ADMIN], locale="en")


@on_both
def test_the_check_is_done_by_a_worker_and_what_it_has_found_stays(session, signed_in, admin, work):
    for number in range(3):
        record(session, OpeningOpened(number, f"Lowongan {number}"), by=SYSTEM)
    client = signed_in(admin)

    client.send("/trail/check")
    waiting = client.get("/trail").text
    work()
    over, again = client.get("/trail").text, signed_in(UserFactory(roles=[Role.ADMIN], locale="en"))

    assert "The trail is being checked 0% 0 of 3 (0%)" in words(waiting)
    assert '<noscript><meta http-equiv="refresh"' in waiting
    assert "Check the seals" not in waiting
    assert "The trail is whole: 3 entries, each sealed to the one before it" in over
    assert ("http-equiv" in over, "Check the seals" in over) == (False, True)
    assert "The trail is whole: 3 entries" in again.get("/trail").text


@on_both
def test_one_check_goes_on_at_a_time_whoever_asks(app, session, signed_in, admin, hr, work):
    session.commit()
    by = [actor_of(admin), actor_of(hr)]
    outcomes_at_once(app, *[lambda own, who=who: ask_check(own, 5, by=who).id for who in by * 2])
    signed_in(hr).send("/trail/check")
    assert session.scalar(select(func.count(Batch.id))) == 1

    work()
    signed_in(hr).send("/trail/check")

    assert session.scalars(select(Batch.state).order_by(Batch.id)).all() == ["done", "running"]


def test_a_check_counts_what_it_has_read_and_disturbs_nobody(
    app, session, signed_in, admin, work, monkeypatch
):
    monkeypatch.setattr("hiring.audit.queries._PIECE", 2)
    for number in range(7):
        record(session, OpeningOpened(number, f"Lowongan {number}"), by=SYSTEM)
    client, counted = signed_in(admin), []
    client.send("/trail/check")

    def somebody_writes(connection, cursor, statement, parameters, context, many):
        if statement.startswith("UPDATE batch SET done"):
            counted.append(parameters[0])

    event.listen(db.engine, "before_cursor_execute", somebody_writes)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", somebody_writes)

    assert [number for number in counted if number] == [2, 4, 6, 7]
    assert "The trail is whole: 7 entries" in client.get("/trail").text


def test_the_last_result_stays_while_the_next_check_goes_on(session, signed_in, admin, work):
    record(session, OpeningOpened(1, "Lowongan"), by=SYSTEM)
    client = signed_in(admin)
    client.send("/trail/check")
    work()

    client.send("/trail/check")

    told = words(client.get("/trail").text)
    assert "The trail is being checked" in told
    assert "The trail is whole: 1 entries" in told


def test_a_check_that_was_given_up_says_so_and_can_be_asked_for_again(session, signed_in, admin, work):
    client = signed_in(admin)
    client.send("/trail/check")
    fail_batch(session, "no", batch_id=session.scalars(select(Batch.id)).one())

    stopped = client.get("/trail").text
    client.send("/trail/check")
    work()

    assert "The last check stopped after several attempts, without a result." in stopped
    assert "The trail is whole" in client.get("/trail").text


def test_where_a_rating_was_changed_opening_and_code_are_named(session, signed_in, admin, work):
    ready = scored()
    session.commit()
    session.execute(text("DROP TRIGGER IF EXISTS rating_keeps_update"))
    session.execute(text("UPDATE rating SET reason = 'Lain.' WHERE id = (SELECT min(id) FROM rating)"))
    client = signed_in(admin)
    client.send("/trail/check")

    work()

    told = words(client.get("/trail").text)
    where = f"({ready.panel.opening.title.en}, candidate {ready.application.code})"
    assert "The trail is broken: the ratings that entry" in told
    assert where in told


@pytest.mark.process
def test_a_check_whose_worker_is_killed_is_taken_over(running):
    system = running()
    with system.app.app_context():
        session = db.session()
        use_session(db.session)
        admin = UserFactory(roles=[Role.ADMIN])
        record_all(session, [OpeningOpened(None, f"Lowongan {n}") for n in range(3000)], by=SYSTEM)
        session.commit()
        ask_check(session, 3000, by=actor_of(admin))
        session.commit()

    def state():
        with system.app.app_context():
            return db.session.execute(select(Batch.done, Batch.state)).one()

    worker = system.start_worker("--lanes", "batches")
    system.wait_for(lambda: state().done > 0, "the check to begin")
    system.kill(worker)
    system.start_worker("--lanes", "batches")
    system.wait_for(lambda: state().state == "done", "the check to end")

    with system.app.app_context():
        assert db.session.scalars(select(Batch.result)).one() == {"entries": 3000, "rows": 0, "broken": None}


def test_old_entries_are_turned_to_page_by_page(session, signed_in, hr):
    for number in range(1, 53):
        record(session, OpeningOpened(None, f"Lowongan-{number}."), by=SYSTEM)

    client = signed_in(hr)
    newest, older = client.get("/trail").text, client.get("/trail?after=3").text

    assert newest.count('<li class="deed">') == 50
    assert ("Lowongan-52." in newest, "Lowongan-2." in newest) == (True, False)
    assert ("Lowongan-2." in older, "Lowongan-3." in older) == (True, False)
