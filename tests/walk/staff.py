"""Everything staff can do on pages, from accounts and rubrics to scores and reports."""

import re
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from sqlalchemy import select, update

from hiring import clock
from hiring.accounts.models import User, UserRole
from hiring.accounts.rules import SYSTEM, Role
from hiring.accounts.tokens import link_token
from hiring.audit import record
from hiring.banks.models import BankItem
from hiring.db import db
from hiring.demo.people import ADMIN, APPLICANTS, DEMO_PASSWORD
from hiring.demo.testimonies import said_about, testimonies
from hiring.interviews.models import Interview, InterviewCard, InterviewNote
from hiring.jobs.models import Batch, BatchState, Job, JobState
from hiring.mail.models import Message, MessageState
from hiring.masking.actions import mask_answers
from hiring.openings.actions.many import INVITE_MANY
from hiring.openings.events import OpeningReopened
from hiring.openings.models import Application, Opening, OpeningMember
from hiring.openings.rules import MemberRole, Stage
from hiring.organisation.models import Organisation
from hiring.privacy.models import Processor
from hiring.privacy.queries import reasons_of
from hiring.references.contact import contact_hash
from hiring.references.models import (
    ContactRefusal,
    KindExcuse,
    ReferenceFlag,
    ReferenceRequest,
    TelephoneForm,
)
from hiring.references.queries import questionnaire_of, request_by_id
from hiring.reports.models import Report, ReportState
from hiring.scoring.models import (
    AnswerToRate,
    EarlierDraft,
    ExcuseProposal,
    Review,
    RulesChange,
    ThirdReading,
)
from hiring.scoring.queries import frame_of_review
from hiring.scoring.queries.allocation import panel_ids
from hiring.scoring.queries.cell_tables import cell_names
from hiring.scoring.rules import OPEN, Abstention, ReviewState
from hiring.sittings.models import Sitting
from hiring.standings.models import StandingsRun
from hiring.standings.rules import FurtherReadings, WorthReading
from tests.factories.files import A_PICTURE, PLAIN_PDF
from tests.factories.standings import placed_by_hand
from tests.walk.walker import Walker

#: Who is who among the staff of the demo.
THE_ADMIN, THE_HR, A_REVIEWER, THE_MANAGER = "staff 1", "staff 2", "staff 3", "staff 7"


def accounts(walk: Walker) -> None:
    """The administrator adds somebody; people come in, change what is theirs, and leave."""
    colleague = db.session.scalars(select(User.public_id).where(User.id == 6)).one()
    new = {"name": "Budi", "email": "budi@contoh.example", "password": DEMO_PASSWORD, "roles": ["hr"]}
    walk.send(THE_ADMIN, "/users/new", "accounts.new_user", new)
    walk.send(THE_ADMIN, f"/users/{colleague}", "accounts.user", {"roles": ["reviewer", "hr"]})
    right = {"name": "Budi Santoso", "email": "budi.santoso@contoh.example"}
    walk.send(THE_ADMIN, f"/users/{colleague}/person", "accounts.correct_user", right)
    walk.call(THE_ADMIN, "accounts.password_link", f"/users/{colleague}/password-link")
    anew = f"/password/{link_token(_secret(walk), 'password', 6, 1)}"
    walk.send("nobody", anew, "accounts.set_password", {"new_password": f"{DEMO_PASSWORD}, lagi"})
    walk.send("nobody", "/sign-in", "accounts.sign_in", {"email": ADMIN.email, "password": DEMO_PASSWORD})
    words = {"password": DEMO_PASSWORD, "new_password": f"{DEMO_PASSWORD}, lagi"}
    walk.send(A_REVIEWER, "/account", "accounts.account", words)
    walk.send(A_REVIEWER, "/account", "accounts.digest", {"wanted": "off"})
    walk.send(THE_MANAGER, "/account", "accounts.language", {"locale": "en"})
    walk.send(THE_MANAGER, "/account", "accounts.sign_out")


def _secret(walk: Walker) -> str:
    return str(walk.world.app.extensions["settings"].secret_key)


def the_installation(walk: Walker) -> None:
    """What was given up is started again, the trail is checked, the clock is said to be right."""
    job, message = db.session.scalars(select(Job).where(Job.kind == "references.remind")).first(), _a_mail()
    assert job is not None
    job.state, job.error, job.done_at = JobState.DEAD, "It failed.", clock.now()
    message.state, message.last_error = MessageState.FAILED, "550 unknown"
    walk.send(THE_ADMIN, "/system", "oversight.run_again")
    walk.send(THE_HR, f"/outbox/{message.public_id}", "oversight.send_again")
    text = "/mail-texts/invitation/id"
    walk.send(THE_HR, text, "oversight.mail_text", {"subject": "Undangan", "body": "Halo {name}: {link}"})
    walk.send(THE_HR, text, "oversight.ship_mail_text")
    walk.send(THE_ADMIN, "/trail", "oversight.check")
    walk.call(THE_ADMIN, "oversight.clock", "/clock")


def _a_mail() -> Message:
    return db.session.scalars(select(Message).where(Message.opening_id == the_opening().id)).all()[0]


