"""The page of one application, its dossier: who reads what, and when."""

import re

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.decisions.rules import Outcome
from hiring.files.actions import keep_file
from hiring.files.downloads import current_folder
from hiring.openings.models import OpeningMember
from tests.factories.accounts import UserFactory
from tests.factories.decisions import decided
from tests.factories.references import ReferenceFactory, ReferenceRequestFactory
from tests.factories.reports import scored, stated
from tests.factories.sittings import AnswerRevisionFactory, SittingFactory
from tests.page import hidden_fields, words


def _page(ready):
    return f"/applications/{ready.application.public_id}"


@pytest.fixture
def ready(session):
    ready = scored()
    ready.hr.locale = ready.hiring_manager.locale = "en"
    return ready


# Who


@pytest.mark.parametrize("who", ["hr", "hiring_manager"])
def test_hr_and_hiring_manager_read_the_dossier_of_a_scored_candidate(signed_in, ready, who):
    page = signed_in(getattr(ready, who)).get(_page(ready))

    assert page.status_code == 200
    assert "Menyebut tanggal surat; T90 COMW dari A." in page.text


@pytest.mark.parametrize("role", list(Role))
def test_staff_without_the_opening_find_no_dossier(signed_in, ready, role):
    stranger = signed_in(UserFactory(roles=[role]))

    assert stranger.get(_page(ready)).status_code == 404
    assert stranger.send(f"{_page(ready)}/cv").status_code == 404


def test_a_reviewer_of_the_panel_finds_no_dossier(signed_in, ready):
    assert signed_in(ready.reviewers[0]).get(_page(ready)).status_code == 404


def test_nobody_reads_a_dossier_without_signing_in(client, ready):
    assert client.get(_page(ready)).status_code == 302


@pytest.mark.parametrize(
    "stage", ["invited", "consented", "sitting", "handed_in", "scoring", "withdrawn", "expired"]
)
def test_a_hiring_manager_finds_nobody_who_is_not_scored(signed_in, ready, stage):
    ready.application.stage = stage

    assert signed_in(ready.hiring_manager).get(_page(ready)).status_code == 404


def test_missing_and_forbidden_look_the_same(signed_in, ready):
    stranger = signed_in(UserFactory(roles=[Role.HR]))

    forbidden, missing = stranger.get(_page(ready)), stranger.get("/applications/nobody")

    assert (forbidden.status_code, missing.status_code) == (404, 404)
    same = forbidden.text.replace(ready.application.public_id, "nobody")
    assert re.sub(r'value="[^"]*"', "", same) == re.sub(r'value="[^"]*"', "", missing.text)


# What


def test_before_settlement_hr_reads_answers_and_no_rating(signed_in, session):
    ready = scored(settled=False)
    ready.hr.locale = "en"
    ReferenceRequestFactory(application=ready.application, sent=True, name="Ibu Lastri")

    page = signed_in(ready.hr).get(_page(ready)).text

    assert "Ratings and scores are shown once every answer has all of its ratings" in page
    assert "Terima kasih atas surat Ibu tanggal 3 November." in page
    assert "Ibu Lastri" in page
    assert 'id="summary"' not in page
    assert "competency-1" not in page
    assert "A report can be issued once every answer is scored." in page


def test_before_hand_in_there_are_no_answers(signed_in, session):
    ready = scored(settled=False)
    ready.hr.locale = "en"
    ready.sitting.state, ready.sitting.handed_in_at, ready.sitting.receipt_code = "running", None, None
    ready.application.stage = "sitting"

    page = signed_in(ready.hr).get(_page(ready)).text

    assert "the candidate is working on the tasks" in page
    assert "The candidate has not handed in. Answers appear here after that." in page
    assert "Terima kasih atas surat" not in page


def test_both_reasons_stand_side_by_side_where_raters_differ(signed_in, ready):
    page = signed_in(ready.hiring_manager).get(_page(ready)).text

    assert page.count("rated-apart") == 1
    apart = page.split("rated-apart")[1].split('class="rated"')[0]
    assert "2 levels apart" in apart
    assert "T90 COMW dari A." in apart
    assert "T90 COMW dari B." in apart


def test_the_first_line_says_what_is_to_be_done(signed_in, session, ready):
    manager = signed_in(ready.hiring_manager)
    assert "To do: read the candidate file and record a decision." in manager.get(_page(ready)).text

    decided(ready.application, ready.hr, Outcome.RESERVE)

    assert "Decided: Reserve." in words(manager.get(_page(ready)).text)


def test_the_first_line_says_that_nobody_was_told_only_while_that_is_so(signed_in, session, ready):
    decided(ready.application, ready.hiring_manager)
    session.commit()
    hr, letter = signed_in(ready.hr), f"{_page(ready)}/letter"
    before = words(hr.get(_page(ready)).text)

    hr.send(letter, **hidden_fields(hr.get(letter).text))

    assert "The candidate has not been told by the software." in before
    assert "The candidate has not been told by the software." not in words(hr.get(_page(ready)).text)


def test_no_name_of_a_rater_reaches_a_hiring_manager(signed_in, session, ready):
    for number, reviewer in enumerate(ready.reviewers):
        reviewer.name = f"Kanari Penilai {number}"
        reviewer.email = f"kanari{number}@contoh.example"

    for address in (_page(ready), f"/openings/{ready.panel.opening.public_id}/shortlist", "/", "/shortlists"):
        assert "anari" not in signed_in(ready.hiring_manager).get(address).text


