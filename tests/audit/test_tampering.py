"""Whoever can write the database changes what was decided, and `hiring audit verify` names the place.

Every test first takes the triggers away, as somebody would who has the database in hand.
"""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from sqlalchemy import select, text

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.audit import record
from hiring.audit.commands import audit
from hiring.audit.erasing import begin_erasure, erase_beside
from hiring.audit.heads import Head, add_head
from hiring.audit.keys import key_of, keys_behind, keys_from, seal_with
from hiring.audit.models import AuditDetail, AuditEntry, AuditHead
from hiring.audit.queries import head_of_the_chain
from hiring.audit.rules import GENESIS, about_application, keyed_seal_of, seal_of
from hiring.db import db, schema
from hiring.db.append_only import releasing, wanted_tables
from hiring.files.downloads import current_folder
from hiring.openings.events import OpeningClosed
from hiring.privacy.models import Consent
from hiring.privacy.notices import NOTICES
from hiring.privacy.rules import Purpose
from hiring.reports import actions as reports
from hiring.reports import queries as report_queries
from hiring.scoring import actions as scoring
from hiring.settings import current_settings
from hiring.sittings.actions import hand_in
from tests.factories import current_session
from tests.factories.decisions import decided
from tests.factories.made_once import made_once
from tests.factories.openings import ApplicationFactory, candidate_actor
from tests.factories.reports import LEVELS, Ready, _rate, a_panel_with_hiring_manager, asked
from tests.factories.sittings import AnswerRevisionFactory, SittingFactory
from tests.postgres import on_both


def verify(app, *arguments):
    # As from a shell: an application context of its own.
    return CliRunner().invoke(audit, ["verify", *arguments], obj=ScriptInfo(create_app=lambda: app))


@made_once
def _asked_about():
    session = current_session()
    panel, manager = a_panel_with_hiring_manager()
    application = ApplicationFactory(opening=panel.opening, consented=True, stage="sitting")
    sitting = SittingFactory(application=application, assessment_version=panel.version)
    for item in panel.letters:
        AnswerRevisionFactory(sitting=sitting, item=item)
    sitting = hand_in(session, sitting, by=candidate_actor(application), by_clock=True)
    scoring.allocate_reviews(session, sitting.id)
    _rate(
        sitting,
        LEVELS,
        "Menyebut tanggal surat; {task} {competency} {rater}.",
        "surat Ibu tanggal 3 November",
    )
    scoring.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))
    ready = Ready(panel, panel.hr, manager, panel.reviewers, sitting)
    decided(application, manager)
    return ready, asked(ready)


@pytest.fixture
def ready(session):
    """A candidate who handed in, was rated, decided on and reported on by the deeds of the product."""
    ready, report = _asked_about()
    kept = reports.keep_pdf(current_folder(), report.code, b"%PDF-1.7 any bytes")
    reports.issue(session, report_queries.report_by_id(session, report.id), kept)
    session.commit()
    return ready


def tamper(*statements):
    """Do what no program of ours does, with the triggers out of the way."""
    db.session.rollback()
    with db.engine.begin() as connection:
        for table in wanted_tables(schema.all_metadata()):
            for statement in releasing(connection.dialect.name, table):
                connection.execute(text(statement))
        for statement in statements:
            connection.exec_driver_sql(statement)


def entry_of(session, event):
    return session.scalars(select(AuditEntry.id).where(AuditEntry.event == event)).first()


@on_both
def test_everything_that_was_done_by_the_product_is_as_it_was_sealed(app, ready):
    result = verify(app)

    assert result.exit_code == 0, result.output
    # four reviews and the decision, each with its texts apart, the receipt and the report
    assert "12 ratings, decisions, receipts and reports are as they were sealed." in result.output