def the_organisation(walk: Walker) -> None:
    """The administrator says who the organisation is; mails are tried; links go by hand and by mail."""
    named = {"name": "PT Sinar Lestari", "contact_email": "wulan@sinar.example", "colour": "#7a1f5c"}
    walk.send(THE_ADMIN, "/organisation", "organisation.profile", named)
    picture = {"logo": (BytesIO(A_PICTURE), "logo.png")}
    walk.send(THE_ADMIN, "/organisation", "organisation.choose_logo", picture)
    walk.send(THE_ADMIN, "/organisation", "organisation.remove_logo")
    mails = "/organisation/mail"
    walk.send(THE_HR, mails, "organisation.send_trial")
    walk.send(THE_ADMIN, mails, "organisation.links_by_mail")
    walk.send(THE_ADMIN, mails, "organisation.links_by_hand")
    db.session.get_one(Organisation, 1).first_day_over = False
    walk.call(THE_ADMIN, "organisation.first_day_over", "/organisation/first-day/over")


def rubrics(walk: Walker) -> None:
    """HR writes a rubric from the one there is, publishes it, and goes on from there."""
    source = re.findall(r'value="([^"]{22})"', walk.client(THE_HR).get("/rubrics/new").text)[0]
    titles = {"title_id": "Rubrik lain", "title_en": "Another rubric"}
    begun = walk.send(THE_HR, "/rubrics/new", "rubrics.new_rubric", {**titles, "start_from": source})
    edit = _path(begun.location)
    walk.send(THE_HR, edit, "rubrics.draft", {"step": "add"})
    first, *_others, last = dict.fromkeys(
        re.findall(r'"(/rubrics/competencies/[^"/#]+)', walk.client(THE_HR).get(edit).text)
    )
    walk.send(THE_HR, first, "rubrics.competency", {"name_en": "Networks"})
    walk.send(THE_HR, f"{last}/remove", "rubrics.remove_competency")
    version = edit.removesuffix("/edit")
    walk.send(THE_HR, f"{version}/publish", "rubrics.publish", {"note": "As Budi asked."})
    walk.send(THE_HR, version, "rubrics.start_version")
    newer = re.findall(r'"(/rubrics/versions/[^"/]+)/edit', walk.client(THE_HR).get("/rubrics").text)[0]
    walk.send(THE_HR, f"{newer}/discard", "rubrics.discard")
    walk.send(THE_HR, f"{version}/change-note", "rubrics.change_note")
    walk.send(THE_HR, version, "rubrics.retire")


def assessments(walk: Walker) -> None:
    """HR begins an assessment and chooses its tasks; a new version of the other is published and retired."""
    page = walk.client(THE_HR).get("/assessments/new").text
    rubric = re.findall(r'value="([^"]{22})"', page)[0]
    titles = {"title_id": "Asesmen lain", "title_en": "Another assessment"}
    begun = walk.send(THE_HR, "/assessments/new", "assessments.new_assessment", {**titles, "rubric": rubric})
    edit = _path(begun.location)
    added = walk.send(THE_HR, edit, "assessments.draft", {"step": "add-section"})
    section = added.location.rpartition("section-")[2]
    task = db.session.scalars(select(BankItem.public_id).where(BankItem.code == "T01")).one()
    walk.send(THE_HR, f"/assessments/sections/{section}/tasks", "assessments.choose_tasks", {"tasks": [task]})
    walk.send(THE_HR, f"{edit.removesuffix('/edit')}/discard", "assessments.discard")
    listed = walk.client(THE_HR).get("/assessments").text
    version = re.findall(r'"(/assessments/versions/[^"/]+)"', listed)[0]
    newer = _path(walk.send(THE_HR, version, "assessments.start_version").location).removesuffix("/edit")
    walk.send(THE_HR, f"{newer}/publish", "assessments.publish", {"note": "As Budi asked."})
    walk.send(THE_HR, f"{newer}/change-note", "assessments.change_note")
    walk.send(THE_HR, newer, "assessments.retire")


def an_opening(walk: Walker) -> None:
    """HR begins an opening, fills it in, chooses people, opens it, moves its end and closes it."""
    titles = {"title_id": "Petugas, Bogor", "title_en": "Officer, Bogor"}
    begun = walk.send(THE_HR, "/openings/new", "openings.new_opening", titles)
    page = f"/openings/{begun.location.split('/openings/')[1].split('/')[0]}"
    texts = {"place": "Bogor", "description_id": "Menyimak warga.", "description_en": "Listen to residents."}
    rules = {
        "assessment": the_opening().assessment_version_id,
        "languages": ["id", "en"],
        "zone": "Asia/Jakarta",
    }
    closing = {"closes_on": _day(30), "closes_at": "23:59"}
    walk.send(THE_HR, f"{page}/edit", "openings.edit", {**titles, **texts, **rules, **closing})
    people = {"reviewers": [3, 4], "hiring_managers": [7], "hr": [2]}
    walk.send(THE_HR, f"{page}/people", "openings.people", people)
    contact = {
        "contact_name": "Ratna",
        "contact_email": "hr@contoh.example",
        "contact_whatsapp": "0812 3456 7890",
    }
    walk.send(THE_HR, f"{page}/contact", "openings.contact", contact)
    days = {"reviews_due": _day(60), "decisions_due": _day(70)}
    walk.send(THE_HR, f"{page}/dates", "openings.dates", days)
    walk.send(THE_HR, f"{page}/open", "openings.open_for_candidates")
    walk.send(THE_HR, f"{page}/extend", "openings.extend", {"closes_on": _day(40), "closes_at": "10:00"})
    lines = {"lines": "\n".join(f"Orang {n}, orang{n}@surel.example" for n in range(60))}
    invite = f"{page}/invite?way=lines"
    shown = walk.send(THE_HR, invite, "openings.preview", lines)
    walk.send_shown(THE_HR, invite, shown.text, "openings.send_invitations")
    faulty = walk.send(
        THE_HR, invite, "openings.preview", {"lines": "Orang 99, x@\nOrang 98, o98@surel.example"}
    )
    walk.send_shown(THE_HR, invite, faulty.text, "openings.faulty_rows")
    walk.send(THE_HR, f"{page}/close", "openings.close")
    again = {"closes_on": _day(20), "closes_at": "10:00", "reason": "Listrik padam pada hari terakhir."}
    walk.send(THE_HR, f"{page}/reopen", "openings.reopen", again)


