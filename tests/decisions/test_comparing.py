"""Two to four scored candidates side by side."""

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.decisions.rules import Outcome
from hiring.openings.models import TimeAllowance
from hiring.scoring.models import Rating
from tests.factories.accounts import UserFactory
from tests.factories.decisions import decided
from tests.factories.interviews import interviewed
from tests.factories.interviews import scored as scored_by_tasks
from tests.factories.openings import ApplicationFactory
from tests.factories.references import ReferenceRequestFactory
from tests.factories.reports import scored, scored_together
from tests.factories.scoring import handed_in
from tests.factories.standings import placed_in_bands
from tests.page import words


@pytest.fixture
def two(session):
    return scored_together("Ani", "Budi")


def _address(ready, number=2):
    named = "&".join(f"who={one.application.public_id}" for one in ready[:number])
    return f"/openings/{ready[0].panel.opening.public_id}/compare?{named}"


def test_figures_reasons_references_and_decisions_stand_beside_each_other(signed_in, session, two):
    first, second = two
    ReferenceRequestFactory(application=first.application, sent=True, state="answered")
    ReferenceRequestFactory(application=first.application, sent=True)
    decided(second.application, second.hr, Outcome.RESERVE)
    first.hiring_manager.locale = "en"

    page = words(signed_in(first.hiring_manager).get(_address(two)).text)

    assert "Total 3.50 4 ratings 50% of the weight 3.50 4 ratings" in page
    assert "Decision ▲ Waiting ◐ Reserve" in page
    assert "References 1 of 2 referees have answered nobody was asked" in page
    assert "A: level 4. Menyebut tanggal surat; T90 COMW dari A. surat Ibu tanggal 3 November" in page
    assert page.count("▲ reviewers differ") == 4  # the competency and the task, of each


def test_errors_bands_and_chances_stand_beside_each_other_once_they_are_computed(signed_in, session, two):
    two[0].hr.locale = "en"
    client, not_computed = signed_in(two[0].hr), "How exact the scores are has not been computed"
    assert not_computed in client.get(_address(two)).text

    placed_in_bands(session, [[two[0].application], [two[1].application]])

    page = client.get(_address(two)).text
    told = words(page)
    assert "Total 3.50 ± 0.31 4 ratings 50% of the weight 3.50 ± 0.31 4 ratings 50% of the weight" in told
    assert "Band 1 2 Chance to be the best 50% 50%" in told
    assert page.count('class="whisker"') == 4  # of the total and of the competency that is measured
    assert "“±” is the standard error of a score." in told
    assert not_computed not in told


def test_why_there_is_nothing_to_quote_stands_where_a_quote_would(signed_in, session, two):
    two[0].hr.locale = "en"
    for rating in session.scalars(select(Rating).where(Rating.quote != "")):
        rating.quote, rating.nothing_to_quote = "", "Jadwal tidak disebut."
    session.flush()

    page = words(signed_in(two[0].hr).get(_address(two)).text)

    told = "A: level 4. Menyebut tanggal surat; T90 COMW dari A. Nothing to quote: Jadwal tidak disebut."
    assert told in page


def test_what_was_granted_to_a_candidate_is_not_compared(signed_in, session, two):
    two[0].hr.locale = "en"
    client = signed_in(two[0].hr)
    before = words(client.get(_address(two)).text)
    session.add(TimeAllowance(application_id=two[0].application.id, per_cent=50, minutes=7, break_minutes=13))
    session.flush()

    assert words(client.get(_address(two)).text) == before


@pytest.mark.parametrize("number", [0, 1])
def test_fewer_than_two_are_not_compared(signed_in, two, number):
    two[0].hr.locale = "en"
    client = signed_in(two[0].hr)

    assert client.get(_address(two, number)).status_code == 302

    shortlist = client.get(f"/openings/{two[0].panel.opening.public_id}/shortlist")
    assert "Choose two to four scored candidates to compare." in words(shortlist.text)


def test_nobody_of_another_opening_and_nobody_without_scores_is_compared(signed_in, two):
    elsewhere = scored()
    unscored = scored(panel=two[0].panel, settled=False)
    others = [two[0], elsewhere, unscored]

    assert signed_in(two[0].hr).get(_address(others, 3)).status_code == 302


@pytest.mark.parametrize("role", list(Role))
def test_staff_without_the_opening_compare_nobody(signed_in, two, role):
    assert signed_in(UserFactory(roles=[role])).get(_address(two)).status_code == 404


def test_a_reviewer_of_the_panel_compares_nobody(signed_in, two):
    assert signed_in(two[0].reviewers[0]).get(_address(two)).status_code == 404


@pytest.fixture
def after_interviews(session):
    """An interviewed candidate and one who was not invited, in one opening."""
    interviewing, _interview = interviewed(5, 4, by_tasks=(2, 2))
    other = ApplicationFactory(
        opening=interviewing.opening, consented=True, stage="handed_in", candidate__name="Bayu Nugraha"
    )
    scored_by_tasks(interviewing, 4, 4, sitting=handed_in(interviewing.panel, application=other))
    session.commit()
    return interviewing, other


def test_the_second_total_has_a_row_of_its_own_and_is_missing_for_who_was_not_interviewed(
    signed_in, after_interviews
):
    interviewing, other = after_interviews
    interviewing.panel.hr.locale = "en"
    who = f"who={interviewing.application.public_id}&who={other.public_id}"

    page = words(
        signed_in(interviewing.panel.hr).get(f"/openings/{interviewing.opening.public_id}/compare?{who}").text
    )

    assert "After tasks 4.00 4 ratings 80% of the weight 2.00 4 ratings 80% of the weight" in page
    unmeasured = "– not measured by interview: compare after tasks"
    assert f"After tasks and interviews {unmeasured} 3.00 2 interviewers" in page


def test_where_nobody_was_invited_to_an_interview_there_is_one_total(signed_in, two):
    two[0].hr.locale = "en"

    page = words(signed_in(two[0].hr).get(_address(two)).text)

    assert "After tasks" not in page
