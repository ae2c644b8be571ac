import re

import pytest

from hiring.accounts.rules import Role
from hiring.decisions.models import Decision
from hiring.decisions.rules import Outcome
from hiring.decisions.views.shortlists import rows_on_a_page
from tests.factories.accounts import UserFactory
from tests.factories.decisions import REASON, decided
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.reports import LEVELS, a_panel_with_hiring_manager, scored
from tests.factories.scoring import LETTER
from tests.page import words


def _address(ready, page="shortlist"):
    return f"/openings/{ready.panel.opening.public_id}/{page}"


def _decision(ready):
    return f"/applications/{ready.application.public_id}/decision"


@pytest.fixture
def ready(session):
    return scored()


@pytest.mark.parametrize("who", ["hr", "hiring_manager"])
def test_hr_and_hiring_manager_of_the_opening_see_the_shortlist(signed_in, ready, who):
    assert signed_in(getattr(ready, who)).get(_address(ready)).status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_staff_without_the_opening_find_no_shortlist_and_no_decision(signed_in, ready, role):
    stranger = signed_in(UserFactory(roles=[role]))

    assert stranger.get(_address(ready)).status_code == 404
    assert stranger.get(_decision(ready)).status_code == 404
    assert stranger.send(_decision(ready), outcome="offer", reason=REASON).status_code == 404


def test_a_reviewer_of_the_panel_finds_no_shortlist(signed_in, ready):
    assert signed_in(ready.reviewers[0]).get(_address(ready)).status_code == 404


def test_the_shortlist_says_what_its_figures_rest_on_and_who_is_missing(signed_in, ready):
    ApplicationFactory(opening=ready.panel.opening)
    scored(panel=ready.panel, settled=False)
    ready.hr.locale = "en"

    page = words(signed_in(ready.hr).get(_address(ready)).text)

    assert "1 scored candidate waits for a decision." in page
    assert "1 candidate has handed in and is not scored yet. 1 has not handed in." in page
    assert "Each score rests on at most 2 tasks, rated by 2 people each." in page
    assert "How exact the scores are has not been computed" in page
    assert "Differences below" not in page
    assert "3.50 4 ratings 50% of the weight" in page
    assert "▲ reviewers differ" in page


@pytest.mark.parametrize(
    ("text", "words_of_it"),
    [
        (LETTER, "1 task not answered"),
        (None, "– nothing answered"),
    ],
)
def test_what_was_left_empty_is_named_in_the_shortlist(signed_in, session, text, words_of_it):
    panel, manager = a_panel_with_hiring_manager(score_rule="cells")
    levels = {("T90", "COMW"): (4, 2), ("T90", "NETW"): (3, 3)}
    scored(levels, panel=panel, text=None, first=text)
    manager.locale = "en"

    page = words(signed_in(manager).get(f"/openings/{panel.opening.public_id}/shortlist").text)

    assert words_of_it in page
    assert "A task left empty counts as level 1." in page


def test_a_candidate_without_total_is_listed_last_with_the_reason(signed_in, session):
    panel, manager = a_panel_with_hiring_manager()
    nothing = dict.fromkeys(LEVELS, (None, None))
    scored(nothing, panel=panel, name="Tanpa Bukti")
    scored(panel=panel, name="Dengan Skor")
    manager.locale = "en"

    for order in ("asc", "desc"):
        page = (
            signed_in(manager)
            .get(f"/openings/{panel.opening.public_id}/shortlist?sort=total&order={order}")
            .text
        )
        assert page.index("Dengan Skor") < page.index("Tanpa Bukti")
    assert "no competency could be scored" in page


def test_the_heading_in_use_says_its_direction_to_screen_readers(signed_in, ready):
    page = signed_in(ready.hr).get(_address(ready) + "?sort=COMW&order=asc").text

    assert page.count("aria-sort") == 1
    assert re.search(r'<th scope="col" class="number" aria-sort="ascending"><a href="[^"]*sort=COMW', page)


def test_markup_in_a_name_is_shown_as_text(signed_in, session):
    ready = scored(name="<script>alert(1)</script>")

    page = signed_in(ready.hr).get(_address(ready)).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_empty_shortlist_says_when_candidates_appear(signed_in, session):
    panel, manager = a_panel_with_hiring_manager()
    manager.locale = "en"

    page = words(signed_in(manager).get(f"/openings/{panel.opening.public_id}/shortlist").text)

    assert (
        "Nobody is scored yet. Candidates appear here once every one of their answers has been rated." in page
    )


