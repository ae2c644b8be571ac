"""How a score was made: a page for the candidate that holds nobody's name, score or reason."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from hiring.accounts.rules import Audience, Role
from hiring.reports.html import compose
from tests.browsing import faults, page_width
from tests.factories import dossiers
from tests.factories.accounts import UserFactory
from tests.factories.decisions import REASON, decided
from tests.factories.reports import half_answered, scored
from tests.page import words
from tests.people import sign_in

LOOKS_AGAIN = {
    "id": "Anda dapat meminta seseorang memeriksa kembali skor Anda, jika Anda menduga ada kekeliruan.",
    "en": "You may ask for a person to look at your score again, if you suspect a mistake.",
}


def _address(ready, language="en"):
    return f"/applications/{ready.application.public_id}/how-scored?language={language}"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_says_what_was_rated_how_it_counts_who_decides_and_what_one_may_ask(
    signed_in, session, language
):
    ready = half_answered()
    ready.panel.opening.third_reading = True
    session.commit()

    page = signed_in(ready.hr).get(_address(ready, language)).text

    told = words(page)
    assert f'<html lang="{language}">' in page
    assert LOOKS_AGAIN[language] in told
    if language == "en":
        assert (
            "Each answer was rated by 2 people against written levels, without the candidate's name" in told
        )
        assert "Where two reviewers are as far apart as was agreed beforehand, one more person reads" in told
        assert "competencies as follows: COMW (en) 50%" in told or "50%" in told
        assert "A task left empty and an answer that shows nothing count as level 1" in told
        assert "Candidates with the same total, to two decimals, share the better place." in told
        assert "No score leads automatically to an offer or to a refusal." in told
        assert "5 · Outstanding Behaviour of level 5 (en)" in told or "Behaviour of level 5 (en)" in told


def test_the_page_holds_no_score_no_reason_no_answer_and_nobody(signed_in, session):
    ready = scored(choice={"most": "C", "least": "A"})
    decided(ready.application, ready.hiring_manager)
    session.commit()

    page = words(signed_in(ready.hiring_manager).get(_address(ready)).text)

    people = [ready.application.candidate, ready.hr, ready.hiring_manager, *ready.reviewers]
    assert [one.name for one in people if one.name in page] == []
    assert "3.50" not in page
    assert "Menyebut tanggal surat" not in page
    assert "surat Ibu tanggal 3 November" not in page
    assert REASON not in page
    assert "Reviewer A" not in page
    assert "further" not in page


@pytest.mark.parametrize("role", list(Role))
def test_nobody_without_the_opening_reads_it_nor_its_reviewers(signed_in, session, role):
    ready = scored()
    session.commit()

    assert signed_in(UserFactory(roles=[role])).get(_address(ready)).status_code == 404
    assert signed_in(ready.reviewers[0]).get(_address(ready)).status_code == 404
    candidate = signed_in(ready.application, Audience.CANDIDATE).get(_address(ready))
    assert candidate.status_code in {302, 404}


def test_before_scores_stand_there_is_nothing_to_explain(signed_in, session):
    ready = scored(settled=False)
    session.commit()

    assert signed_in(ready.hr).get(_address(ready)).status_code == 404


@pytest.mark.parametrize("counts", [True, False])
def test_what_keys_count_is_said_where_there_are_any(counts):
    dossier = dossiers.behind("en")
    source = replace(
        dossier.provenance, policy=replace(dossier.provenance.policy, by_cells=True, provisional_keys=counts)
    )

    def told(dossier):
        html = compose(dossier, verify_url="https://recruiting.example/verify/X").html
        return words(html.partition('<section id="made">')[2].partition("</section>")[0])

    keyed, bare = (replace(dossier, provenance=source, keyed_tasks=one) for one in (dossier.keyed_tasks, ()))
    assert "A task with an answer key counts with what the key gives" in told(keyed)
    assert "A task with an answer key" not in told(bare)
    confirmed = "Answer keys count also where no panel of experts has confirmed them"
    assert (confirmed in told(keyed)) is counts


def test_the_report_has_it_as_a_chapter_and_earlier_reports_have_not():
    def drawn(dossier):
        return words(compose(dossier, verify_url="https://recruiting.example/verify/X").html)

    assert "What the candidate may ask" in drawn(dossiers.behind("en"))
    assert "What the candidate may ask" not in drawn(replace(dossiers.behind("en"), schema=7))


@pytest.mark.journey
@pytest.mark.parametrize("locale", ["id", "en"])
def test_it_is_found_in_the_candidate_file_and_fits_a_phone(app, session, window, locale):
    ready = scored()
    ready.hr.locale = locale
    session.commit()
    page = window(cookie=sign_in(app, session, ready.hr).get_cookie("hiring"))

    page.goto(f"/applications/{ready.application.public_id}")
    page.locator("#reports").get_by_role("link", name="English").click()

    expect(page.get_by_role("heading", level=2)).to_have_text("How this score was made")
    assert page_width(page) <= 360
    assert faults(page) == []
