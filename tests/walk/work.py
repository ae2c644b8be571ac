"""Everything workers do: each kind of work is brought about, falls due, and is done."""

import os
from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO

from sqlalchemy import delete, select, update

from hiring import clock
from hiring.accounts.jobs import PURGE_SESSIONS
from hiring.accounts.models import User, UserSession
from hiring.accounts.rules import SYSTEM, Actor, Audience
from hiring.adjustments.actions.giving_back import GIVE_BACK
from hiring.audit.actions import record
from hiring.audit.jobs import FOLLOW
from hiring.audit.models import AuditEntry
from hiring.banks.actions import load_bank
from hiring.banks.models import Bank
from hiring.banks.reading import read_bank
from hiring.db import db
from hiring.decisions.actions import PURGE_SCORE_FILES, WRITE_SCORES, ask_score_file
from hiring.decisions.actions.digests import DIGEST as CANDIDATES_WAIT
from hiring.decisions.rules import ScoreTable
from hiring.decisions.score_tables import WantedTable
from hiring.demo.people import ADMIN
from hiring.fairness.actions import COUNT_GROUPS
from hiring.jobs.actions import enqueue
from hiring.jobs.models import Job, JobState
from hiring.mail.models import Message
from hiring.masking.actions import MASK_EARLIER, mask_answers
from hiring.masking.models import AnswerMasks
from hiring.openings.actions.many import INVITE_MANY, INVITE_MANY_AGAIN, REMIND_MANY
from hiring.openings.actions.openings import CLOSE_WHEN_DUE, EXPIRE_LATE
from hiring.openings.actions.reminders import REMIND_DUE
from hiring.openings.actions.statements import REMOVE_BYTES
from hiring.openings.events import PositionsChanged
from hiring.openings.models import Opening
from hiring.oversight.digests import DIGEST as HR_WAITS
from hiring.oversight.jobs import PURGE, WRITE_HEAD
from hiring.oversight.trail_check import CHECK_TRAIL
from hiring.paths import QUESTION_BANKS
from hiring.privacy.actions import PURGE_ARCHIVES
from hiring.privacy.erasing import FORGET_LAST_MAILS, RETAIN, TAKE_REASON_OUT, WRITE_ANEW
from hiring.quality.actions import COMPUTE as COMPUTE_QUALITY
from hiring.references.actions import FORGET_BROWSERS
from hiring.references.models import ReferenceRequest
from hiring.scoring import actions as scoring_actions
from hiring.scoring.actions.allocation import PASS_ON
from hiring.scoring.actions.changing_rules import FOLLOW_RULES
from hiring.scoring.actions.counting import COUNT
from hiring.scoring.actions.digests import DIGEST as ANSWERS_WAIT
from hiring.scoring.actions.excusing import FOLLOW_EXCUSE
from hiring.scoring.actions.freezing import FREEZE_EARLIER
from hiring.scoring.actions.keys import FOLLOW_KEY
from hiring.scoring.actions.many import ALLOCATE_MANY, RELEASE_MANY
from hiring.scoring.actions.reviews import FORGET_DRAFTS, SETTLE
from hiring.scoring.actions.scores import WRITE_MISSING
from hiring.scoring.models import AdoptedKey, ExcusedTask, FrozenRules, Review, Settlement
from hiring.scoring.rules import OPEN
from hiring.sittings.jobs import CLOSE_WITH_OPENING, PACK
from hiring.sittings.models import Sitting
from hiring.spreadsheets import TableFormat
from hiring.standings.actions import COMPUTE, COMPUTE_EARLIER
from hiring.standings.models import OpeningStandings
from hiring.versions.actions import FORGET_NOTE
from tests.factories.files import PLAIN_PDF, pdf
from tests.walk import staff, visitors
from tests.walk.walker import Walker

MOMENTS = timedelta(minutes=2)