def candidates(walk: Walker) -> None:
    """HR sends links again, ends sessions, takes an application back; staff read a CV."""
    opening, invited = the_opening(), application_at("invited")
    page = f"/openings/{opening.public_id}/invite-again?who={invited.public_id}"
    walk.send(THE_HR, page, "openings.send_again")
    walk.send(THE_HR, f"/applications/{invited.public_id}/copy", "openings.copy_link", {"what": "reminder"})
    remind = f"/openings/{opening.public_id}/remind?who={invited.public_id}"
    walk.send(THE_HR, remind, "openings.send_reminders")
    right = {"name": "Nur Aisyah R.", "email": "nur.aisyah@surel.example"}
    walk.send(THE_HR, f"/applications/{invited.public_id}/person", "openings.correct_person", right)
    writing = f"/applications/{application_at('sitting').public_id}"
    more = {"per_cent": "25", "break_minutes": "30", "answer": "Semoga membantu."}
    walk.send(THE_HR, f"{writing}/adjustments", "adjustments.answer", more)
    lost = {"minutes": "20", "reason": "Listrik padam di seluruh kota."}
    walk.send(THE_HR, f"{writing}/give-back", "adjustments.give_back", lost)
    minutes_for_all(walk)
    walk.send(THE_HR, f"{writing}/end-sessions", "openings.end_sessions")
    walk.send(THE_HR, f"{writing}/remove", "openings.remove", {"reason": "Diundang dua kali."})
    walk.send(THE_HR, f"{writing}/take-back", "openings.take_removal_back")
    told = {"education": "S1 Komunikasi", "cv": (BytesIO(PLAIN_PDF), "cv.pdf")}
    walk.send("candidate consented", "/candidate/facts", "candidate_facts.facts", told)
    dossier = f"/applications/{application_at('consented').public_id}"
    walk.send(THE_HR, dossier, "dossiers.cv")
    right = {"education": "S1 Komunikasi, 2019", "reason": "Tahun lulus belum tertulis."}
    walk.send(THE_HR, f"{dossier}/facts", "openings.correct_facts", right)
    another = {"cv": (BytesIO(PLAIN_PDF), "cv-yang-benar.pdf"), "reason": "Berkasnya tertukar."}
    walk.send(THE_HR, f"{dossier}/facts", "openings.correct_facts", another)


def references(walk: Walker) -> None:
    """HR writes to referees, reminds them, sends a link again, takes a request back."""
    drafted = request_at("drafted")
    walk.send(THE_HR, f"/applications/{drafted.application.public_id}/references", "references.ask")
    let_referees_wait()
    for endpoint in ("references.remind", "references.send_again", "references.cancel"):
        sent = request_at("sent")
        walk.send(THE_HR, f"/applications/{sent.application.public_id}/references", endpoint)
    sent = f"/reference-requests/{request_at('sent').public_id}"
    walk.send(THE_HR, f"{sent}/copy", "references.copy_request")
    referee = {"name": "Bapak Hadi Wijaya", "email": "hadi.wijaya@mitra.example"}
    walk.send(THE_HR, f"{sent}/person", "references.correct_referee", referee)
    asked = {"reason": "Menelepon sendiri, dan bersedia lagi."}
    _two_kinds_excused(walk)
    _a_hint_is_closed(walk)
    _somebody_is_called(walk)
    walk.send(THE_HR, f"{_refused(walk)}/allow-contact", "references.allow_contact", asked)


def _somebody_is_called(walk: Walker) -> None:
    """A referee does not answer, is called again, tells everything, and hears it read back."""
    asked = request_by_id(db.session(), request_at("sent").id)
    assert asked is not None
    page = f"/reference-requests/{asked.public_id}/telephone"
    number = {"number": "0812 3456 7890"}
    walk.send(THE_HR, page, "references.telephone", number | {"outcome": "no_answer"})
    agreed = number | {"R0a": "yes", "R0b": "no"}
    walk.send(THE_HR, f"{page}/consent", "references.telephone_page", agreed)
    witness, questionnaire = APPLICANTS[0].witnesses[0], questionnaire_of(asked)
    told = testimonies()[witness.email]
    written = db.session.get_one(TelephoneForm, asked.id)
    said = {code: said_about(one, witness, told) for code, one in questionnaire.questions.items()}
    written.draft, written.read_back = said, [step.key for step in questionnaire.steps]
    db.session.commit()
    walk.send(THE_HR, f"{page}-review", "references.telephone_review")


