"""Everything candidates, referees and passers-by can do on pages."""

import re
import uuid
from io import BytesIO

from sqlalchemy import select

from hiring.accounts.rules import Audience
from hiring.accounts.tokens import link_token
from hiring.db import db
from hiring.demo.people import APPLICANTS
from hiring.demo.testimonies import said_about, testimonies
from hiring.openings.actions.invitations import PURPOSE
from hiring.openings.models import Application, Invitation
from hiring.openings.queries import application_by_id
from hiring.references.links import LINK_PURPOSE
from hiring.references.models import ReferenceRequest
from hiring.references.queries import questionnaire_of, request_by_id
from tests.factories.files import PLAIN_PDF
from tests.factories.privacy import data_link_of
from tests.people import sign_in
from tests.walk.staff import THE_HR, application_at, the_opening
from tests.walk.walker import Walker


def coming_in(walk: Walker) -> None:
    """A candidate uses the link of the mail, once more from elsewhere, and asks for another."""
    invitation = db.session.scalars(select(Invitation).where(Invitation.state == "sent")).all()[-1]
    token = _token(walk, PURPOSE, invitation.application_id, invitation.generation)
    walk.world.clients["elsewhere"] = walk.world.app.test_client()
    walk.send("nobody", f"/i/{token}", "invitation_links.claim")
    used = walk.client("elsewhere").get(f"/i/{token}")
    walk.send_shown("elsewhere", f"/i/{token}", used.text, "invitation_links.fresh")
    address = {"email": "rina.marpaung@surel.example"}
    walk.send("elsewhere", "/candidate/return", "invitation_links.returning", address)


def preparing(walk: Walker) -> None:
    """A candidate agrees, tells of themselves, names referees, practises."""
    agreed = {"assessment": "y", "honesty": "y", "references": "y"}
    who = "candidate invited"
    walk.send(who, "/candidate/consent", "privacy.consent", agreed)
    wish = {"wish": "Waktu lebih lama, saya memakai pembaca layar."}
    walk.send(who, "/candidate/adjustment", "own_adjustments.adjustment", wish)
    told = {"education": "S1 Komunikasi", "cv": (BytesIO(PLAIN_PDF), "cv.pdf")}
    walk.send(who, "/candidate/facts", "candidate_facts.facts", told)
    people = {}
    for number in range(2):
        person = {"name": f"Saksi {number}", "email": f"saksi{number}@mitra.example"}
        person |= {
            "organisation": "Mitra",
            "relationship": ("line_manager", "partner")[number],
            "locale": "id",
        }
        people |= {f"people-{number}-{name}": value for name, value in person.items()}
    walk.send(who, "/candidate/referees", "references.referees", people)
    walk.send(who, "/candidate/practice", "candidate.practice")


def writing(walk: Walker) -> None:
    """A candidate writes: the short way, the long way, without a script; finishes, and hands in."""
    who = "candidate sitting"
    task = _linked(walk, who, "/candidate", r'"(/candidate/tasks/[^"]+)"')
    html = walk.client(who).get(task).text
    audience = re.findall(r'data-answers="([^"]+)"', html)[0]
    part = re.findall(r'name="part\.([a-z_]+)"', html)[0]
    based_on = int(re.findall(rf'name="based-on\.{part}" value="(\d+)"', html)[0])
    for beside in (based_on, 0):  # what is based on an older text is not plain: it goes the long way
        body = {"operation_id": str(uuid.uuid4()), "based_on": beside, "value": {"text": f"Teks {beside}"}}
        walk.call(who, "answers.save", f"{audience}{part}", "PUT", json=body, status={200, 409})
    walk.send(who, task, "candidate.save_task", {f"part.{part}": "Yth. warga, terima kasih."})
    finishing = _linked(walk, who, "/candidate/overview", r'"(/candidate/sections/[^"/]+/finish)"')
    walk.send(who, finishing, "candidate.finish")
    while section := _linked(walk, who, "/candidate", r'"(/candidate/sections/[^"/]+)"'):
        walk.send(who, section, "candidate.begin")
        if walk.client(who).get(f"{section}/finish").status_code != 200:
            break  # the last one is finished by handing in
        walk.send(who, f"{section}/finish", "candidate.finish")
    walk.send(who, "/candidate/hand-in", "candidate.hand_in")