def after_handing_in(walk: Walker) -> None:
    """Somebody hands in: reviewers and referees are found, and written to; one address is of no use."""
    visitors.writing(walk)
    walk.work_off("follow.allocate_reviews", "follow.ask_referees", "references.ask")
    unusable = select(Message.id).where(Message.template == "reference_request").order_by(Message.id.desc())
    hopeless = db.session.scalars(unusable.limit(1)).one()
    db.session.execute(update(Message).where(Message.id == hopeless).values(to_email="nobody"))
    walk.work_off("mail.send")
    entry = select(AuditEntry.id).where(AuditEntry.event == "sitting.handed_in").limit(1)
    enqueue(db.session(), FOLLOW, key="once more", entry_id=db.session.scalars(entry).one())
    db.session.execute(update(Job).where(Job.kind.startswith("follow.")).values(key=Job.key + ":earlier"))
    walk.work_off("follow")


def after_leaving(walk: Walker) -> None:
    """HR removes a candidate and takes that back; another candidate withdraws and takes that back, too."""
    staff.everybody_is_to_be_interviewed()
    application = staff.application_at("handed_in")
    page = f"/applications/{application.public_id}"
    walk.send(staff.THE_HR, f"{page}/remove", "openings.remove", {"reason": "Diundang dua kali."})
    with clock.held_at(clock.now() + timedelta(minutes=11)):
        walk.work_off("follow.spare_referees_of_removed", "follow.end_reviews_of_removed")
        walk.work_off("follow.call_off_interview_of_removed", "follow.compute_removed")
        walk.work_off("follow.forget_groups_of_removed")
        walk.send(
            staff.THE_HR, f"{page}/take-back", "openings.take_removal_back", {"reason": "Ternyata benar."}
        )
        walk.work_off("follow.resume_sitting_of_removed", "follow.resume_reviews_of_removed")
        walk.work_off("follow.compute_removal_taken_back")
    visitors.leaving(walk)
    walk.work_off("follow.spare_referees_of_withdrawn", "follow.end_reviews")
    walk.work_off("follow.call_off_interview_of_withdrawn", "follow.compute_withdrawn")
    walk.work_off("follow.forget_groups_of_withdrawn")
    walk.work_off("follow.resume_sitting", "follow.resume_reviews", "follow.compute_withdrawal_taken_back")


def after_correcting(walk: Walker) -> None:
    """HR corrects a name, and what a candidate stated: the answers are looked through anew."""
    sitting = staff.sitting_at("handed_in")
    page = f"/applications/{staff.application_at('handed_in').public_id}"
    mask_answers(db.session(), sitting.id)
    for where, what, kind in (
        ("person", {"name": "Rina M. Marpaung"}, "follow.mask_corrected_name"),
        ("facts", {"education": "S1 Komunikasi, 2019", "reason": "Salah."}, "follow.mask_corrected_facts"),
    ):
        forgotten = update(AnswerMasks).where(AnswerMasks.sitting_id == sitting.id).values(masks=[])
        db.session.execute(forgotten)
        db.session.commit()
        walk.send(staff.THE_HR, f"{page}/{where}", f"openings.correct_{where}", what)
        walk.work_off(kind)


def after_closing(walk: Walker) -> None:
    """The moment of an opening comes: who has not begun is too late, who is writing is handed in."""
    with clock.held_at(staff.the_opening().closes_at + MOMENTS):
        walk.work_off(CLOSE_WHEN_DUE, "follow.hand_in_waiting", CLOSE_WITH_OPENING)
        walk.work_off("follow.spare_referees_of_expired")


def telling(walk: Walker) -> None:
    """Candidates are told that an opening closes later."""
    page = f"/openings/{staff.the_opening().public_id}/extend"
    moved = {"closes_on": staff._day(40), "closes_at": "10:00", "tell": "y", "confirmed": "y"}
    walk.send(staff.THE_HR, page, "openings.extend", moved)
    walk.work_off("openings.tell")


def after_closing_a_great_one(walk: Walker) -> None:
    """What closing has left over is expired piece by piece."""
    opening = staff.the_opening()
    db.session.execute(update(Opening).where(Opening.id == opening.id).values(state="closed"))
    enqueue(db.session(), EXPIRE_LATE, key="late", opening_id=opening.id)
    walk.work_off(EXPIRE_LATE)