TAMPERING = {
    "a level": (
        "UPDATE rating SET level = 5 WHERE id = (SELECT min(id) FROM rating WHERE level IS NOT NULL)",
        "scoring.review_locked",
        "the ratings that entry {entry} seals were changed",
    ),
    "a reason of a rating": (
        "UPDATE rating SET reason = 'Lain.' WHERE id = (SELECT min(id) FROM rating)",
        "scoring.review_locked",
        "the ratings that entry {entry} seals were changed",
    ),
    "why nothing is quoted": (
        "UPDATE rating SET nothing_to_quote = 'Lain.' WHERE id = (SELECT min(id) FROM rating)",
        "scoring.review_locked",
        "the ratings that entry {entry} seals were changed",
    ),
    "a decision": (
        "UPDATE decision SET outcome = 'reject'",
        "application.decided",
        "the decision that entry {entry} seals was changed",
    ),
    "the reason of a decision": (
        "UPDATE decision SET reason = 'Lain.'",
        "application.decided",
        "the decision that entry {entry} seals was changed",
    ),
    "why a decision goes against the order": (
        "UPDATE decision SET order_reason = 'Lain.'",
        "application.decided",
        "the decision that entry {entry} seals was changed",
    ),
    "an answer": (
        """UPDATE answer_revision SET value = '{"text": "Lain."}'""",
        "sitting.handed_in",
        "the answers or the receipt that entry {entry} seals were changed",
    ),
    "a receipt": (
        "UPDATE sitting SET receipt = '[]'",
        "sitting.handed_in",
        "the answers or the receipt that entry {entry} seals were changed",
    ),
    "a report": (
        "UPDATE report SET dossier = '{}'",
        "report.issued",
        "the report that entry {entry} seals was changed",
    ),
}


@on_both
@pytest.mark.parametrize("what", TAMPERING)
def test_what_was_changed_is_named_with_its_entry_its_opening_and_the_code(app, session, ready, what):
    statement, event, sentence = TAMPERING[what]
    tamper(statement)

    result = verify(app)

    where = f"(opening “{ready.panel.opening.title.en}”, {ready.application.code})"
    said = sentence.format(entry=entry_of(session, event))
    assert (result.exit_code, result.output) == (1, f"Error: The audit trail is broken: {said} {where}.\n")


@pytest.fixture
def agreed(session, ready):
    """What the candidate agreed to, as it is kept when the boxes are ticked."""
    text = "Kami menyimpan jawaban Anda."
    session.add(
        Consent(
            application_id=ready.application.id,
            purpose=Purpose.ASSESSMENT,
            given=True,
            notice_version="ab12",
            notice_hash=NOTICES.made(text),
            notice_text=text,
            locale="id",
        )
    )
    session.commit()
    return ready


@on_both
def test_what_people_agreed_to_is_compared_with_its_hash(app, agreed):
    result = verify(app)

    assert result.exit_code == 0, result.output
    assert "1 texts that people agreed to are those that their hashes were made of." in result.output


@on_both
def test_a_text_that_was_changed_after_somebody_agreed_to_it_is_named(app, session, agreed):
    tamper("UPDATE consent SET notice_text = 'Kami menyimpan jawaban Anda selamanya.'")

    result = verify(app)

    number = session.scalars(select(Consent.id)).one()
    where = f"(opening “{agreed.panel.opening.title.en}”, {agreed.application.code})"
    said = f"the text that somebody agreed to (consent number {number}) was changed"
    told = f"Error: The audit trail is broken: {said}: its hash is of another one {where}.\n"
    assert (result.exit_code, result.output) == (1, told)


@on_both
def test_a_consent_hashed_by_an_unknown_rule_is_said_to_be_unchecked(app, session, agreed):
    tamper("UPDATE consent SET notice_hash = '9:abc'")

    result = verify(app)

    said = "The audit trail was not checked: this version does not know the rule of the hash 9:abc."
    assert (result.exit_code, result.output) == (1, f"Error: {said}\n")


@on_both
def test_a_row_that_no_deed_made_is_found(app, session, ready):
    tamper(
        "INSERT INTO decision (public_id, application_id, operation_id, outcome, reason, decided_by, "
        "decided_at) SELECT 'x', application_id, 'x', 'reject', reason, decided_by, decided_at FROM decision"
    )

    result = verify(app)

    assert "was put in from outside: no entry seals it" in result.output