def asking(walk: Walker) -> None:
    """A candidate and a referee ask about their data; HR enters what came by mail, and answers."""
    wanted = {"right": "correction", "words": "Nama saya salah tulis."}
    walk.send("candidate consented", "/candidate/rights", "privacy.rights", wanted)
    sent = select(ReferenceRequest).where(ReferenceRequest.state == "sent").order_by(ReferenceRequest.id)
    asked = db.session.scalars(sent).all()[-1]
    token = _token(walk, LINK_PURPOSE, asked.id, asked.generation)
    walk.send("nobody", f"/r/{token}", "privacy_requests.come_in")
    walk.send("nobody", "/reference/rights", "privacy_requests.referee_rights", {"right": "erasure"})
    page = f"/applications/{application_at('scored').public_id}/privacy-request"
    came = {"who": "candidate", "right": "erasure", "came_by": "phone"}
    made = walk.send(THE_HR, page, "privacy_requests.enter", came)
    answer = {"outcome": "refused", "answer": "Mohon ajukan lewat halaman Anda sendiri."}
    walk.send(THE_HR, _path(made.location), "privacy_requests.answer", answer)


def having_it_used_no_more(walk: Walker) -> None:
    """A candidate and a referee want their data to be used no more, and change their minds."""
    sent = select(ReferenceRequest).where(ReferenceRequest.state == "sent").order_by(ReferenceRequest.id)
    asked = db.session.scalars(sent).all()[-1]
    walk.world.clients["referee"] = sign_in(walk.world.app, db.session(), asked, Audience.REFEREE)
    for who, here, back in (
        ("candidate scored", "privacy.rights", "privacy.take_back"),
        ("referee", "privacy_requests.referee_rights", "privacy_requests.referee_take_back"),
    ):
        page = "/candidate/rights" if who != "referee" else "/reference/rights"
        walk.send(who, page, here, {"right": "restriction"})
        of_stopped = ["follow.end_reviews_of_stopped", "follow.call_off_interview_of_stopped"]
        of_stopped.append("follow.forget_groups_of_stopped")
        walk.work_off(*(of_stopped if who != "referee" else []))
        walk.send(who, page, back)


def asking_what_is_held(walk: Walker) -> None:
    """A candidate and a referee ask what is held, HR enters that somebody did; all is taken away."""
    sent = select(ReferenceRequest).where(ReferenceRequest.state == "sent").order_by(ReferenceRequest.id)
    asked = db.session.scalars(sent).all()[-1]
    walk.world.clients["referee"] = sign_in(walk.world.app, db.session(), asked, Audience.REFEREE)
    told = {"right": "access"}
    walk.send("candidate scored", "/candidate/rights", "privacy.rights", told)
    walk.send("referee", "/reference/rights", "privacy_requests.referee_rights", told)
    page = f"/applications/{application_at('withdrawn').public_id}/privacy-request"
    came = {"who": "candidate", "came_by": "phone", **told}
    register = _path(walk.send(THE_HR, page, "privacy_requests.enter", came).location)
    walk.work_off("privacy.prepare_archive")
    walk.send("candidate scored", "/candidate/rights", "privacy.archive")
    walk.world.clients["elsewhere"] = walk.world.app.test_client()
    withdrawn = application_by_id(db.session(), application_at("withdrawn").id)
    page = data_link_of(withdrawn)
    walk.send("elsewhere", page, "privacy_requests.come_in_to_data")
    walk.send("referee", "/reference/rights", "privacy_requests.referee_archive")
    walk.send(THE_HR, register, "privacy_requests.hand_on")