def by_the_clock(walk: Walker) -> None:
    """Time passes: what is over is removed or packed, a section ends, referees are reminded, links end."""
    long_over = clock.now() - timedelta(days=8)
    some = select(UserSession.id).limit(1).scalar_subquery()
    db.session.execute(update(UserSession).where(UserSession.id == some).values(ended_at=long_over))
    for kind in (
        PURGE,
        PURGE_SESSIONS,
        PACK,
        WRITE_HEAD,
        COMPUTE_QUALITY,
        COUNT_GROUPS,
        ANSWERS_WAIT,
        CANDIDATES_WAIT,
        HR_WAITS,
        FORGET_BROWSERS,
    ):
        enqueue(db.session(), kind, key=f"{kind} now")
        walk.work_off(kind)
    with clock.held_at(clock.now() + timedelta(hours=3)):
        walk.work_off("sittings.close_overdue")
    staff.let_candidates_wait()
    with clock.held_at(staff.the_opening().closes_at - timedelta(hours=1)):
        enqueue(db.session(), REMIND_DUE, key="remind now")
        walk.work_off(REMIND_DUE)
    staff.let_referees_wait()
    with clock.held_at(clock.now() + timedelta(days=60)):
        walk.work_off("references.remind", "references.expire")


def scoring(walk: Walker) -> None:
    """The last lock of a sitting holds; another was settled before scores were written; all is counted."""
    opening, sitting = staff.the_opening(), staff.sitting_at("scoring")
    over = {"state": "locked", "locked_at": clock.now() - timedelta(hours=1)}
    open_ones = Review.sitting_id == sitting.id, Review.state.in_(OPEN)
    db.session.execute(update(Review).where(*open_ones).values(over))
    enqueue(db.session(), SETTLE, key="settle now", sitting_id=sitting.id)
    any_review = db.session.scalars(select(Review.id).limit(1)).one()
    enqueue(db.session(), FORGET_DRAFTS, key="forget drafts now", review_id=any_review)
    walk.work_off(FORGET_DRAFTS)
    staff.was_interviewed(sitting.application_id)
    walk.work_off("scoring.settle", "follow.write_total_of_interviewed", "follow.compute_settled")
    earlier = staff.sitting_at("handed_in")
    db.session.add(Settlement(sitting_id=earlier.id, opening_id=opening.id))
    enqueue(db.session(), WRITE_MISSING, key="write now", after=0)
    enqueue(db.session(), FREEZE_EARLIER, key="freeze now", after=0)
    enqueue(db.session(), MASK_EARLIER, key="mask now", after=0)
    enqueue(db.session(), COUNT, key="count now", opening_id=opening.id)
    enqueue(db.session(), PASS_ON, key="pass on now", review_id=staff.a_third_reading().review_id)
    walk.work_off("scoring.write-missing", "masking.mask-earlier", "scoring.count", "scoring.pass_on")
    walk.work_off(FREEZE_EARLIER)
    item_id = db.session.scalars(select(Review.item_id).where(Review.opening_id == opening.id)).all()[0]
    excused = {"opening_id": opening.id, "item_id": item_id}
    db.session.add(ExcusedTask(**excused, reason="Berkas tugas ini rusak."))
    enqueue(db.session(), FOLLOW_EXCUSE, key="follow now", **excused, after=0)
    walk.work_off("scoring.follow-excuse", "follow.write_total_anew", "follow.compute_superseded")
    number = db.session.scalars(select(OpeningStandings.asked)).one()
    enqueue(db.session(), COMPUTE, key="compute now", opening_id=opening.id, number=number)
    walk.work_off(COMPUTE)
    db.session.execute(delete(OpeningStandings))
    enqueue(db.session(), COMPUTE_EARLIER, key="compute earlier now")
    walk.work_off(COMPUTE_EARLIER)
    task, text = (int(each) for each in staff.a_later_key().split("-"))
    key = AdoptedKey(
        opening_id=opening.id, item_id=task, key_item_id=text, reason="Panel ahli memperbaiki kunci ini."
    )
    db.session.add(key)
    db.session.flush()
    enqueue(db.session(), FOLLOW_KEY, key="score now", adopted_id=key.id, after=0)
    frozen = db.session.scalars(select(FrozenRules.id).order_by(FrozenRules.id)).all()[-1]
    enqueue(db.session(), FOLLOW_RULES, key="follow rules now", frozen_id=frozen, after=0)
    walk.work_off("scoring.follow-key", "scoring.follow-rules")