def _two_kinds_excused(walk: Walker) -> None:
    """A candidate can name nobody of two kinds: HR does without one, and asks again for the other."""
    named = request_at("sent").application
    excuses = [
        KindExcuse(application_id=named.id, kind=kind, reason="Baru lulus.") for kind in ("boss", "colleague")
    ]
    db.session.add_all(excuses)
    db.session.commit()
    first, second = (each.public_id for each in excuses)
    walk.call(THE_HR, "references.accept_excuse", f"/kinds-excused/{first}/accept")
    answer = {"answer": "Pembimbing KKN juga membantu."}
    walk.send(THE_HR, f"/kinds-excused/{second}/ask-again", "references.ask_again", answer)


def _a_hint_is_closed(walk: Walker) -> None:
    """HR finds out that a referee is who is named, and says so."""
    hint = ReferenceFlag(request_id=request_at("answered").id, kind="candidate_name", basis="0" * 20)
    db.session.add(hint)
    db.session.commit()
    found = {"reason": "Bibi kandidat, ketua PKK: ditelepon di balai desa."}
    walk.send(THE_HR, f"/reference-flags/{hint.public_id}/close", "references.close_flag", found)


def _refused(walk: Walker) -> str:
    """Have somebody not want to be contacted; return the address of the request."""
    asked = request_at("sent")
    known_as = contact_hash(walk.world.app.extensions["settings"].secret_key, asked.email)
    db.session.add(ContactRefusal(address_hash=known_as, cause="page"))
    db.session.commit()
    return f"/reference-requests/{asked.public_id}"


def let_referees_wait() -> None:
    """Have it be two days ago that they were written to."""
    waiting = {"sent_at": clock.now() - timedelta(days=2), "reminders_sent": 0, "reminded_at": None}
    db.session.execute(update(ReferenceRequest).where(ReferenceRequest.state == "sent").values(waiting))


def let_candidates_wait() -> None:
    """Have nobody been reminded yet, and the opening remind two days before its end."""
    the_opening().remind_days = 2
    db.session.execute(update(Application).values(reminded_at=None))


def a_later_key() -> str:
    """Have keys count that are provisional, and the bank hold a later one; return what the page sends."""
    the_opening().provisional_keys_count = True
    own = db.session.scalars(select(BankItem).where(BankItem.code == "T07", BankItem.current)).one()
    version = str(int(own.content["key"]["version"]) + 1)
    key = {**own.content["key"], "version": version, "provisional": False}
    later = BankItem(
        bank_id=own.bank_id,
        kind=own.kind,
        code=own.code,
        title=own.title,
        content={**own.content, "key": key},
        content_hash=version.rjust(64, "f"),  # like no other: a process knows tasks by it
    )
    own.current = False
    db.session.add(later)
    db.session.commit()
    return f"{own.id}-{later.id}"


def reviewing(walk: Walker) -> None:
    """A reviewer keeps a draft, locks, takes the lock back, steps aside; HR sees to what is left."""
    reading_once_more(walk)
    changing_rules(walk)
    lacking, scored = sitting_at("handed_in"), sitting_at("scoring")
    mine = Review.sitting_id == scored.id, Review.state == ReviewState.ALLOCATED
    review = db.session.scalars(select(Review).where(*mine)).all()[0]
    who, page = f"staff {review.reviewer_id}", f"/reviews/{review.public_id}"
    html = walk.client(who).get(page).text
    codes = dict.fromkeys(re.findall(r'name="([A-Z0-9]+)-level"', html))
    calibrating(walk, review, list(codes))
    given = {f"{code}-level": "nothing" for code in codes}
    given |= {f"{code}-reason": "Tidak ada buktinya dalam jawaban ini." for code in codes}
    seen = re.search(r'name="seen" value="(\d+)"', html)
    assert seen is not None
    walk.call(who, "scoring.keep_draft", f"{page}/draft", data={**given, "seen": seen.group(1)})
    following = walk.send(who, page, "scoring.lock", given).location
    walk.send(who, following, "scoring.undo")
    walk.send(who, f"{page}/conflict", "scoring.conflict", {"reason": "Kami pernah bekerja bersama."})
    scoring = f"/openings/{the_opening().public_id}/scoring"
    release = re.search(rf'href="({scoring}/release/[^"]+)"', walk.client(THE_HR).get(scoring).text)
    assert release is not None
    walk.send(THE_HR, release.group(1), "scoring.release")
    for sitting in (lacking, scored):
        short = {"lacking": 1, "raters": AnswerToRate.raters + 1}
        db.session.execute(update(AnswerToRate).where(AnswerToRate.sitting_id == sitting.id).values(short))
    walk.send(THE_HR, scoring, "scoring.allocate")
    puzzling = db.session.scalars(select(Review).where(Review.sitting_id == lacking.id)).all()[0]
    puzzling.state, puzzling.locked_at = ReviewState.LOCKED, clock.now() - timedelta(hours=1)
    puzzling.abstention = Abstention.UNDECIDED
    decided = {"agreed": "yes", "reason": "Berkas kami memang rusak."}
    walk.send(THE_HR, f"{scoring}/abstentions/{puzzling.public_id}", "scoring.decide_abstention", decided)
    code = db.session.get_one(Application, lacking.application_id).code
    excused = {"task": str(puzzling.item_id), "whom": "one", "reason": "Berkas kami memang rusak."}
    walk.send(THE_HR, f"{scoring}/excuse", "scoring.excuse", {**excused, "code": code})
    settled = db.session.get_one(Application, sitting_at("scored").application_id)
    walk.send(THE_HR, f"{scoring}/excuse", "scoring.excuse", {**excused, "code": settled.code})
    proposal = db.session.scalars(select(ExcuseProposal)).one()
    another = db.session.scalars(select(User.id).where(User.id != proposal.proposer_id)).all()[0]
    proposal.proposer_id = another  # so that THE_HR is the second person
    agreed = {"agreed": "yes", "reason": "Berkasnya memang rusak."}
    walk.send(THE_HR, f"{scoring}/proposals/{proposal.public_id}", "scoring.decide_proposal", agreed)
    key = {"key": a_later_key(), "reason": "Panel ahli memperbaiki kunci ini."}
    walk.send(THE_HR, f"{scoring}/keys", "scoring.later_key", key)
    over = {"state": "locked", "locked_at": clock.now() - timedelta(hours=1)}
    open_ones = Review.sitting_id == scored.id, Review.state.in_(OPEN)
    db.session.execute(update(Review).where(*open_ones).values(over))
    db.session.execute(update(AnswerToRate).where(AnswerToRate.sitting_id == scored.id).values(lacking=1))
    application = db.session.get_one(Application, scored.application_id).public_id
    reason = {"reason": "Dua penilai sudah cukup."}
    walk.send(THE_HR, f"{scoring}/fewer/{application}", "scoring.accept_fewer", reason)


