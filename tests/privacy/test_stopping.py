"""From the moment somebody wants their data to be used no more nothing of them is used, until they say so."""

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Audience
from hiring.audit.models import AuditEntry
from hiring.openings.models import Application, Candidate, CandidateFacts
from hiring.privacy.models import PrivacyRequest
from hiring.scoring import actions
from hiring.scoring.models import Review
from hiring.sittings.models import AnswerRevision
from tests.factories.accounts import actor_of
from tests.factories.decisions import decided
from tests.factories.privacy import PrivacyRequestFactory
from tests.factories.references import ReferenceFactory, ReferenceRequestFactory
from tests.factories.reports import LEVELS, asked, scored
from tests.factories.scoring import a_panel, allocated, draft
from tests.page import words
from tests.postgres import on_both
from tests.scoring.crawling import leaks, walk
from tests.sittings.conftest import at_work  # noqa: F401  (a fixture)

STOP = {"right": "restriction", "words": "Mohon berhenti memakai data saya."}
SECRETS = {
    "answer": "Kenarisatu kami bertemu pada tanggal 3 November.",
    "rating": "Alasan kenaridua yang panjang.",
    "decision": "Kenaritiga: jawaban dan referensi sama-sama kuat.",
    "facts": "Universitas Kenariempat",
    "reference": "Kenarilima memimpin rapat desa.",
    "words": STOP["words"],
}


#: A report is made in a process of its own.
pytestmark = pytest.mark.process


@pytest.fixture
def ready(session, work):
    """A candidate who is decided on, with a reference and a report."""
    ready = scored(dict.fromkeys(LEVELS, (4, 4)), text=SECRETS["answer"], reason=SECRETS["rating"], quote="")
    ready.hr.locale = ready.hiring_manager.locale = ready.application.locale = "en"
    session.add(CandidateFacts(application_id=ready.application.id, education=SECRETS["facts"]))
    request = ReferenceRequestFactory(
        application=ready.application, agreed=True, state="answered", locale="en"
    )
    ReferenceFactory(request=request, answers={"RX2": {"value": None, "text": SECRETS["reference"]}})
    decided(ready.application, ready.hiring_manager, reason=SECRETS["decision"])
    asked(ready)
    work()
    return ready, request


def stops(signed_in, application):
    candidate = signed_in(application, Audience.CANDIDATE)
    assert candidate.edit("/candidate/rights", **STOP).status_code == 302
    return candidate


def takes_back(session, candidate):
    asked = session.scalars(select(PrivacyRequest).order_by(PrivacyRequest.id.desc())).first()
    return candidate.send(f"/candidate/rights/{asked.public_id}/take-back")


def test_in_the_middle_of_work_nothing_more_is_saved_and_the_page_says_why(
    session,
    signed_in,
    at_work,  # noqa: F811  (the fixture that is imported above)
):
    sitting = at_work()
    application = sitting.sitting.application
    application.stage, application.locale = "sitting", "en"
    session.commit()
    sitting.save("Sebelum.")
    candidate = stops(signed_in, application)

    reply = sitting.save("Sesudah.", based_on=1)

    assert (reply.status_code, reply.json["reason"]) == (409, "ended")
    assert "You have asked us to stop using your data" in reply.json["error"]
    assert [each.value["text"] for each in session.scalars(select(AnswerRevision))] == ["Sebelum."]
    assert application.stage == "stopped"
    status = words(candidate.get("/candidate/status").text)
    assert "Nothing more is saved or scored, and nobody reads your answers." in status
    assert candidate.get("/candidate").location == "/candidate/status"

    assert takes_back(session, candidate).location == "/candidate"
    assert application.stage == "sitting"
    assert sitting.save("Sesudah.", based_on=1).status_code == 200
    assert [each.event for each in session.scalars(select(AuditEntry).order_by(AuditEntry.id))] == [
        "application.use_stopped",
        "privacy.requested",
        "application.use_resumed",
        "privacy.request_taken_back",
    ]


@on_both
def test_reviewers_lose_the_answers_at_once_and_get_them_back(session, signed_in, work):
    panel = a_panel(2)
    application = allocated(panel).application
    application.locale = panel.reviewers[0].locale = "en"
    review = session.scalars(select(Review).where(Review.reviewer_id == panel.reviewers[0].id)).one()
    reviewer, address = signed_in(panel.reviewers[0]), f"/reviews/{review.public_id}"
    hidden = reviewer.hidden(address)

    candidate = stops(signed_in, application)

    assert "This answer no longer needs a review." in words(reviewer.get(address).text)
    reply = reviewer.send(f"{address}/draft", **hidden, **{"COMW-level": "5"})
    assert reply.status_code == 409
    work()
    assert "Nothing is waiting for you" in reviewer.get("/reviews").text

    takes_back(session, candidate)
    work()
    session.refresh(review)
    assert (application.stage, review.state) == ("handed_in", "allocated")


