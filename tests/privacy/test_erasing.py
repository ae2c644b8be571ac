"""Who asks for it is erased for good: nothing of the person is left anywhere, and nothing of others goes."""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import OPERATOR, Audience
from hiring.adjustments.models import AdjustmentRequest, MinutesReturned
from hiring.app import create_app
from hiring.audit import record
from hiring.audit.erasing import PersonErased
from hiring.audit.verifying import check_trail
from hiring.banks.models import BankItem
from hiring.db import db, empty_the_log, installation, open_database, schema
from hiring.decisions.actions import ask_score_file
from hiring.decisions.rules import ScoreTable
from hiring.decisions.score_tables import WantedTable
from hiring.files.actions import SETTLING_TIME
from hiring.files.folder import FileFolder
from hiring.files.models import StoredFile
from hiring.interviews.events import ConsensusRecorded
from hiring.interviews.models import (
    Interview,
    InterviewCard,
    InterviewConsensus,
    InterviewNote,
    InterviewWish,
)
from hiring.interviews.sealing import seals_of_consensus
from hiring.jobs.actions import enqueue
from hiring.jobs.models import BatchState, Job
from hiring.mail.actions import Recipient, send
from hiring.mail.models import Message
from hiring.openings.actions.many import invite_many
from hiring.openings.invitees import Invitee
from hiring.openings.models import Application, Candidate, CandidateFacts
from hiring.privacy import erasing
from hiring.privacy import jobs as privacy_jobs
from hiring.privacy.actions import hold, let_go
from hiring.privacy.commands import privacy
from hiring.privacy.models import PrivacyRequest
from hiring.references.models import (
    KindExcuse,
    ReferenceCall,
    ReferenceFlag,
    StatedAchievements,
    TelephoneForm,
)
from hiring.scoring.actions import propose_excuse
from hiring.scoring.events import FewerRatingsAccepted
from hiring.scoring.models import ApplicationScore, ExcusedTask, ExcuseProposal, Rating
from hiring.server import backup
from hiring.server.commands.backup import restore
from hiring.settings import load_settings
from hiring.sittings.events import SittingHandedIn
from hiring.sittings.models import AnswerRevision, Sitting, SupersededReceipt
from hiring.sittings.sealing import seals_of
from hiring.spreadsheets import TableFormat
from tests.factories.accounts import actor_of
from tests.factories.decisions import decided
from tests.factories.files import PLAIN_PDF
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.privacy import PrivacyRequestFactory
from tests.factories.references import ReferenceFactory, ReferenceRequestFactory
from tests.factories.reports import LEVELS, asked, scored
from tests.postgres import on_both

pytestmark = pytest.mark.process

#: Stands in everything that is the person's, and nowhere else.
CANARY = "Kenari77"


def token(place: str) -> str:
    return f"{CANARY}-{place}"