@dataclass(frozen=True)
class AThirdReading:
    """A further reading of an answer, and who holds it."""

    address: str
    """Of HR's page, as far as all of them share it."""
    review_id: int
    review_public_id: str
    reviewer_id: int
    competency: str
    """Its code."""
    application_id: int


def a_third_reading() -> AThirdReading:
    """Have an answer read once more by somebody who has not read it; nothing else of it is changed."""
    session, opening = db.session, the_opening()
    lacking = sitting_at("handed_in").id
    answer = session.scalars(select(AnswerToRate).filter_by(sitting_id=lacking)).all()[-1]
    here = {"sitting_id": lacking, "item_id": answer.item_id}
    of_answer = {**here, "opening_id": opening.id}
    reading, answer.thirds = ThirdReading(**of_answer, criteria={}), 1
    had = set(session.scalars(select(Review.reviewer_id).filter_by(**here)))
    [reviewer, *_] = (one for one in panel_ids(session(), opening.id) if one not in had)
    held = Review(**of_answer, reviewer_id=reviewer, third=True, pseudonym="A-0THI", shuffle=1)
    session.add_all([reading, held])
    session.flush()
    code, *_ = frame_of_review(session(), held).of_task
    reading.criteria = {code: "apart"}
    session.commit()
    address = f"/openings/{opening.public_id}/scoring/further-readings/{reading.public_id}"
    lacked = session.get_one(Sitting, lacking)
    return AThirdReading(address, held.id, held.public_id, reviewer, code, lacked.application_id)


def reading_once_more(walk: Walker) -> None:
    """A reviewer hands a further reading back; HR gives it to somebody, and lets scores stand without it."""
    held = a_third_reading()
    who, page = f"staff {held.reviewer_id}", f"/reviews/{held.review_public_id}/hand-back"
    draft = f"/reviews/{held.review_public_id}/earlier"
    rated = [{"competency": held.competency, "level": 4}]
    earlier = EarlierDraft(review_id=held.review_id, number=0, ratings=rated)
    db.session.add(earlier)
    db.session.commit()
    walk.send(who, draft, "scoring.bring_back")
    walk.send(who, page, "scoring.hand_back")
    db.session.delete(earlier)
    db.session.get_one(Application, held.application_id).stage = Stage.HANDED_IN
    db.session.delete(db.session.get_one(Review, held.review_id))  # as if it had never been theirs
    db.session.commit()
    given = {"reviewer": str(held.reviewer_id)}
    walk.send(THE_HR, f"{held.address}/give", "scoring.give_third_reading", given)
    reason = {"reason": "Kedua tingkat itu sudah cukup jelas."}
    walk.send(THE_HR, f"{held.address}/waive", "scoring.waive_third_reading", reason)


def asking_for_another_reading(walk: Walker) -> None:
    """HR has an answer read once more that would settle most, as was computed."""
    session, opening, sitting = db.session, the_opening(), sitting_at("scored")
    answer = session.scalars(select(AnswerToRate).filter_by(sitting_id=sitting.id).limit(1)).one()
    task = cell_names(session(), opening).tasks[answer.item_id]
    placed_by_hand(session(), opening.id)
    # All reviewers have read it, or interviewed the candidate.
    session.add(UserRole(user_id=1, role=Role.REVIEWER))
    session.add(OpeningMember(opening_id=opening.id, user_id=1, role=MemberRole.REVIEWER))
    worth = WorthReading(application_at("scored").code, task, 0.05, 0.5, 0.4, 0.3)
    run = session.scalars(select(StandingsRun)).one()
    run.readings = FurtherReadings(None, {}, [worth]).plain()
    session.commit()
    walk.send(THE_HR, f"/openings/{opening.public_id}/quality/readings", "standings.ask_reading")


