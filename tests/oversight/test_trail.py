"""The trail is read as sentences, by those whom it concerns."""

import pytest
from sqlalchemy import text

from hiring.accounts import actions as accounts
from hiring.accounts.passwords import hash_password
from hiring.accounts.rules import SYSTEM, Role
from hiring.audit import record
from hiring.openings.events import InvitationClaimed, OpeningOpened
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import ApplicationFactory, OpeningFactory, candidate_actor


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


def test_a_broken_seal_is_named(session, signed_in, hr):
    for number in range(3):
        record(session, OpeningOpened(number, f"Lowongan {number}"), by=SYSTEM)
    client = signed_in(hr)
    client.send("/trail/check")
    assert "Jejak utuh: 3 catatan" in client.get("/trail").text

    session.execute(text("DROP TRIGGER audit_entry_keeps_update"))
    session.execute(text("UPDATE audit_entry SET actor = 'staff:99' WHERE id = 2"))
    client.send("/trail/check")

    assert "Jejak terputus: catatan 2 telah diubah." in client.get("/trail").text


def test_old_entries_are_turned_to_page_by_page(session, signed_in, hr):
    for number in range(1, 53):
        record(session, OpeningOpened(None, f"Lowongan-{number}."), by=SYSTEM)

    client = signed_in(hr)
    newest, older = client.get("/trail").text, client.get("/trail?after=3").text

    assert newest.count('<li class="deed">') == 50
    assert ("Lowongan-52." in newest, "Lowongan-2." in newest) == (True, False)
    assert ("Lowongan-2." in older, "Lowongan-3." in older) == (True, False)