def test_hiring_managers_see_neither_progress_nor_history_nor_who_was_asked(signed_in, session, ready):
    ReferenceRequestFactory(application=ready.application, sent=True, name="Ibu Lastri")

    page = signed_in(ready.hiring_manager).get(_page(ready)).text

    assert "Ibu Lastri" not in page
    hrs = signed_in(ready.hr).get(_page(ready)).text
    for place in ('id="history"', 'id="progress"', ready.application.candidate.email):
        assert place not in page
        assert place in hrs


def test_hr_alone_reads_what_came_too_late(signed_in, session, ready):
    AnswerRevisionFactory(
        sitting=ready.sitting,
        item=ready.panel.letters[0],
        part="a",
        revision=7,
        value={"text": "Tertahan di jalan <i>lama</i>."},
        late=True,
    )

    assert "Tertahan" not in signed_in(ready.hiring_manager).get(_page(ready)).text
    page = signed_in(ready.hr).get(_page(ready)).text
    assert 'id="late"' in page
    assert "Tertahan di jalan &lt;i&gt;lama&lt;/i&gt;." in page


def test_before_hand_in_not_even_late_text_is_shown(signed_in, session):
    sitting = SittingFactory(application__consented=True)
    place = sitting.assessment_version.sections[0].tasks[0]
    AnswerRevisionFactory(sitting=sitting, item=place.item, value={"text": "Tertahan."}, late=True)
    hr = UserFactory(roles=[Role.HR])
    session.add(OpeningMember(opening_id=sitting.application.opening_id, user_id=hr.id, role="hr"))

    page = signed_in(hr).get(f"/applications/{sitting.application.public_id}")

    assert page.status_code == 200
    assert "Tertahan" not in page.text


def test_the_history_is_told_in_sentences_of_the_readers_language(signed_in, session, ready):
    ready.hr.name = "Ratna"
    decided(ready.application, ready.hr, Outcome.OFFER)

    english = words(signed_in(ready.hr).get(_page(ready)).text)
    ready.hr.locale = "id"
    indonesian = words(signed_in(ready.hr).get(_page(ready)).text)

    assert "Ratna recorded a decision: Offer." in english
    assert "Ratna mencatat keputusan: Penawaran kerja." in indonesian


def test_markup_is_shown_as_text_wherever_it_was_typed(signed_in, session):
    attack = "<script>alert(1)</script>{{ 7*7 }}"
    ready = scored(name=attack, text=attack, reason=attack.replace("{", "{{").replace("}", "}}"), quote="")
    stated(
        ready.application,
        education=attack,
        experience=attack,
        links=["https://contoh.example/<b>"],
        claims=[{"title": attack, "organisation": attack, "start": "", "end": ""}],
    )
    ReferenceFactory(request__application=ready.application, request__name=attack)
    decided(ready.application, ready.hr, reason=attack + " dan cukup panjang")

    page = signed_in(ready.hr).get(_page(ready)).text

    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}") >= 8


def test_earlier_decisions_stay_on_the_page_as_superseded(signed_in, session, ready):
    first = decided(ready.application, ready.hr, Outcome.RESERVE, reason="Dahulu cadangan saja, menunggu.")
    decided(ready.application, ready.hr, Outcome.OFFER, seen=first.public_id)

    page = words(signed_in(ready.hiring_manager).get(_page(ready)).text)

    assert page.index("Offer") < page.index("Reserve superseded Dahulu cadangan saja, menunggu.")


@pytest.fixture
def with_cv(session, ready):
    """Somebody who is scored and has sent a CV."""
    cv = keep_file(
        current_folder(),
        b"%PDF-1.4 cv",
        name="Siti.pdf",
        media_type="application/pdf",
        purpose="cv",
        largest=1000,
    )
    session.add(cv)
    session.flush()
    stated(ready.application, cv_file_id=cv.id)
    return ready


@pytest.mark.parametrize(
    ("who", "stage", "status"),
    [
        ("hr", "scored", 200),
        ("hr", "scoring", 200),
        ("hr", "stopped", 404),
        ("hiring_manager", "scored", 200),
        ("hiring_manager", "scoring", 404),
        ("reviewer", "scored", 404),
    ],
)
def test_hr_takes_the_cv_as_long_as_the_data_are_used_and_the_hiring_manager_once_there_is_a_score(
    signed_in, with_cv, who, stage, status
):
    with_cv.application.stage = stage
    people = {"hr": with_cv.hr, "hiring_manager": with_cv.hiring_manager, "reviewer": with_cv.reviewers[0]}

    with signed_in(people[who]).send(f"{_page(with_cv)}/cv") as reply:
        assert reply.status_code == status


def test_the_cv_is_called_by_the_code_and_not_by_the_name(signed_in, session, with_cv):
    ready = with_cv

    reply = signed_in(ready.hiring_manager).send(f"{_page(ready)}/cv")

    with reply:  # lets go of the file
        assert reply.data == b"%PDF-1.4 cv"
    assert reply.headers["Content-Disposition"] == f"attachment; filename=CV-{ready.application.code}.pdf"
    (taken,) = session.scalars(select(AuditEntry).where(AuditEntry.event == "application.cv_downloaded"))
    assert taken.application_id == ready.application.id


def test_the_chart_comes_in_a_second_shape_for_phones(signed_in, ready):
    page = signed_in(ready.hr).get(_page(ready)).text

    assert re.findall(r'<svg [^>]*class="(chart[^"]*)"[^>]* aria-labelledby="(\S+)', page) == [
        ("chart", "scores-title"),
        ("chart chart-narrow", "scores-narrow-title"),
    ]