def changing_rules(walk: Walker) -> None:
    """HR proposes other rules of scoring, and decides about those that somebody else has proposed."""
    page = f"/openings/{the_opening().public_id}/scoring/rules"
    other = {"tolerance": "3", "reason": "Dua tingkat terlalu sering terjadi."}
    walk.send(THE_HR, page, "scoring.rules", other)
    change = db.session.scalars(select(RulesChange)).one()
    change.proposer_id = db.session.scalars(select(User.id).where(User.id != change.proposer_id)).all()[0]
    db.session.commit()
    agreed = {"agreed": "yes", "reason": "Setuju, berlaku untuk semua."}
    walk.send(THE_HR, f"{page}/{change.public_id}", "scoring.decide_rules", agreed)


def calibrating(walk: Walker, review: Review, codes: list[str]) -> None:
    """A reviewer rates a calibration answer; HR lets the reviewer mark whatever came of it."""
    opening = db.session.get_one(Opening, review.opening_id)
    opening.calibration_within = 1
    db.session.commit()
    task = db.session.scalars(select(BankItem.public_id).where(BankItem.id == review.item_id)).one()
    who, here = f"staff {review.reviewer_id}", f"/calibration/{opening.public_id}/{task}"
    walk.send(who, here, "calibration.task", dict.fromkeys(codes, "1"))
    reviewer = db.session.get_one(User, review.reviewer_id).public_id
    waive = f"/openings/{opening.public_id}/calibration/{reviewer}/{task}"
    walk.send(THE_HR, waive, "calibration.waive", {"reason": "Telah dilatih bersama panel."})
    opening.calibration_within = None
    db.session.commit()


def interviewing(walk: Walker) -> None:
    """HR plans interviews, invites, moves, calls off; interviewers step aside, keep a draft and lock."""
    opening, invited = the_opening(), application_at("scored")
    tab, page = f"/openings/{opening.public_id}/interviews", f"/applications/{invited.public_id}/interview"
    panel = [3, 4, 5]
    at = {"starts_at": clock.now() - timedelta(minutes=5)}
    begun = update(Interview).where(Interview.application_id == invited.id).values(at)
    html = walk.client(THE_HR).get(f"{tab}/plan").text
    shares = dict.fromkeys(re.findall(r'name="(share-[A-Z]+)"', html), "40")
    walk.send(THE_HR, f"{tab}/plan", "interviews.plan", {"panel": panel, "wishes": "2", **shares})
    slot = {"day": _day(3), "at": "09:00", "minutes": "60", "place": "Ruang 2", "interviewers": panel}
    walk.send(THE_HR, page, "interviews.interview", slot)
    walk.send(THE_HR, page, "interviews.interview", {**slot, "at": "13:00"})
    for day, choice in ((4, "keep"), (5, None)):
        wish = {"kind": "cannot_come" if choice is None else "other_time", "first-day": _day(day)}
        wish |= {"first-at": "10:00", "reason": "Saya ada janji dengan dokter."}
        walk.send("candidate scored", "/candidate/interview/other-time", "own_interview.other_time", wish)
        answer = {"choice": choice or "keep", "words": "Ruangnya hanya ada hari itu."}
        walk.send(THE_HR, f"{page}/wish", "interviews.answer_wish", answer)
    walk.send(THE_HR, f"{page}/call-off", "interviews.call_off", {"words": "Kami pindah kantor."})
    walk.send(THE_HR, page, "interviews.interview", slot)
    db.session.execute(begun)
    db.session.commit()
    walk.send(THE_HR, page, "interviews.missed")
    walk.send(THE_HR, page, "interviews.interview", slot)
    db.session.execute(begun)
    db.session.commit()
    mine = InterviewCard.interview_id.in_(select(Interview.id).where(Interview.application_id == invited.id))
    open_ones = select(InterviewCard).where(mine, InterviewCard.state == "open").order_by(InterviewCard.id)
    cards = db.session.scalars(open_ones).all()
    addresses = [(f"staff {card.interviewer_id}", f"/interviews/{card.public_id}") for card in cards]
    who, first = addresses[0]
    walk.send(who, f"{first}/conflict", "interviews.conflict", {"reason": "Kami pernah satu tim."})
    who, second = addresses[1]
    html = walk.client(who).get(second).text
    codes = dict.fromkeys(re.findall(r'name="([A-Z0-9-]+)-asked"', html))
    given = {f"{code}-asked": "y" for code in codes}
    given |= {f"{code}-notes": "Menyebut tiga pihak." for code in codes}
    given |= {f"{code}-level": "4" for code in codes}
    walk.call(who, "interviews.keep_card", f"{second}/draft", data={**given, "seen": "0"})
    walk.send(who, second, "interviews.lock", given)
    walk.send(THE_HR, page, "interviews.take_off")
    together = {"NETW-level": "4", "NETW-reason": "Menyebut tiga pihak."}
    walk.send(THE_HR, f"{page}/consensus", "interviews.consensus", together)
    together = {"NETW-level": "none", "NETW-reason": "Kami tidak sepakat."}
    walk.send(who, f"{second}/consensus", "interviews.card_consensus", together)