@pytest.fixture
def canary(app, session, work):
    """A candidate who has been through everything, with the token in every field that holds words."""
    ready = scored(
        LEVELS,
        name=token("name"),
        text=f"Yth. Bapak, pada tanggal 3 November surat{token('answer')} kami terima.",
        reason=f"Alasan {token('reason')}",
        quote=token("answer"),
    )
    application = ready.application
    ready.sitting.receipt = [
        {"task": task, "part": part, "sha256": sha256, "revision": 1}
        for task, part, sha256 in session.execute(
            select(BankItem.code, AnswerRevision.part, AnswerRevision.sha256)
            .join(BankItem, BankItem.id == AnswerRevision.item_id)
            .where(AnswerRevision.sitting_id == ready.sitting.id)
            .order_by(BankItem.code)
        )
    ]
    session.flush()
    handed_in = SittingHandedIn(
        application.opening_id, application.id, ready.sitting.id, str(ready.sitting.receipt_code), False, 2
    )
    record(session, handed_in, by=OPERATOR, seals=seals_of(ready.sitting))
    application.candidate.email = f"{CANARY.lower()}@surel.example"
    folder = FileFolder(Path(app.extensions["settings"].instance) / "files")
    stored = {}
    for name in ("cv", "archive"):
        kept = folder.keep(PLAIN_PDF + token(name).encode(), largest=10**6)
        stored[name] = StoredFile(
            sha256=kept.sha256, size=kept.size, media_type="application/pdf",
            original_name=f"{token(name)}.pdf", purpose=name,
        )  # fmt: skip
        session.add(stored[name])
    session.flush()
    session.add(
        CandidateFacts(
            application_id=application.id,
            education=token("education"),
            experience=token("experience"),
            links=[f"https://{CANARY.lower()}.example"],
            claims=[{"title": token("post"), "organisation": "", "start": "2020", "end": ""}],
            cv_file_id=stored["cv"].id,
        )
    )
    session.add_all(
        [
            MinutesReturned(
                application_id=application.id,
                operation="canary",
                minutes=5,
                reason=token("minutes"),
                outcome="nothing",
            ),
            SupersededReceipt(
                sitting_id=ready.sitting.id,
                code="R-canary",
                receipt=[{"task": token("superseded")}],
                handed_in_at=clock.now(),
                by_clock=False,
            ),
        ]
    )
    request = ReferenceRequestFactory(
        application=application,
        agreed=True,
        state="answered",
        name=token("referee"),
        email=f"saksi-{CANARY.lower()}@mitra.example",
        organisation=token("organisation"),
        draft={"RX2": {"value": None, "text": token("draft")}},
        decline_reason=token("decline"),
    )
    session.flush()
    call = {"called_by": ready.hr.id, "number": "+6281234567890", "outcome": "no_answer"}
    told = {"begun_by": ready.hr.id, "consent_text": token("told"), "locale": "id"}
    session.add_all(
        [
            ReferenceCall(request_id=request.id, note=token("call"), **call),
            TelephoneForm(request_id=request.id, draft={"RX2": {"text": token("telephone")}}, **told),
            ReferenceFlag(
                request_id=request.id, kind="staff", basis="0" * 20, reason=token("hint"),
                closed_at=clock.now(), closed_by=ready.hr.id,
            ),
        ]
    )  # fmt: skip
    ReferenceFactory(request=request, answers={"RX2": {"value": None, "text": token("reference")}})
    decided(application, ready.hiring_manager, reason=token("decision"))
    session.add(
        AdjustmentRequest(
            opening_id=application.opening_id,
            application_id=application.id,
            wish=token("wish"),
            granted=False,
            answer=token("no"),
            answered_at=clock.now(),
        )
    )
    item = session.scalars(select(BankItem)).first()
    session.add_all(
        [
            ExcusedTask(
                opening_id=application.opening_id, item_id=item.id, sitting_id=ready.sitting.id,
                reason=token("excused"),
            ),
            ExcuseProposal(
                opening_id=application.opening_id, item_id=item.id, sitting_id=ready.sitting.id,
                reason=token("proposal"), proposer_id=ready.hr.id, agreed=False, decider_id=ready.hr.id,
                decision=token("refusal"), decided_at=clock.now(),
            ),
        ]
    )  # fmt: skip
    interview = Interview(
        application_id=application.id,
        opening_id=application.opening_id,
        starts_at=clock.now(),
        minutes=60,
        place=token("place"),
    )
    session.add(interview)
    session.flush()
    card = InterviewCard(
        interview_id=interview.id,
        interviewer_id=ready.hr.id,
        state="conflict",
        conflict_reason=token("acquaintance"),
    )
    session.add(card)
    session.flush()
    session.add(InterviewNote(card_id=card.id, question="V1", notes=token("notes")))
    about = {"interview_id": interview.id, "reason": token("together")}
    agreed = InterviewConsensus(**about, competency="COMW", level=3, recorded_by=ready.hr.id)
    session.add(agreed)
    session.flush()
    said = ConsensusRecorded(application.opening_id, application.id, interview.id, "COMW")
    record(session, said, by=OPERATOR, seals=seals_of_consensus([agreed]))
    session.add(
        InterviewWish(
            interview_id=interview.id,
            opening_id=application.opening_id,
            kind="cannot_come",
            times=[],
            reason=token("wish"),
            state="kept",
            answer=token("kept"),
            answered_at=clock.now(),
        )
    )
    excuse = {"kind": "community", "reason": token("kind"), "answer": token("kind-answer")}
    session.add(KindExcuse(application_id=application.id, **excuse))
    session.add(StatedAchievements(application_id=application.id, event=token("event")))
    record(session, FewerRatingsAccepted(application.opening_id, application.id, token("fewer")), by=OPERATOR)
    PrivacyRequestFactory(
        application=application, words=token("words"), answer=token("told"), state="done",
        answered_at=clock.now(), archive=stored["archive"], archive_until=clock.now(),
    )  # fmt: skip
    to = Recipient(application.candidate.name, application.candidate.email, "id")
    send(
        session, "person_corrected", to, key="canary", opening_id=application.opening_id,
        application_id=application.id, title=application.opening.title, email=token("mail"),
    )  # fmt: skip
    given_up = invite_many(
        session,
        application.opening,
        [Invitee(token("invitee"), application.candidate.email, "id")],
        operation="canary",
        by=actor_of(ready.hr),
    )
    given_up.state, given_up.ended_at = BatchState.FAILED, clock.now()
    session.execute(update(Job).where(Job.kind == "openings.invite_many").values(state="dead"))
    held = hold(session, application.opening_id, None, token("hold"), by=OPERATOR)
    let_go(session, held, by=OPERATOR)
    wanted = WantedTable(ScoreTable.CANDIDATES, TableFormat.CSV_COMMA, scored_only=False)
    ask_score_file(session, application.opening, wanted, "id", 1, operation="canary", by=actor_of(ready.hr))
    asked(ready)
    work()
    return ready, request


