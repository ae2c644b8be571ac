"""A reason about a whole opening that names a person is taken out by HR; the trail stays verifiable."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from hiring import clock
from hiring.accounts.rules import SYSTEM, Role
from hiring.adjustments.models import GiveBackToAll, MinutesReturned
from hiring.audit import record
from hiring.audit.erasing import NotBegun, erase_words
from hiring.audit.models import AuditEntry, AuditHead
from hiring.audit.rules import GENESIS, seal_of
from hiring.audit.verifying import BESIDE_GONE, check_trail
from hiring.db import db
from hiring.db.append_only import releasing
from hiring.mail.actions import Recipient, send
from hiring.openings.events import OpeningReopened
from hiring.openings.models import OpeningMember
from hiring.openings.rules import MemberRole
from hiring.privacy import actions, erasing
from hiring.privacy.jobs import repeat_erasures
from hiring.privacy.models import RetentionHold
from hiring.privacy.queries import reasons_of
from hiring.scoring import actions as scoring
from hiring.scoring.models import ExcusedTask, ExcuseProposal
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.privacy import PrivacyRequestFactory
from tests.factories.scoring import a_panel, handed_in
from tests.page import words
from tests.postgres import on_both
from tests.privacy.test_erasing import everything_in
from tests.trail import told

NAMES = "Siti Rahmawati kehilangan sambungan."
OTHER = "Soalnya salah cetak."
HOUR = timedelta(hours=1)
TAKEN_OUT = "because it named a person)"


@pytest.fixture
def panel(session):
    made = a_panel(2, letters=2)
    made.hr.locale = "en"
    session.commit()
    return made


@pytest.fixture
def opening(panel):
    return panel.opening


def reopened(session, opening, reason):
    event = OpeningReopened(opening.id, "Petugas Komunitas", clock.now().isoformat(), reason)
    record(session, event, by=SYSTEM)
    session.commit()


def reason_of(session, opening, wanted):
    """Return what the reason with these words is called."""
    return next(each.which for each in reasons_of(session, opening.id) if each.words == wanted)


def take_out(session, work, opening, wanted):
    gone = erasing.begin_reason(session, opening.id, reason_of(session, opening, wanted), by=SYSTEM)
    session.commit()
    work()
    session.expire_all()
    return gone


def holding(session, what):
    return [name for name, rows in everything_in(session).items() if what in str(rows)]


@on_both
def test_a_reason_that_names_a_person_goes_wherever_it_stands_and_the_trail_holds(
    session, work, panel, opening
):
    second = UserFactory(roles=[Role.HR])
    opening.members.append(OpeningMember(user=second, role=MemberRole.HR))
    proposal = scoring.propose_excuse(
        session, opening, panel.letters[0], NAMES, application=None, by=actor_of(panel.hr)
    )
    scoring.decide_excuse(session, proposal, OTHER, agreed=True, by=actor_of(second))
    reopened(session, opening, "Diminta atasan.")
    assert set(holding(session, NAMES)) == {"audit_detail", "excused_task", "excuse_proposal"}

    assert take_out(session, work, opening, NAMES) == 2

    assert holding(session, NAMES) == []
    assert session.scalars(select(ExcusedTask.reason)).all() == [""]
    assert session.execute(select(ExcuseProposal.reason, ExcuseProposal.decision)).all() == [("", "")]
    assert [each.words for each in reasons_of(session, opening.id)] == ["Diminta atasan."]
    found = check_trail(session)
    assert (found.broken, found.erased) == (None, 2)


@on_both
def test_without_the_entry_that_takes_it_out_a_missing_reason_is_found(session, opening):
    reopened(session, opening, NAMES)
    with db.engine.begin() as connection:
        for statement in releasing(connection.dialect.name, "audit_detail"):
            connection.execute(text(statement))
        connection.execute(text("UPDATE audit_detail SET content = NULL, salt = NULL"))

    assert check_trail(session).broken.sentence == BESIDE_GONE


@on_both
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_detail SET content = NULL, salt = NULL",
        "UPDATE excused_task SET reason = ''",
        "UPDATE adopted_key SET reason = ''",
    ],
)
def test_the_database_lets_no_reason_go_that_no_entry_takes_out(session, panel, opening, statement):
    scoring.excuse_for_all(session, opening, panel.letters[0], NAMES, by=SYSTEM)
    session.execute(
        text("INSERT INTO adopted_key VALUES (1, :opening, :item, :item, 'x', :now)"),
        {"opening": opening.id, "item": panel.letters[0].id, "now": "2026-01-01 00:00:00"},
    )
    session.commit()

    with pytest.raises(Exception, match="is append-only"):
        session.execute(text(statement))
    session.rollback()
    with pytest.raises(NotBegun):
        erase_words(session, 1)


@on_both
def test_a_reason_of_an_entry_of_the_old_chain_goes_too(session, work, opening):
    content = {
        "id": 1,
        "event": "opening.reopened",
        "details": {"opening_id": opening.id, "title": "x", "closes_at": "x", "reason": NAMES},
        "actor": "system",
        "opening_id": opening.id,
        "application_id": None,
        "at": clock.now(),
        "previous": GENESIS,
    }
    session.add(AuditEntry(**content, seal=seal_of(**content), version=1))
    session.flush()
    session.add(AuditHead(id=1, entry_id=1, seal=seal_of(**content), version=1))
    session.commit()

    take_out(session, work, opening, NAMES)

    assert holding(session, NAMES) == []
    assert check_trail(session).broken is None


def test_the_page_takes_it_out_and_the_history_says_when_and_why(session, work, panel, opening, signed_in):
    reopened(session, opening, NAMES)
    scoring.excuse_for_all(session, opening, panel.letters[0], OTHER, by=SYSTEM)
    session.commit()
    client, page = signed_in(panel.hr), f"/openings/{opening.public_id}/reasons"
    history = f"/openings/{opening.public_id}/history"
    assert page in client.get(history).text

    which = reason_of(session, opening, NAMES)
    assert client.send(page, **client.hidden(page), which=which).status_code == 302

    for _ in range(2):  # before a worker has come, and after
        told_by_history = words(client.get(history).text)
        assert NAMES not in told_by_history
        assert OTHER in told_by_history
        assert TAKEN_OUT in told_by_history
        assert f"{panel.hr.name} took out a reason about the whole opening" in told_by_history
        work()
    assert NAMES not in client.get(page).text
    again = client.send(page, **client.hidden(page), which=which)
    assert "gone already" in words(client.get(again.location).text)


def test_where_the_task_is_excused_the_page_says_that_the_reason_is_gone(
    session, work, panel, opening, signed_in
):
    scoring.excuse_for_all(session, opening, panel.letters[0], NAMES, by=SYSTEM)
    handed_in(panel)
    session.commit()
    take_out(session, work, opening, NAMES)

    page = words(signed_in(panel.hr).get(f"/openings/{opening.public_id}/scoring/excuse").text)

    assert (NAMES in page, f"(taken out {TAKEN_OUT}" in page) == (False, True)


def test_hr_of_another_opening_finds_no_page(opening, signed_in):
    other = UserFactory(roles=[Role.HR])

    assert signed_in(other).get(f"/openings/{opening.public_id}/reasons").status_code == 404


def test_the_reason_for_a_hold_is_needed_until_the_hold_has_ended(session, work, opening):
    held = actions.hold(session, opening.id, None, NAMES, by=SYSTEM)
    session.commit()
    assert reasons_of(session, opening.id) == []

    actions.let_go(session, held, by=SYSTEM)
    session.commit()
    take_out(session, work, opening, NAMES)

    assert session.scalars(select(RetentionHold.reason)).all() == [""]
    assert check_trail(session).broken is None


def test_the_reason_for_minutes_given_to_all_goes_from_rows_and_mails(session, work, opening):
    application = ApplicationFactory(opening=opening)
    given = GiveBackToAll(
        opening_id=opening.id,
        operation="one",
        minutes=15,
        reason=NAMES,
        since=clock.now() - HOUR,
        until=clock.now(),
        given_by="system",
        done_at=clock.now(),
    )
    session.add(given)
    session.flush()
    row = MinutesReturned(
        application_id=application.id,
        to_all_id=given.id,
        operation="all",
        minutes=15,
        reason=NAMES,
        outcome="running",
    )
    session.add(row)
    session.flush()
    send(
        session,
        "minutes_given_back",
        Recipient("Dewi", "dewi@surel.example", "id"),
        key=f"minutes_given_back:{row.id}",
        title=opening.title,
        zone=opening.zone,
        minutes=15,
        reason=NAMES,
        again=False,
        until=clock.now(),
        code="",
    )
    session.commit()

    take_out(session, work, opening, NAMES)

    assert holding(session, NAMES) == []
    assert ("audit.reason_taken_out", "system") in [(event, actor) for event, actor, _ in told(session)]
    assert check_trail(session).broken is None


def test_while_minutes_are_being_given_their_reason_stays(session, opening):
    session.add(
        GiveBackToAll(
            opening_id=opening.id,
            operation="one",
            minutes=15,
            reason=NAMES,
            since=clock.now() - HOUR,
            until=clock.now(),
            given_by="system",
        )
    )
    session.commit()

    assert reasons_of(session, opening.id) == []


def test_after_a_restore_it_is_taken_out_again(session, work, opening, tmp_path):
    reopened(session, opening, NAMES)
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).first()
    erasing.note_erasure(tmp_path / "elsewhere.jsonl", "reason", entry.seal, clock.now())
    erasing.note_erasure(tmp_path / "elsewhere.jsonl", "reason", "0" * 64, clock.now())

    assert repeat_erasures(session, tmp_path / "elsewhere.jsonl") == 1
    assert repeat_erasures(session, tmp_path / "elsewhere.jsonl") == 0

    assert holding(session, NAMES) == []
    assert check_trail(session).broken is None


def test_what_was_taken_out_is_noted_outside_the_database_without_words(session, work, opening, tmp_path):
    reopened(session, opening, NAMES)
    seal = session.scalars(select(AuditEntry.seal)).one()

    take_out(session, work, opening, NAMES)

    [line] = erasing.erasures_in(tmp_path / erasing.LEDGER)
    assert (line.what, line.public_id) == ("reason", seal)


def test_whoever_erases_a_person_is_shown_the_reasons_about_everybody(session, panel, opening, signed_in):
    reopened(session, opening, NAMES)
    reopened(session, OpeningFactory(), "Alasan lowongan lain.")
    asked = PrivacyRequestFactory(
        application=ApplicationFactory(opening=opening, consented=True), asks_for="erasure"
    )
    session.commit()
    client = signed_in(panel.hr)
    before = words(client.get(f"/privacy-requests/{asked.public_id}/erase").text)
    erasing.begin_application(session, asked.application, request=asked, by=SYSTEM)
    session.commit()
    after = client.get(f"/privacy-requests/{asked.public_id}").text

    for page in (before, words(after)):
        assert (NAMES in page, "Alasan lowongan lain." in page) == (True, False)
    assert f"/openings/{opening.public_id}/reasons" in after