def masking(walk: Walker) -> None:
    """HR masks words in an answer, lifts that, and masks them again."""
    sitting = db.session.scalars(select(Sitting).where(Sitting.handed_in_at.is_not(None)).limit(1)).one()
    mask_answers(db.session(), sitting.id)
    db.session.commit()
    application = db.session.get_one(Application, sitting.application_id).public_id
    answers = walk.client(THE_HR).get(f"/applications/{application}/masks").text
    page = re.findall(rf'"(/applications/{application}/masks/[^"]+)"', answers)[0]
    text = re.findall(r'<div class="answer"[^>]*>([^<]+)', walk.client(THE_HR).get(page).text)[0]
    words = {"words": text.split()[0], "kind": "name"}
    walk.send(THE_HR, page, "masking.answer", words)
    walk.send(THE_HR, page, "masking.change", {"change": "lift-0"})
    walk.send(THE_HR, page, "masking.change", {"change": "back-0"})


def was_interviewed(application_id: int) -> None:
    """Have a candidate be interviewed by two people who have locked their cards."""
    application = db.session.get_one(Application, application_id)
    question = "I-NETW1"
    opening_id = application.opening_id
    interview = Interview(
        application_id=application_id,
        opening_id=opening_id,
        starts_at=clock.now(),
        minutes=60,
        place="Ruang 2",
    )
    db.session.add(interview)
    db.session.flush()
    for user in (3, 4):
        locked = {"state": "locked", "locked_at": clock.now()}
        card = InterviewCard(interview_id=interview.id, interviewer_id=user, **locked)
        db.session.add(card)
        db.session.flush()
        db.session.add(InterviewNote(card_id=card.id, question=question, asked=True, level=4))
    db.session.commit()


def everybody_is_to_be_interviewed() -> None:
    """Have every candidate be invited to an interview that two people hold."""
    invited = select(Interview.application_id).scalar_subquery()
    for application in db.session.scalars(select(Application).where(Application.id.not_in(invited))).all():
        interview = Interview(
            application_id=application.id,
            opening_id=application.opening_id,
            starts_at=clock.now() + timedelta(days=90),
            minutes=60,
            place="Ruang 2",
        )
        db.session.add(interview)
        db.session.flush()
        db.session.add_all(InterviewCard(interview_id=interview.id, interviewer_id=user) for user in (3, 4))
    db.session.commit()


def deciding(walk: Walker) -> None:
    """The manager decides and has a report made; it fails, is made, and taken away."""
    application = application_at("scored")
    dossier = f"/applications/{application.public_id}"
    verdict = {"outcome": "reserve", "reason": "Kuat, tetapi ada yang lebih kuat."}
    deciding = f"/openings/{the_opening().public_id}/decide?who={application.public_id}"
    walk.send(THE_MANAGER, deciding, "decisions.decide_many", {**verdict, "confirmed": "y"})
    walk.send(THE_MANAGER, f"{dossier}/decision", "decisions.decide", verdict)
    opening = f"/openings/{the_opening().public_id}"
    walk.send(THE_HR, f"{opening}/letters", "decisions.letters", {"day": _day(3), "at": "09:00"})
    walk.send(THE_HR, f"{dossier}/letter", "decisions.letter")
    rejected = f"{opening}/letters/reject"
    listed = re.findall(r'name="who"[^>]*value="([^"]{22})"', walk.client(THE_HR).get(rejected).text)
    one = f"/applications/{listed[0]}"
    walk.send(THE_HR, f"{one}/told", "decisions.note_told", {"way": "phone", "day": _day(0)})
    walk.send(THE_HR, one, "decisions.take_note_back")
    walk.send(THE_HR, rejected, "decisions.letters_with", {"who": listed, "confirmed": "y"})
    walk.send(THE_HR, f"{opening}/letters", "decisions.letters", {"day": "", "at": "09:00"})
    of_it = Message.application_id == application.id, Message.template == "decision_reserve"
    db.session.execute(update(Message).where(*of_it).values(state="failed"))
    walk.send(THE_HR, dossier, "decisions.write_anew")
    shortlist = f"{opening}/shortlist"
    for table, chosen in ("cells", "xlsx"), ("candidates", "csv_comma"):
        asked = {"table": table, "table_format": chosen}
        walk.send(THE_MANAGER, f"{shortlist}/download", "decisions.take_scores", asked)
    issued = db.session.scalars(select(Report).where(Report.state == "issued")).first()
    assert issued is not None
    walk.send(THE_MANAGER, f"/applications/{_of(issued).public_id}", "reports.one_page")
    walk.send(THE_MANAGER, f"/applications/{_of(issued).public_id}", "reports.download")
    walk.send(THE_MANAGER, dossier, "reports.ask", {"locale": "id"})
    newest = db.session.scalars(select(Report).order_by(Report.id.desc())).first()
    assert newest is not None
    newest.state, newest.error = ReportState.FAILED, "The program that makes PDFs was stopped."
    walk.send(THE_MANAGER, dossier, "reports.try_again")


def _of(report: Report) -> Application:
    return db.session.get_one(Application, report.application_id)


def the_opening() -> Opening:
    """The opening that everybody in the demo is about."""
    return db.session.scalars(select(Opening).where(Opening.state == "open")).one()


def application_at(stage: str) -> Application:
    """The same one whose client the world has."""
    found = select(Application).where(Application.stage == stage).order_by(Application.id.desc()).limit(1)
    return db.session.scalars(found).one()