@pytest.fixture
def other(session):
    """Somebody else, of whom nothing may go."""
    ready = scored(LEVELS, name="Bambang Hartono", reason="alasan lain")
    session.commit()
    return ready


def everything_in(session) -> dict[str, list[str]]:
    """Return every row of every table, as text."""
    session.expire_all()
    tables = sorted(schema.all_metadata().tables)
    return {
        name: sorted(repr(tuple(row)) for row in session.execute(text(f'SELECT * FROM "{name}"')))
        for name in tables
    }


def holding(session, what=CANARY) -> list[str]:
    return [name for name, rows in everything_in(session).items() if what.lower() in str(rows).lower()]


def files_holding(folder: Path, what=CANARY) -> list[str]:
    return [
        path.name
        for path in sorted(folder.rglob("*"))
        if path.is_file() and what.lower().encode() in path.read_bytes().lower()
    ]


def begin(session, application, **values):
    new = erasing.begin_application(session, application, by=OPERATOR, **values)
    session.commit()
    return new


def erased(session, work, application, folder):
    """Erase, and do what workers do until the last mail is out and files have lain for a while."""
    begin(session, application)
    work()
    for file in (folder / "files").rglob("*"):
        os.utime(file, (0, 0))
    with clock.held_at(clock.now() + SETTLING_TIME * 3):
        enqueue(session, erasing.FORGET_LAST_MAILS, key="canary")
        work()


@on_both
def test_nothing_of_the_person_is_left_and_the_trail_holds(app, session, work, canary, tmp_path):
    ready, _request = canary
    assert {"candidate", "answer_revision", "message", "rating", "decision", "reference", "report"} <= set(
        holding(session)
    )
    assert files_holding(tmp_path)

    erased(session, work, ready.application, tmp_path)

    assert holding(session) == []
    db.session.remove()
    assert empty_the_log(db.engine)
    assert files_holding(tmp_path) == []
    found = check_trail(db.session())
    assert (found.broken, found.erased > 0) == (None, True)