@on_both
def test_a_salt_that_was_taken_away_hides_nothing(app, session, ready):
    tamper(
        "UPDATE decision SET outcome = 'reject'",
        "UPDATE audit_detail SET salt = NULL WHERE kind = 'decision'",
    )

    assert "is gone, and no entry says that it was erased" in verify(app).output


def written_head(session):
    number, seal = head_of_the_chain(session)
    add_head(current_settings().audit_heads_file, Head(clock.now(), number, seal))
    return number


@on_both
def test_an_end_that_was_cut_off_with_the_head_set_back_is_missed(app, session, ready):
    number = written_head(session)
    last, seal = session.execute(
        select(AuditEntry.id, AuditEntry.seal).where(AuditEntry.id == number - 5)
    ).one()
    session.rollback()
    tamper(
        f"UPDATE audit_head SET entry_id = {last}, seal = '{seal}'",
        f"DELETE FROM audit_detail WHERE entry_id > {last}",
        f"DELETE FROM audit_entry WHERE id > {last}",
    )

    result = verify(app)

    assert result.exit_code == 1
    assert f"entry {number}, which was there on {clock.now().date()}, is missing" in result.output


def compute_anew(session, key):
    """Write the whole chain again, with another actor in every entry and seals that fit each other."""
    previous = GENESIS
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all():
        content = {
            "id": entry.id,
            "event": entry.event,
            "details": entry.details,
            "actor": "staff:99",
            "opening_id": entry.opening_id,
            "application_id": entry.application_id,
            "at": entry.at,
            "previous": previous,
            "key_mark": key.mark,
            "commitments": entry.commitments,
            "erases": entry.erases,
        }
        seal = keyed_seal_of(key.secret, **content)
        for name, value in {**content, "seal": seal}.items():
            setattr(entry, name, value)
        session.flush()
        previous = seal
    head = session.get_one(AuditHead, 1)
    head.seal = previous
    session.commit()


@on_both
def test_a_chain_computed_anew_without_the_key_is_found(app, session, ready):
    tamper()
    compute_anew(session, key_of("whatever somebody makes up who does not know it"))

    assert "entry 1 is sealed with a key that the settings do not name" in verify(app).output


@on_both
def test_a_chain_computed_anew_with_the_key_is_found_by_the_heads_outside(app, session, ready, tmp_path):
    number = written_head(session)
    copy = tmp_path / "mail.txt"
    copy.write_text("Subject: x\n\n" + current_settings().audit_heads_file.read_text())
    current_settings().audit_heads_file.unlink()
    tamper()
    compute_anew(session, keys_behind(session).current)

    assert verify(app).exit_code == 0  # nothing outside to compare with
    result = verify(app, "--heads", str(copy))
    assert f"entry {number} is another one than on {clock.now().date()}" in result.output


def test_a_file_without_heads_is_refused_with_a_sentence(app, ready, tmp_path):
    (tmp_path / "x.txt").write_text("nothing")

    result = verify(app, "--heads", str(tmp_path / "x.txt"))

    assert result.output == f"Error: {tmp_path / 'x.txt'} holds no head of the audit trail.\n"


def test_when_the_key_was_changed_the_former_one_still_checks(app, session, ready):
    seal_with(db.engine, keys_from("another key of the trail, long enough"))
    assert "is sealed with a key that the settings do not name" in verify(app).output

    seal_with(db.engine, keys_from("another key of the trail, long enough", current_settings().secret_key))
    record(session, OpeningClosed(ready.panel.opening.id, "x"), by=SYSTEM)
    session.commit()

    assert verify(app).exit_code == 0


@pytest.mark.xdist_group("what one test leaves to the next")
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_changes_the_key_leaves_the_next_one_its_own(app, session, time):
    assert keys_behind(session).current == key_of(current_settings().secret_key)

    seal_with(db.engine, keys_from("another key of the trail, long enough"))