def sitting_at(stage: str) -> Sitting:
    return db.session.scalars(select(Sitting).where(Sitting.application_id == application_at(stage).id)).one()


def request_at(state: str) -> ReferenceRequest:
    from sqlalchemy.orm import joinedload

    found = (
        select(ReferenceRequest)
        .where(ReferenceRequest.state == state)
        .options(joinedload(ReferenceRequest.application))
    )
    return db.session.scalars(found).first()


def _day(days: int) -> str:
    return f"{clock.now() + timedelta(days=days):%Y-%m-%d}"


def _path(location: str) -> str:
    return location.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]


def minutes_for_all(walk: Walker) -> None:
    """Everybody who was writing in an opening is given minutes back."""
    lost = {"minutes": "20", "reason": "Listrik padam di seluruh kota."}
    then = {**lost, "day": _day(0), "since": "00:00", "until": "23:59"}
    page = f"/openings/{the_opening().public_id}/give-back"
    walk.send(THE_HR, page, "adjustments.give_back_to_all", then)


def a_reason_that_names_somebody(walk: Walker) -> None:
    """HR excuses a task for everybody, and takes the reason out again."""
    page = f"/openings/{the_opening().public_id}/reasons"
    which = {"which": _a_reason()}
    walk.send(THE_HR, page, "privacy_requests.reasons", which)


def _a_reason() -> str:
    reason = OpeningReopened(the_opening().id, "-", clock.now().isoformat(), "Budi salah sambung.")
    record(db.session(), reason, by=SYSTEM)
    db.session.commit()
    return reasons_of(db.session(), the_opening().id)[0].which


def an_incident(walk: Walker) -> None:
    """The administrator records an incident, writes to those concerned, tells the agency and closes it."""
    when = {"noticed_on": _day(0), "noticed_at": "00:00", "began_on": _day(-2), "began_at": "08:00"}
    what = {"happened_id": "Salinan basis data hilang.", "measures_id": "Semua kunci diganti."}
    known = {**when, **what, "data": ["names"], "whom": "everybody"}
    made = walk.send(THE_ADMIN, "/incidents/new", "privacy_requests.new_incident", known)
    page = _path(made.location)
    later = {"happened_id": "Salinan basis data hilang di kereta."}
    walk.send(THE_ADMIN, f"{page}/edit", "privacy_requests.change_incident", later)
    walk.send(THE_HR, page, "privacy_requests.people")
    walk.send(THE_ADMIN, page, "privacy_requests.tell_affected")
    walk.send(THE_ADMIN, page, "privacy_requests.agency_told")
    walk.send(THE_ADMIN, page, "privacy_requests.close_incident", {"outcome": "Semua beres."})


def the_impact_assessment(walk: Walker) -> None:
    """HR writes what is different here and signs the impact assessment."""
    page = "/privacy/impact-assessment"
    walk.send(THE_HR, f"{page}/edit", "privacy_requests.impact_notes", {"risks": "Kami juga menelepon."})
    signed = {"assessed_by": "HR", "officer": "none", "review_on": _day(200)}
    walk.send(THE_HR, page, "privacy_requests.sign_impact_assessment", signed)


def who_processes_data(walk: Walker) -> None:
    """HR puts a firm on the list of processors, puts it right, and notes its end."""
    known = {"name": "PT Awan", "purpose": "Menyewakan server.", "data": ["names"], "country": "SG"}
    known |= {"transfer_ground": "consent", "since": _day(-9)}
    walk.send(THE_HR, "/privacy/processors/new", "privacy_requests.new_processor", known)
    page = f"/privacy/processors/{db.session.scalars(select(Processor.public_id)).one()}"
    walk.send(THE_ADMIN, page, "privacy_requests.change_processor", {"name": "PT Awan Biru"})
    walk.send(THE_HR, page, "privacy_requests.end_processor", {"until": _day(0)})


def many_people(walk: Walker) -> None:
    """HR invites, reminds and sends links to more people than a page does by itself."""
    page = f"/openings/{the_opening().public_id}"
    lines = {"lines": "\n".join(f"Orang {n}, orang{n}@surel.example" for n in range(60))}
    shown = walk.send(THE_HR, f"{page}/invite?way=lines", "openings.preview", lines)
    asked = walk.send_shown(THE_HR, f"{page}/invite?way=lines", shown.text, "openings.send_invitations")
    batch = db.session.scalars(select(Batch).where(Batch.kind == INVITE_MANY.name)).one()
    job = db.session.scalars(select(Job).where(Job.kind == batch.kind)).one()
    batch.state, batch.ended_at, job.state = BatchState.FAILED, clock.now(), JobState.DEAD
    walk.send(THE_HR, _path(asked.location), "openings.try_batch_again")
    everybody = select(Application.public_id).where(Application.opening_id == the_opening().id)
    named = {"who": " ".join([*db.session.scalars(everybody)] * 5)}
    walk.call(THE_HR, "openings.send_reminders", f"{page}/remind", data=named)
    walk.call(THE_HR, "openings.send_again", f"{page}/invite-again", data=named)


ALL = (
    accounts,
    a_reason_that_names_somebody,
    an_incident,
    who_processes_data,
    the_impact_assessment,
    many_people,
    the_installation,
    the_organisation,
    rubrics,
    assessments,
    an_opening,
    candidates,
    references,
    masking,
    reviewing,
    interviewing,
    deciding,
)