def a_report(walk: Walker) -> None:
    """A report is made and issued."""
    waiting = Job.kind == "reports.render", Job.state == JobState.QUEUED
    db.session.execute(update(Job).where(*waiting).values(state=JobState.CANCELLED))
    dossier = f"/applications/{staff.application_at('scored').public_id}"
    walk.send(staff.THE_MANAGER, dossier, "reports.ask", {"locale": "en"})
    walk.work_off("reports.render")
    many = f"/openings/{staff.the_opening().public_id}/reports"
    asked = walk.send(staff.THE_MANAGER, many, "reports.ask_for_many", {"show": "waiting", "locale": "id"})
    walk.work_off("reports.ask_for_bundle")
    walk.work_off("reports.render")
    walk.send(staff.THE_MANAGER, asked.location, "reports.take_bundle")


def a_long_table(walk: Walker) -> None:
    """A table of scores is so long that a worker writes it; it is taken, and removed after a day."""
    manager = db.session.get_one(User, 7)
    by, wanted = (
        Actor(Audience.STAFF, manager.id, manager.name),
        WantedTable(ScoreTable.CELLS, TableFormat.XLSX, scored_only=True),
    )
    asked = ask_score_file(db.session(), staff.the_opening(), wanted, "id", 3, operation="walked", by=by)
    page = f"/score-files/{asked.public_id}"
    walk.work_off(WRITE_SCORES)
    walk.send(staff.THE_MANAGER, page, "decisions.take_score_file")
    enqueue(db.session(), PURGE_SCORE_FILES, key="purge tables now")
    with clock.held_at(clock.now() + timedelta(hours=25)):
        walk.work_off(PURGE_SCORE_FILES)


def files_and_links(walk: Walker) -> None:
    """A CV is replaced, so the bytes of the first go; somebody who is known asks for a link."""
    who = "candidate consented"
    for content in (PLAIN_PDF, pdf(lambda made: made.add_blank_page())):
        told = {"education": "S1 Komunikasi", "cv": (BytesIO(content), "cv.pdf")}
        walk.send(who, "/candidate/facts", "candidate_facts.facts", told)
    _make_old(walk.world.app.extensions["settings"].instance.glob("files/*/*"))
    with clock.held_at(clock.now() + timedelta(hours=1)):
        walk.work_off(REMOVE_BYTES)
    address = {"email": "rina.marpaung@surel.example"}
    walk.send("nobody", "/candidate/return", "invitation_links.returning", address)
    walk.work_off("openings.mail_fresh_links")
    walk.call("nobody", "accounts.forgotten", "/password/forgotten", data={"email": ADMIN.email})
    walk.work_off("accounts.mail_password_link")


def personal_archives(walk: Walker) -> None:
    """People ask what is held about them; it is put together, taken, and removed."""
    visitors.asking_what_is_held(walk)
    enqueue(db.session(), PURGE_ARCHIVES, key="purge archives now")
    with clock.held_at(clock.now() + timedelta(days=8)):
        walk.work_off(PURGE_ARCHIVES)


def use_stopped(walk: Walker) -> None:
    """People want their data to be used no more, and let them be used again."""
    staff.everybody_is_to_be_interviewed()
    visitors.having_it_used_no_more(walk)
    walk.work_off(
        "follow.resume_sitting_of_stopped", "follow.resume_reviews_of_stopped", "follow.await_letter"
    )
    walk.work_off("follow.compute_stopped", "follow.compute_resumed")


def erasures(walk: Walker) -> None:
    """People are erased, and told so by a mail that is erased afterwards."""
    visitors.being_erased(walk)
    enqueue(db.session(), FORGET_LAST_MAILS, key="forget last mails now")
    enqueue(db.session(), RETAIN, key="what is due now")
    enqueue(db.session(), WRITE_ANEW, key="write anew now", since=clock.now().isoformat())
    walk.work_off("mail.send", FORGET_LAST_MAILS, RETAIN, WRITE_ANEW)