@on_both
def test_after_an_erasure_the_rest_is_still_compared(app, session, ready):
    application, whose = ready.application, about_application(ready.application.id)
    begin_erasure(session, whose, opening_id=application.opening_id, application_id=application.id, by=SYSTEM)
    session.commit()
    erase_beside(session, whose)
    session.execute(text("DELETE FROM answer_revision"))
    session.execute(text("UPDATE decision SET reason = ''"))
    session.execute(text("UPDATE rating SET reason = '', quote = ''"))
    session.execute(text("UPDATE sitting SET receipt = '[]'"))
    session.execute(text("UPDATE report SET dossier = ''"))
    session.commit()

    result = verify(app)
    assert result.exit_code == 0, result.output
    assert "Contents erased, each by an entry that says so: " in result.output
    assert not session.scalars(select(AuditDetail.content).where(AuditDetail.kind == "personal")).first()

    tamper("UPDATE decision SET outcome = 'reject'")
    assert "the decision that entry" in verify(app).output


def old_entries(session, *applications):
    """Write a chain as it was before it had a key: names and reasons stand in the entries themselves."""
    previous = GENESIS
    for number, application in enumerate(applications, start=1):
        of = {"opening_id": application.opening_id, "application_id": application.id}
        content = {
            "id": number,
            "event": "FewerRatingsAccepted",
            "details": {**of, "reason": f"Penilai {number} berhalangan."},
            "actor": "system",
            **of,
            "at": clock.now(),
            "previous": previous,
        }
        previous = seal_of(**content)
        session.add(AuditEntry(**content, seal=previous, version=1))
        session.flush()
    session.add(AuditHead(id=1, entry_id=len(applications), seal=previous, version=1))
    session.commit()


@pytest.fixture
def old_chain(session):
    """Three entries without a key: of somebody who is erased since, between two of others."""
    erased, other = ApplicationFactory(), ApplicationFactory()
    old_entries(session, other, erased, other)
    whose = about_application(erased.id)
    begin_erasure(session, whose, opening_id=erased.opening_id, application_id=erased.id, by=SYSTEM)
    session.commit()
    assert erase_beside(session, whose) == 1
    session.commit()


@on_both
def test_the_old_chain_holds_after_somebody_named_in_it_was_erased(app, session, old_chain):
    assert "Penilai 2" not in str(session.scalars(select(AuditEntry.details)).all())

    result = verify(app)

    assert result.exit_code == 0, result.output
    assert "The audit trail holds: 5 entries, each sealed to the one before it." in result.output
    assert "Entries from before the seals had a key, which seal only themselves: 3." in result.output


BESIDE_THE_ERASED = {
    "a reason before it": (
        """UPDATE audit_entry SET details = '{"reason": "Lain."}' WHERE id = 1""",
        "entry 1 was changed",
    ),
    "who did what follows": ("UPDATE audit_entry SET actor = 'staff:9' WHERE id = 3", "entry 3 was changed"),
    "a reason that nobody erased": (
        "UPDATE audit_entry SET details = '{}' WHERE id = 3",
        "entry 3 was changed",
    ),
    "its seal": (
        "UPDATE audit_entry SET seal = 'x' WHERE id = 2",
        "entry 3 does not follow the entry before it",
    ),
    "the entry that erases": (
        "UPDATE audit_entry SET erases = NULL WHERE erases IS NOT NULL",
        "entry 2 was changed",
    ),
    "the erased one itself": ("DELETE FROM audit_entry WHERE id = 2", "entry 2 is missing"),
}


@on_both
@pytest.mark.parametrize("what", BESIDE_THE_ERASED)
def test_meddling_beside_what_was_erased_in_the_old_chain_is_found(app, session, old_chain, what):
    statement, sentence = BESIDE_THE_ERASED[what]
    tamper(statement)

    result = verify(app)

    assert result.exit_code == 1
    assert f"The audit trail is broken: {sentence}" in result.output
