"""Handing in: once, with a receipt that anybody can check; by the clock where nobody is there."""

import hashlib
import json
import re
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.audit.models import AuditEntry
from hiring.fingerprints import in_groups
from hiring.jobs.models import Job
from hiring.mail.letters import write
from hiring.mail.models import Message
from hiring.openings import actions as openings
from hiring.openings.queries import application_by_id
from hiring.sittings import actions, queries
from hiring.sittings.actions.handing_in import NothingToHandIn, NotYet
from hiring.sittings.normalising import told_hashes
from tests.at_once import outcomes_at_once
from tests.factories.openings import (
    ApplicationFactory,
    InvitationFactory,
    OpeningFactory,
    candidate_actor,
)
from tests.factories.sittings import SittingFactory
from tests.postgres import on_both
from tests.sittings.test_sections import begin, finish, states, two_sections

GRACE = timedelta(seconds=60)
CODE = re.compile(r"T-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}")


def answer(session, sitting, part="a", text="Ibu Lastri yang terhormat", task=0, **values):
    place = sitting.assessment_version.sections[0].tasks[task]
    sent = actions.SentAnswer(
        place.public_id, part, str(uuid.uuid4()), values.pop("based_on", 0), {"text": text}
    )
    return actions.save_answer(
        session, sitting.id, sent, arrived=values.pop("arrived", clock.now()), grace=GRACE
    )


def hand_in(session, sitting):
    return actions.hand_in(session, sitting, by=candidate_actor(sitting.application))


@pytest.fixture
def sitting(session):
    return SittingFactory()


def test_handing_in_gives_a_receipt_with_the_hash_of_every_answer(session, sitting):
    answer(session, sitting, "a", "Surat.")
    answer(session, sitting, "b", "Kapan?")

    handed_in = hand_in(session, sitting)

    assert CODE.fullmatch(handed_in.receipt_code)
    assert (handed_in.state, handed_in.by_clock) == ("handed_in", False)
    assert [(line["task"], line["part"], line["revision"]) for line in handed_in.receipt] == [
        ("T90", "a", 1),
        ("T90", "b", 1),
    ]
    assert (sitting.application.stage, sitting.application.handed_in_at) == (
        "handed_in",
        handed_in.handed_in_at,
    )