def test_pages_that_were_divided_hold_no_copies_after_an_erasure(session, work, tmp_path):
    opening, people = OpeningFactory(), range(1, 3001)
    named = [{"name": f"{one}", "email": f"{one}@surel.example"} for one in people]
    session.execute(insert(Candidate), named)
    codes = [{"opening_id": opening.id, "candidate_id": one, "code": f"K-{one}"} for one in people]
    session.execute(insert(Application), codes)
    stated = list(people)
    Random(4).shuffle(stated)  # candidates state facts in no order
    facts = [
        {"application_id": one, "education": (token("-") if one % 5 == 0 else "SMA ") * (one * 37 % 29)}
        for one in stated
    ]
    session.execute(insert(CandidateFacts), facts)
    session.commit()
    session.execute(delete(CandidateFacts).where(CandidateFacts.application_id % 5 == 0))
    session.commit()
    empty_the_log(db.engine)
    assert files_holding(tmp_path) == ["hiring.sqlite3"], "what `secure_delete` does not reach"

    begin(session, session.scalars(select(Application)).first())
    work()
    with clock.held_at(clock.now() + timedelta(hours=1)):
        work()

    assert files_holding(tmp_path) == []


def test_a_great_file_is_written_anew_at_night_once_for_all_who_were_erased(app, session, work, monkeypatch):
    monkeypatch.setattr(erasing, "QUICKLY_WRITTEN", 0)
    written = []
    monkeypatch.setattr(privacy_jobs, "write_anew", lambda *_, **__: written.append(clock.now()) or True)
    morning = datetime(2026, 12, 1, 9, tzinfo=ZoneInfo(app.extensions["settings"].zone))
    for hours in (0, 3, 8, 15, 16, 17):
        with clock.held_at(morning + timedelta(hours=hours)):
            if hours < 15:
                begin(session, ApplicationFactory(consented=True))
            work()

    assert [(moment - morning) // timedelta(hours=1) for moment in written] == [16]


@pytest.mark.parametrize(
    ("hours", "writes", "now"),
    [
        (1, False, False),
        (15.9, False, False),
        (16, False, True),
        (16, True, False),
        (19.9, False, True),
        (20, False, False),
        (47.9, False, False),
        (48, False, True),
        (48, True, False),
        (60, True, True),
    ],
)
def test_a_great_file_waits_for_a_quiet_hour_but_not_for_good(hours, writes, now):
    since = datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("Asia/Jakarta"))

    found = erasing.may_write_anew(
        since, since + timedelta(hours=hours), zone="Asia/Jakarta", somebody_writes=writes
    )

    assert found is now


@on_both
def test_what_is_nobodys_stays_and_erasing_again_changes_nothing(session, work, canary, tmp_path):
    application_id = canary[0].application.id
    scores = session.scalars(select(ApplicationScore.total)).all()
    levels = session.scalars(select(Rating.level).order_by(Rating.id)).all()
    erased(session, work, canary[0].application, tmp_path)
    before = everything_in(session)

    application = session.get_one(Application, application_id)
    assert session.get_one(Candidate, application.candidate_id).name == application.code
    assert (application.stage, application.awaits_letter) == ("decided", False)
    assert session.scalars(select(ApplicationScore.total)).all() == scores
    assert session.scalars(select(Rating.level).order_by(Rating.id)).all() == levels
    assert session.scalars(select(Sitting.receipt_code)).one()

    assert begin(session, application) is False
    erasing.erase_application(session, application_id)
    session.commit()
    assert everything_in(session) == before


def test_of_others_nothing_goes(session, work, canary, other, tmp_path):
    kept = other.application
    ids = {"application_id": kept.id, "sitting_id": other.sitting.id}
    before = of_one(session, ids)

    erased(session, work, canary[0].application, tmp_path)

    assert before["rating"]
    assert before["answer_revision"]
    assert of_one(session, ids) == before


def of_one(session, ids) -> dict[str, list[tuple]]:
    """Return every row that leads to one application."""
    found = {}
    for table in schema.all_metadata().sorted_tables:
        for column, number in ids.items():
            if column in table.columns:
                rows = session.execute(select(table).where(table.columns[column] == number)).all()
                found[table.name] = list(map(tuple, rows))
    reviews = [row[0] for row in found["review"]]
    rating = schema.all_metadata().tables["rating"]
    rows = session.execute(select(rating).where(rating.columns.review_id.in_(reviews))).all()
    return found | {"rating": list(map(tuple, rows))}