def _make_old(files: Iterable[os.PathLike[str]]) -> None:
    for file in files:
        os.utime(file, (0, 0))


def a_reason_taken_out(walk: Walker) -> None:
    """A reason about an opening is taken out because it named somebody."""
    staff.a_reason_that_names_somebody(walk)
    walk.work_off(TAKE_REASON_OUT)


def a_note_taken_out(walk: Walker) -> None:
    """The note on what changed in a rubric is taken out because it named somebody."""
    staff.rubrics(walk)
    walk.work_off(FORGET_NOTE)


def minutes_for_all(walk: Walker) -> None:
    """Everybody of an opening gets minutes back, in pieces."""
    staff.minutes_for_all(walk)
    walk.work_off(GIVE_BACK)


def many_people(walk: Walker) -> None:
    """Many are invited, reminded and sent new links; answers are given out, and given to others."""
    staff.many_people(walk)
    walk.work_off(INVITE_MANY, REMIND_MANY, INVITE_MANY_AGAIN)
    opening, hr = staff.the_opening(), db.session.get_one(User, 2)
    by = Actor(Audience.STAFF, hr.id, hr.name)
    sittings = db.session.scalars(select(Sitting.id).order_by(Sitting.id)).all()
    scoring_actions.allocate_many(db.session(), opening, sittings, by=by)
    reviewer = db.session.get_one(User, 3)
    mine = select(Review.id).where(Review.reviewer_id == reviewer.id, Review.state.in_(OPEN))
    scoring_actions.release_many(db.session(), opening, reviewer, db.session.scalars(mine).all(), by=by)
    walk.work_off(ALLOCATE_MANY, RELEASE_MANY)


def a_checked_trail(walk: Walker) -> None:
    """Somebody has the trail checked."""
    walk.send(staff.THE_ADMIN, "/trail", "oversight.check")
    walk.work_off(CHECK_TRAIL)


def looking_at_referees(walk: Walker) -> None:
    """Referees at a firm answer from free mail, by link, on the telephone, and corrected by HR."""
    for request in db.session.scalars(select(ReferenceRequest)):
        request.email = f"{request.email.partition('@')[0]}@gmail.com"
        request.organisation = "PT Maju Bersama"
    db.session.commit()
    visitors.referees(walk)
    staff.references(walk)
    answered = f"/reference-requests/{staff.request_at('answered').public_id}/person"
    right = {"name": "Bapak Hadi Wijaya", "email": "hadi.w@gmail.com"}
    walk.send(staff.THE_HR, answered, "references.correct_referee", right)
    walk.work_off("follow.look_at_referee", "follow.look_at_referee_called", "follow.look_at_referee_again")


def a_loaded_bank(walk: Walker) -> None:
    """A bank is loaded that no assessment uses: a worker puts the suggested one there."""
    db.session.scalars(select(Bank)).one().code = "earlier"
    load_bank(db.session(), read_bank(QUESTION_BANKS / "community-officer"), by=SYSTEM)
    db.session.commit()
    walk.work_off("follow.begin_first_draft")


def another_reading(walk: Walker) -> None:
    """HR asks for another reading of an answer whose scores stand."""
    staff.asking_for_another_reading(walk)
    walk.work_off("follow.compute_asked")


def other_positions(walk: Walker) -> None:
    """HR says that there are two positions."""
    opening, hr = staff.the_opening(), db.session.get_one(User, 2)
    by = Actor(Audience.STAFF, hr.id, hr.name)
    record(db.session(), PositionsChanged(opening.id, 2, opening.positions), by=by)
    db.session.commit()
    walk.work_off("follow.compute_positions")


ALL = (
    another_reading,
    other_positions,
    a_loaded_bank,
    looking_at_referees,
    a_reason_taken_out,
    a_note_taken_out,
    minutes_for_all,
    many_people,
    a_checked_trail,
    after_handing_in,
    after_leaving,
    after_correcting,
    after_closing,
    telling,
    after_closing_a_great_one,
    by_the_clock,
    scoring,
    a_report,
    a_long_table,
    files_and_links,
    personal_archives,
    use_stopped,
    erasures,
)