def test_a_hiring_manager_finds_own_openings_at_home_and_in_the_menu(signed_in, ready):
    other = OpeningFactory()
    manager = signed_in(ready.hiring_manager)

    for page in (manager.get("/").text, manager.get("/shortlists").text):
        assert _address(ready) in page
        assert other.public_id not in page
    assert "/shortlists" in manager.get("/").text


def test_hr_alone_has_no_list_of_shortlists(signed_in, ready):
    assert signed_in(ready.hr).get("/shortlists").status_code == 404


def _sent(client, ready, **values):
    page = client.get(_decision(ready)).text
    operation = re.search(r'name="operation_id" value="([^"]+)"', page)[1]
    seen = re.search(r'name="seen" value="([^"]*)"', page)[1]
    values = {"outcome": "offer", "reason": REASON, "operation_id": operation, "seen": seen} | values
    return client.send(_decision(ready), **values)


def test_a_decision_is_recorded_and_leads_back_to_the_dossier(signed_in, session, ready):
    reply = _sent(signed_in(ready.hiring_manager), ready)

    assert reply.status_code == 302
    assert reply.location == f"/applications/{ready.application.public_id}#decision"
    assert session.query(Decision).one().outcome == "offer"


def test_a_reason_too_short_is_refused_beside_its_field_and_kept(signed_in, session, ready):
    ready.hr.locale = "en"

    reply = _sent(signed_in(ready.hr), ready, reason="Bagus sekali")

    assert reply.status_code == 422
    assert "Please write the reason in 20 to 10000 characters." in reply.text
    assert "Bagus sekali" in reply.text
    assert session.query(Decision).count() == 0


def test_a_decision_needs_an_outcome_that_is_on_offer(signed_in, session, ready):
    assert _sent(signed_in(ready.hr), ready, outcome="hire").status_code == 422
    assert _sent(signed_in(ready.hr), ready, outcome="").status_code == 422
    assert session.query(Decision).count() == 0


def test_whoever_decides_on_an_old_page_sees_the_other_decision_and_keeps_the_text(signed_in, session, ready):
    ready.hr.locale = "en"
    client = signed_in(ready.hr)
    decided(ready.application, ready.hiring_manager, Outcome.REJECT, reason="Kandidat lain jauh lebih kuat.")

    reply = _sent(client, ready, seen="", reason="Ini teks saya yang panjang.")

    assert reply.status_code == 409
    assert "Somebody else has recorded a decision meanwhile." in reply.text
    assert "Kandidat lain jauh lebih kuat." in reply.text
    assert "Ini teks saya yang panjang." in reply.text
    assert _sent(client, ready).status_code == 302


def test_nobody_decides_about_somebody_who_is_not_scored(signed_in, session):
    ready = scored(settled=False)

    assert signed_in(ready.hr).get(_decision(ready)).status_code == 409
    assert signed_in(ready.hr).send(_decision(ready), outcome="offer", reason=REASON).status_code == 409
    assert signed_in(ready.hiring_manager).get(_decision(ready)).status_code == 404
    assert session.query(Decision).count() == 0


def test_an_opening_has_pages_when_there_are_many_candidates(signed_in, session, monkeypatch):
    from hiring.decisions.views import shortlists

    monkeypatch.setattr(shortlists, "ROWS_ON_A_PAGE", 1)
    ready = scored(name="Satu")
    scored(panel=ready.panel, name="Dua")

    client = signed_in(ready.hr)
    first = client.get(_address(ready) + "?sort=name").text
    onward = re.search(r'href="([^"]+)" rel="next"', first)[1].replace("&amp;", "&")
    second = client.get(onward).text

    assert "sort=name" in onward
    assert ("Dua" in first, "Satu" in first) == (True, False)
    assert ("Dua" in second, "Satu" in second) == (False, True)


@pytest.mark.parametrize(
    ("competencies", "rows"), [(0, 40), (1, 40), (4, 23), (5, 20), (10, 11), (20, 10), (60, 10)]
)
def test_a_page_of_the_shortlist_has_fewer_rows_where_there_are_many_competencies(competencies, rows):
    assert rows_on_a_page(competencies) == rows


def test_hr_finds_at_home_how_many_candidates_wait_for_a_decision(signed_in, ready):
    ready.hr.locale = "en"

    page = words(signed_in(ready.hr).get("/").text)

    assert "1 scored candidate waits for a decision" in page