def test_the_hashes_of_a_receipt_can_be_computed_from_the_answers(session, sitting):
    answer(session, sitting, "a", "Yth. Ibu Lastri,\nterima kasih — 👍")

    (line,) = hand_in(session, sitting).receipt

    canonical = json.dumps(
        {"text": "Yth. Ibu Lastri,\nterima kasih — 👍"},
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    assert line["sha256"] == hashlib.sha256(canonical.encode()).hexdigest()
    text = "Yth. Ibu Lastri,\nterima kasih — 👍"
    assert line["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()


def test_a_receipt_tells_the_hash_of_the_text_alone_and_one_of_before_what_it_told_then():
    text, whole = "ab" * 32, "cd" * 32
    receipt = [
        {"task": "T1", "part": "a", "sha256": whole, "text_sha256": text, "revision": 2},
        {"task": "T1", "part": "b", "sha256": whole, "revision": 1},
    ]

    assert told_hashes(receipt) == {
        ("T1", "a"): " ".join(["abababab"] * 8),
        ("T1", "b"): " ".join(["cdcdcdcd"] * 8),
    }
    assert told_hashes(None) == {}


def test_handing_in_again_returns_the_same_receipt(session, sitting):
    answer(session, sitting)
    first = hand_in(session, sitting)
    code, moment, receipt = first.receipt_code, first.handed_in_at, first.receipt

    again = hand_in(session, sitting)
    session.commit()

    assert (again.receipt_code, again.handed_in_at, again.receipt) == (code, moment, receipt)
    assert session.query(Message).filter(Message.template == "receipt").count() == 1
    assert session.query(AuditEntry).filter(AuditEntry.event == "sitting.handed_in").count() == 1


def test_the_fact_of_handing_in_counts_what_is_answered_in_full(session, sitting):
    answer(session, sitting, "a", "Surat.")
    answer(session, sitting, "b", "   ")
    place = sitting.assessment_version.sections[0].tasks[1]
    half = actions.SentAnswer(place.public_id, "choice", str(uuid.uuid4()), 0, {"most": "C"})
    actions.save_answer(session, sitting.id, half, arrived=clock.now(), grace=GRACE)

    code = hand_in(session, sitting).receipt_code

    entry = session.query(AuditEntry).filter(AuditEntry.event == "sitting.handed_in").one()
    assert (entry.details["answered_parts"], entry.details["receipt_code"]) == (1, code)
    assert (entry.actor, entry.details["by_clock"]) == (f"candidate:{sitting.application_id}", False)


def test_what_came_late_is_not_part_of_the_receipt(session):
    sitting = SittingFactory(closes_in=timedelta(minutes=-5))
    answer(session, sitting, "a", "terlambat")

    assert actions.hand_in(session, sitting, by=SYSTEM, by_clock=True).receipt == []


def test_the_receipt_comes_by_mail_with_titles_and_hashes_and_no_word_of_an_answer(app, session, sitting):
    answer(session, sitting, "a", "Kalimat rahasia kandidat.")
    handed_in = hand_in(session, sitting)

    message = session.query(Message).filter(Message.template == "receipt").one()
    letter = write(app, message, show_link=True)

    assert message.to_email == sitting.application.candidate.email
    assert handed_in.receipt_code in letter.subject
    assert in_groups(handed_in.receipt[0]["text_sha256"]) in letter.text
    assert "Letter to the village head (id): Letter (id)" in letter.text
    assert "tidak dijawab" in letter.text
    assert "rahasia" not in letter.text + str(message.values)


def test_tasks_and_mails_come_in_the_language_that_a_candidate_chooses(at_work, session):
    work = at_work()
    assert "(id)" in work.client.get(work.page()).text

    work.client.send("/language", locale="en", next=work.page())
    shown = work.client.get(work.page()).text
    work.client.send("/candidate/hand-in")

    assert ("(en)" in shown, "(id)" in shown) == (True, False)
    assert session.scalars(select(Message.locale)).all() == ["en"]


def test_nobody_hands_in_while_a_section_is_still_to_be_begun(session):
    application = ApplicationFactory(
        opening=OpeningFactory(assessment_version=two_sections()), consented=True
    )
    begin(session, application)
    finish(session, application)

    with pytest.raises(NotYet):
        actions.hand_in(session, queries.sitting_of(session, application.id), by=candidate_actor(application))


def test_whoever_withdrew_hands_nothing_in(session, sitting):
    openings.withdraw(session, sitting.application, by=candidate_actor(sitting.application))

    with pytest.raises(NothingToHandIn):
        hand_in(session, sitting)


@on_both
def test_twenty_who_hand_in_at_once_get_one_receipt(app, session, sitting):
    answer(session, sitting)
    session.commit()

    def press(own):
        mine = queries.sitting_of(own, sitting.application_id)
        return actions.hand_in(own, mine, by=candidate_actor(sitting.application)).receipt_code

    codes = outcomes_at_once(app, *[press] * 20)

    assert (len(codes), len(set(codes))) == (20, 1)
    assert session.query(Message).filter(Message.template == "receipt").count() == 1
    assert session.query(AuditEntry).filter(AuditEntry.event == "sitting.handed_in").count() == 1


@on_both
def test_a_save_and_the_handing_in_that_race_agree_on_what_counts(app, session, sitting):
    answer(session, sitting, "a", "lama")
    session.commit()

    def save(own):
        return answer(own, sitting, "a", "baru", based_on=1).outcome

    def press(own):
        mine = queries.sitting_of(own, sitting.application_id)
        return actions.hand_in(own, mine, by=candidate_actor(sitting.application)).receipt[0]["revision"]

    outcomes = outcomes_at_once(app, save, press)

    assert sorted(map(str, outcomes)) in (["2", "saved"], ["1", "late"])


# The clock


def closing_jobs(session):
    return session.query(Job).filter(Job.kind == "sittings.close_overdue").all()


def test_a_section_whose_time_and_grace_are_over_is_closed_and_handed_in_once(session, work):
    application = ApplicationFactory(consented=True)
    with clock.held_at(clock.now() - timedelta(minutes=32)):
        begin(session, application)
        answer(session, queries_sitting(session, application), "a", "tepat waktu")

    work()
    work()

    sitting = queries.sitting_of(session, application.id)
    assert (sitting.state, sitting.by_clock, application.stage) == ("handed_in", True, "handed_in")
    assert [line["part"] for line in sitting.receipt] == ["a"]
    entries = session.query(AuditEntry).filter(AuditEntry.event == "sitting.handed_in").all()
    assert [(entry.actor, entry.details["by_clock"]) for entry in entries] == [("system", True)]


def queries_sitting(session, application):
    from sqlalchemy.orm import selectinload

    from hiring.assessments.models import AssessmentVersion, Section
    from hiring.sittings.models import Sitting

    return session.scalar(
        select(Sitting)
        .where(Sitting.application_id == application.id)
        .options(
            selectinload(Sitting.assessment_version)
            .selectinload(AssessmentVersion.sections)
            .selectinload(Section.tasks)
        )
    )


def test_nothing_is_closed_before_the_grace_is_over(session, work):
    application = ApplicationFactory(consented=True)
    with clock.held_at(clock.now() - timedelta(minutes=30, seconds=30)):
        begin(session, application)

    work()

    assert queries.sitting_of(session, application.id).state == "running"
    assert [job.state for job in closing_jobs(session)] == ["queued"]


def test_a_section_closed_by_the_clock_waits_for_the_next_while_the_opening_is_open(session, work):
    application = ApplicationFactory(
        opening=OpeningFactory(assessment_version=two_sections()), consented=True
    )
    with clock.held_at(clock.now() - timedelta(minutes=22)):
        begin(session, application)

    work()

    sitting = queries.sitting_of(session, application.id)
    assert (sitting.state, states(session, application)) == ("running", ["over", "ready"])
    assert sitting.sections[0].finished_at == sitting.sections[0].closes_at
    assert session.query(AuditEntry).filter(AuditEntry.event == "sitting.section_time_over").count() == 1


def test_what_waits_for_a_section_that_can_no_longer_begin_is_handed_in_with_the_opening(session, work):
    application = ApplicationFactory(
        opening=OpeningFactory(assessment_version=two_sections()), consented=True
    )
    with clock.held_at(clock.now() - timedelta(minutes=50)):
        begin(session, application)
        finish(session, application)
    openings.close_opening(session, application.opening, by=SYSTEM)

    work()

    sitting = queries.sitting_of(session, application.id)
    assert (sitting.state, sitting.by_clock) == ("handed_in", True)


def test_all_sections_finished_early_are_handed_in_by_the_clock(session, work):
    application = ApplicationFactory(consented=True)
    with clock.held_at(clock.now() - timedelta(minutes=32)):
        begin(session, application)
        answer(session, queries_sitting(session, application), "a", "selesai lebih awal")
        finish(session, application)
    assert queries.sitting_of(session, application.id).state == "running"

    work()

    sitting = queries.sitting_of(session, application.id)
    assert (sitting.state, sitting.by_clock, application.stage) == ("handed_in", True, "handed_in")
    assert [line["part"] for line in sitting.receipt] == ["a"]


def test_a_running_section_is_not_cut_off_by_the_closing_of_the_opening(session, work):
    application = ApplicationFactory(consented=True)
    begin(session, application)
    openings.close_opening(session, application.opening, by=SYSTEM)

    work()

    assert queries.sitting_of(session, application.id).state == "running"
    assert application.stage == "sitting"


def test_whoever_has_not_begun_expires_with_the_opening(session, work):
    application = ApplicationFactory(consented=True)
    openings.close_opening(session, application.opening, by=SYSTEM)

    work()

    assert (application.stage, queries.sitting_of(session, application.id)) == ("expired", None)


@pytest.mark.parametrize("by_hr", [True, False])
def test_whose_time_ran_out_meanwhile_is_handed_in_once_the_application_goes_on(session, work, by_hr):
    application = ApplicationFactory(consented=True)
    InvitationFactory(application=application, claimed=True)
    with clock.held_at(clock.now() - timedelta(minutes=40)):
        begin(session, application)
    application = application_by_id(session, application.id)
    if by_hr:
        openings.remove(session, application, "Salah orang.", by=SYSTEM)
    else:
        openings.withdraw(session, application, by=candidate_actor(application))
    work()
    left = application.stage
    if by_hr:
        openings.take_removal_back(session, application, "", secret_key="-" * 40, by=SYSTEM)
    else:
        openings.take_withdrawal_back(session, application, by=candidate_actor(application))
    session.commit()
    work()
    session.expire_all()

    clocks = queries.sitting_of(session, application.id).sections
    assert left == ("removed" if by_hr else "withdrawn")
    assert [each.finished_at is not None for each in clocks] == [True]


def test_the_clock_leaves_a_withdrawn_application_alone(session, work):
    application = ApplicationFactory(consented=True)
    with clock.held_at(clock.now() - timedelta(minutes=40)):
        begin(session, application)
    openings.withdraw(session, application, by=candidate_actor(application))

    work()

    assert queries.sitting_of(session, application.id).state == "running"
    assert session.query(Message).filter(Message.template == "receipt").count() == 0