def test_who_has_another_application_keeps_name_and_address_there(session, work):
    first = ApplicationFactory(consented=True)
    second = ApplicationFactory(candidate=first.candidate, consented=True)
    called = first.candidate.name
    session.commit()

    begin(session, first)
    work()
    session.expire_all()

    names = {each.id: session.get_one(Candidate, each.candidate_id).name for each in (first, second)}
    assert names == {first.id: first.code, second.id: called}

    begin(session, second)
    work()
    session.expire_all()

    assert session.scalars(select(Candidate.name).order_by(Candidate.id)).all() == [second.code, first.code]


def asks(application, **values):
    return PrivacyRequestFactory(application=application, asks_for="erasure", words="Tolong hapus.", **values)


def test_hr_reads_what_goes_and_has_it_erased_and_a_second_press_does_no_harm(
    session, work, canary, signed_in
):
    ready, _ = canary
    request = asks(ready.application)
    session.commit()
    client = signed_in(ready.hr)
    page = f"/privacy-requests/{request.public_id}/erase"

    assert "What is deleted" in client.get(page).text or "Yang dihapus" in client.get(page).text
    assert session.scalars(select(Rating.reason)).first()
    assert client.send(page).status_code == 302
    assert client.send(page).status_code == 302
    work()

    session.expire_all()
    assert session.get_one(PrivacyRequest, request.id).state == "done"
    assert set(session.scalars(select(Rating.reason))) == {""}
    told = session.scalars(select(Message).where(Message.template == "privacy_erased")).all()
    assert [each.state for each in told] == ["sent"]
    for address in (f"/privacy-requests/{request.public_id}", page, "/privacy-requests", "/outbox", "/"):
        assert client.get(address).status_code == 200
    shown = client.get(f"/applications/{ready.application.public_id}")
    assert shown.status_code == 200
    assert CANARY not in shown.text
    for message in session.scalars(select(Message)):
        assert client.get(f"/outbox/{message.public_id}").status_code == 200


def test_nobody_else_erases(session, canary, signed_in):
    ready, _ = canary
    request, correction = asks(ready.application), PrivacyRequestFactory(application=ready.application)
    session.commit()

    page = f"/privacy-requests/{request.public_id}/erase"
    assert signed_in(ready.hiring_manager).get(page).status_code == 404
    assert signed_in(ready.application, Audience.CANDIDATE).send(page).status_code == 401
    assert signed_in(ready.hr).get(f"/privacy-requests/{correction.public_id}/erase").status_code == 404


def test_a_referee_alone_is_erased(session, work, canary, signed_in):
    ready, referee = canary
    request = asks(ready.application, reference_request=referee)
    session.commit()
    client = signed_in(ready.hr)

    assert client.send(f"/privacy-requests/{request.public_id}/erase").status_code == 302
    work()
    enqueue(session, erasing.FORGET_LAST_MAILS, key="canary")
    work()

    session.expire_all()
    for place in ("referee", "organisation", "draft", "decline", "reference"):
        assert [each for each in holding(session, token(place)) if each != "report"] == []
    assert "rating" in holding(session)
    told = session.scalars(select(Message).where(Message.template == "referee_erased")).all()
    assert [(each.state, each.to_email) for each in told] == [("sent", "")]
    assert client.get(f"/applications/{ready.application.public_id}").status_code == 200
    assert check_trail(session).broken is None