@pytest.mark.thorough
def test_no_page_of_staff_shows_anything_of_it_nor_the_reason(session, signed_in, work, ready):
    ready, _request = ready
    people = {"hr": ready.hr, "manager": ready.hiring_manager}
    before = {one for one, _ in leaks(SECRETS.values(), walk(signed_in(ready.hr)))}
    assert before >= {SECRETS[name] for name in ("answer", "rating", "decision", "facts", "reference")}

    stops(signed_in, ready.application)
    work()

    found = {name: walk(signed_in(who)) for name, who in people.items()}
    asked = session.scalars(select(PrivacyRequest.public_id)).one()
    assert leaks(SECRETS.values(), found["hr"]) == {(STOP["words"], f"/privacy-requests/{asked}")}
    assert leaks([*SECRETS.values(), ready.application.candidate.name], found["manager"]) == set()
    shortlist = f"/openings/{ready.application.opening.public_id}/shortlist"
    assert "The data of 1 are not used." in words(found["hr"][shortlist][0])
    report = session.scalars(select(Application.public_id)).one()
    for address in (f"/applications/{report}/cv", f"/applications/{report}/decision"):
        assert signed_in(ready.hr).send(address).status_code in {404, 409, 422}


def test_who_takes_it_back_stands_where_they_stood_and_awaits_the_letter(session, signed_in, work, ready):
    application = ready[0].application
    assert application.awaits_letter
    candidate = stops(signed_in, application)
    work()
    session.expire_all()
    assert (application.stage, application.awaits_letter) == ("stopped", False)

    takes_back(session, candidate)
    work()

    session.expire_all()
    assert (application.stage, application.stopped_from, application.awaits_letter) == ("decided", None, True)
    assert SECRETS["answer"] in signed_in(ready[0].hr).get(f"/applications/{application.public_id}").text


def test_hr_sees_it_with_its_clock_and_erases_or_answers_but_does_not_refuse(session, signed_in, work, ready):
    application, hr = ready[0].application, signed_in(ready[0].hr)
    candidate = stops(signed_in, application)
    asked = session.scalars(select(PrivacyRequest)).one()
    page = f"/privacy-requests/{asked.public_id}"

    assert f"Request no. {asked.id} about personal data must be answered" in words(hr.get("/").text)
    assert "The data are not used any more since the person asked." in words(hr.get(page).text)
    assert hr.edit(page, outcome="refused", answer="Tidak.").status_code == 422
    assert hr.send(f"{page}/erase").status_code == 302
    work()

    session.expire_all()
    erased = session.get_one(Candidate, application.candidate_id).is_erased
    assert (application.stage, erased) == ("stopped", True)
    assert takes_back(session, candidate).status_code in {302, 401}
    assert session.get_one(Application, application.id).stage == "stopped"


def test_nobody_else_takes_it_back(session, signed_in, ready):
    stops(signed_in, ready[0].application)
    asked = session.scalars(select(PrivacyRequest)).one()
    stranger = PrivacyRequestFactory(asks_for="restriction").application

    address = f"/candidate/rights/{asked.public_id}/take-back"
    assert signed_in(stranger, Audience.CANDIDATE).send(address).status_code == 404
    assert signed_in(ready[0].hr).send(address).status_code == 401


def test_what_a_referee_wrote_is_not_used_until_the_referee_says_so(session, signed_in, ready):
    ready, request = ready
    referee, hr = signed_in(request, Audience.REFEREE), signed_in(ready.hr)
    pages = [f"/applications/{ready.application.public_id}{rest}" for rest in ("", "/references")]
    assert all(SECRETS["reference"] in hr.get(page).text for page in pages)

    assert referee.edit("/reference/rights", right="restriction").status_code == 302

    assert request.state == "stopped"
    assert not any(SECRETS["reference"] in hr.get(page).text for page in pages)
    assert SECRETS["answer"] in hr.get(pages[0]).text
    asked = session.scalars(select(PrivacyRequest)).one()
    assert referee.send(f"/reference/rights/{asked.public_id}/take-back").status_code == 302
    assert (request.state, asked.state) == ("answered", "taken_back")
    assert all(SECRETS["reference"] in hr.get(page).text for page in pages)


def test_a_draft_of_a_reviewer_survives_it(session, signed_in, work):
    panel = a_panel(1)
    application = allocated(panel).application
    review = session.scalars(select(Review)).one()
    actions.save_draft(session, review, draft(review, 3), by=actor_of(panel.reviewers[0]))
    candidate = stops(signed_in, application)
    work()
    takes_back(session, candidate)
    work()

    session.refresh(review)
    assert (application.stage, review.state) == ("scoring", "draft")