def being_erased(walk: Walker) -> None:
    """A candidate and a referee have themselves erased: HR confirms it, a worker does it."""
    referee = db.session.scalars(select(ReferenceRequest).where(ReferenceRequest.state == "sent")).first()
    named_by = db.session.get_one(Application, referee.application_id)
    for who, application in ((str(referee.id), named_by), ("candidate", application_at("scored"))):
        page = f"/applications/{application.public_id}/privacy-request"
        came = {"who": who, "right": "erasure", "came_by": "mail"}
        register = _path(walk.send(THE_HR, page, "privacy_requests.enter", came).location)
        walk.send(THE_HR, f"{register}/erase", "privacy_requests.erase")
    opening = f"/openings/{the_opening().public_id}/keeping"
    walk.send(THE_HR, opening, "privacy_requests.keeping", {"code": "", "reason": "Ada sengketa."})
    walk.send(THE_HR, opening, "privacy_requests.let_go")
    walk.work_off("privacy.erase_referee", "privacy.erase_application")


def telling_of_groups(walk: Walker) -> None:
    """A candidate tells after handing in to which groups they belong, and takes it back."""
    told = {"gender": "woman", "region": "java", "agree": "y"}
    walk.send("candidate scored", "/candidate/groups", "own_groups.groups", told)
    walk.send("candidate scored", "/candidate/groups", "own_groups.take_back")


def leaving(walk: Walker) -> None:
    """A candidate withdraws, and goes on after all."""
    walk.send("candidate consented", "/candidate/withdraw", "privacy.withdraw")
    walk.send("candidate consented", "/candidate/status", "privacy.take_withdrawal_back")


def referees(walk: Walker) -> None:
    """One referee comes in, agrees, writes, and sends; others decline, at the door and later."""
    first, second, third, *_ = db.session.scalars(
        select(ReferenceRequest).where(ReferenceRequest.state == "sent").order_by(ReferenceRequest.id)
    ).all()
    for asked, endpoint in ((first, "references.begin"), (second, "references.decline")):
        walk.send("nobody", f"/r/{_token(walk, LINK_PURPOSE, asked.id, asked.generation)}", endpoint)
    for_good = f"/r/{_token(walk, LINK_PURPOSE, second.id, second.generation)}/contact"
    walk.send("nobody", for_good, "references.contact")
    walk.work_off("references.note_contact")
    walk.send("nobody", "/reference/consent", "references.step", {"R0a": "yes", "R0b": "summary_only"})
    step = _path(walk.client("nobody").get("/reference").location)
    seen = re.findall(r'name="seen" value="([^"]*)"', walk.client("nobody").get(step).text)[0]
    walk.call("nobody", "references.draft", f"{step}/draft", data={"seen": seen, "R0c": "Direktur."})
    _fill_in(walk, first.id)
    walk.send("nobody", "/reference/review", "references.send")
    walk.world.clients["referee"] = sign_in(walk.world.app, db.session(), third, Audience.REFEREE)
    walk.send("referee", "/reference/consent", "references.stop")


def passing_by(walk: Walker) -> None:
    """Somebody checks a report by its code, and by its file."""
    walk.send("nobody", "/verify", "verification.check_code", {"code": "HR-7F3K-2M9Q"})
    file = {"file": (BytesIO(PLAIN_PDF), "report.pdf")}
    walk.send("nobody", "/verify", "verification.check_file", file)
    walk.send("nobody", "/verify", "verification.check_text", {"text": "Ya.", "sha256": "0" * 64})


def _fill_in(walk: Walker, request_id: int) -> None:
    """Write down a whole reference, as the demo's referees answer."""
    request = request_by_id(db.session(), request_id)
    witness = APPLICANTS[0].witnesses[0]
    testimony = testimonies()[witness.email]
    questions = questionnaire_of(request).questions.items()
    said = {code: said_about(question, witness, testimony) for code, question in questions}
    request.draft = {**(request.draft or {}), **said}
    db.session.commit()


def _token(walk: Walker, purpose: str, row_id: int, generation: int) -> str:
    return link_token(walk.world.app.extensions["settings"].secret_key, purpose, row_id, generation)


def _path(location: str) -> str:
    return location.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]


def _linked(walk: Walker, who: str, page: str, pattern: str) -> str:
    """Return the first address of that form on a page; empty = there is none."""
    return next(iter(re.findall(pattern, walk.client(who).get(page).text)), "")


ALL = (coming_in, preparing, writing, asking, telling_of_groups, leaving, referees, passing_by)