def test_nobody_writes_about_who_is_erased(session, work, canary, signed_in):
    ready, _request = canary
    ready.hr.locale = "en"
    application, client = ready.application, signed_in(ready.hr)
    page, opening = f"/applications/{application.public_id}", ready.application.opening.public_id
    decision = client.hidden(page)
    before = client.get(page).text
    entered = client.hidden(f"{page}/privacy-request")
    came = {"came_on": f"{clock.now():%Y-%m-%d}", "came_at": "00:00", "came_by": "mail", "who": "candidate"}
    item = session.scalars(select(BankItem).where(BankItem.code == "T01")).first()
    begin(session, application)
    work()
    words = f"{token('again')} ini tidak boleh tersimpan di mana pun."

    replies = {
        "decision": client.send(f"{page}/decision", **decision | {"outcome": "reject", "reason": words}),
        "request": client.send(f"{page}/privacy-request", **entered, **came, right="correction", words=words),
        "hold": client.edit(f"/openings/{opening}/keeping", code=application.code, reason=words),
    }
    with pytest.raises(PersonErased):
        propose_excuse(
            session, application.opening, item, words, application=application, by=actor_of(ready.hr)
        )
    session.rollback()

    assert {name: reply.status_code for name, reply in replies.items()} == dict.fromkeys(replies, 409)
    assert all(token("again") in reply.text for reply in replies.values())
    assert holding(session, token("again")) == []
    after = client.get(page).text
    for gone in ("Change the decision", "Enter a request about personal data"):
        assert (gone in before, gone in after) == (True, False)


def test_the_command_erases_by_code_and_may_be_called_again(app, session, canary):
    ready, _ = canary
    run = CliRunner()
    as_from_a_shell = ScriptInfo(create_app=lambda: app)
    command = ["erase", ready.application.code, "--yes"]

    first = run.invoke(privacy, command, obj=as_from_a_shell)
    again = run.invoke(privacy, command, obj=as_from_a_shell)

    assert (first.exit_code, again.exit_code) == (0, 0), first.output + again.output
    assert first.output == f"{ready.application.code} is erased.\n"
    assert again.output == f"{ready.application.code} was erased already; nothing is left.\n"
    session.expire_all()
    assert session.scalars(select(Rating.reason)).first() == ""


def test_the_ledger_outside_the_database_names_each_erasure_once(app, session, work, canary, tmp_path):
    begin(session, canary[0].application)
    work()
    file = tmp_path / erasing.LEDGER
    erasing.note_erasure(file, "application", canary[0].application.public_id, clock.now())

    found = [(each.what, each.public_id) for each in erasing.erasures_in(file)]
    assert found == [("application", canary[0].application.public_id)]
    assert CANARY not in file.read_text()


@on_both
def test_a_restored_backup_is_erased_again(
    app, session, work, canary, tmp_path, monkeypatch, request, programs_of_postgres
):
    settings = app.extensions["settings"]
    installation.note_key(session, settings.secret_key)
    session.commit()
    with db.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": schema.head()})
    backup.take(settings, tmp_path / "backup")
    begin(session, canary[0].application)
    work()
    new = tmp_path / "new"
    new.mkdir()
    shutil.copy(tmp_path / erasing.LEDGER, new)
    monkeypatch.setenv("HIRING_INSTANCE", str(new))
    database = f"sqlite:///{new / 'hiring.sqlite3'}"
    if settings.database_file is None:
        database = request.getfixturevalue("new_postgres")()
        (new / "settings.toml").write_text(f"database_url = {database!r}\n", "utf-8")

    result = CliRunner().invoke(restore, [str(tmp_path / "backup")])

    assert result.exit_code == 0, result.output
    assert "Erasures made after the backup and repeated now: 1." in result.output
    with open_database(database) as engine, Session(engine) as restored:
        assert holding(restored) == []
    with create_app(load_settings(instance=new)).app_context():
        found = check_trail(db.session())
        assert (found.broken, found.erased > 0) == (None, True)
        db.session.remove()
        db.engine.dispose()


def test_the_page_of_who_is_erased_offers_no_report_and_no_correction(session, work, canary, signed_in):
    ready, _request = canary
    ready.hr.locale = "en"
    client, page = signed_in(ready.hr), f"/applications/{ready.application.public_id}"
    form = client.hidden(page)
    before = client.get(page).text
    assert "Issue a report" in before
    assert "Correct name or address" in before

    begin(session, ready.application)
    work()

    after = client.get(page).text
    assert "The answers have been erased." in after
    assert "no report can be issued any more" in after
    for gone in ("Issue a report", "Correct name or address", "Not answered.", "issue a report."):
        assert gone not in after
    assert client.send(f"{page}/reports", **form, locale="id").status_code == 409
