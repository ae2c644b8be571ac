"""What candidates told is counted once, after all decisions, and deleted; HR reads what is large enough."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.fairness.actions import COUNT_GROUPS
from hiring.fairness.models import GroupAnswers, OpeningFairness
from tests.factories.accounts import UserFactory
from tests.factories.fairness import decided_opening, one_decided, people
from tests.factories.openings import ApplicationFactory
from tests.page import words
from tests.postgres import on_both

WOMEN, MEN = {"gender": "woman", "disability": "no"}, {"gender": "man"}


def _page(opening):
    return f"/openings/{opening.public_id}/quality/fairness"


def _hr(opening):
    return opening.members[0].user


def _crowd():
    """12 women of whom 5 were chosen, 20 men of whom 14 were, one with a disability, 12 who told nothing."""
    return [
        *people(12, WOMEN, 5),
        *people(19, MEN, 14, "4.00"),
        *people(1, {"gender": "man", "disability": "yes"}, 0),
        *people(12, {}, 6),
    ]


@on_both
def test_hr_reads_rates_ratio_difference_and_chance_once_everybody_is_decided_on(session, signed_in, on_day):
    opening = decided_opening(session, _crowd())
    on_day(COUNT_GROUPS)

    page = words(signed_in(_hr(opening)).get(_page(opening)).text)

    assert "44 candidates were decided on." in page
    assert "Women 5 of 12 42% 0.60 -28 (-56 to 6) 0.150" in page.replace("−", "-")
    assert "Below four fifths It may be chance." in page
    assert "Men 14 of 20 70% – – – ○ Chosen most often" in page
    assert "With a disability" not in page
    assert "Without a disability" not in page
    assert "Too few to show without telling of single people." in page


@on_both
def test_what_single_people_told_is_deleted_with_the_count(session, on_day):
    opening = decided_opening(session, _crowd())
    assert len(session.scalars(select(GroupAnswers)).all()) == 32

    on_day(COUNT_GROUPS)

    session.expire_all()
    assert session.scalars(select(GroupAnswers)).all() == []
    [entry] = session.scalars(select(AuditEntry).where(AuditEntry.event == "fairness.counted"))
    assert (entry.opening_id, entry.application_id) == (opening.id, None)


def test_it_is_counted_once_and_never_again(session, on_day):
    opening = decided_opening(session, _crowd())
    on_day(COUNT_GROUPS)
    before = session.get_one(OpeningFairness, opening.id).figures
    one_decided(session, opening, WOMEN, offered=True)
    session.commit()

    on_day(COUNT_GROUPS, 30)

    session.expire_all()
    assert session.get_one(OpeningFairness, opening.id).figures == before
    assert session.scalars(select(GroupAnswers)).all() == []


def test_nothing_is_counted_before_all_are_decided_on_and_a_week_is_over(session, signed_in, on_day):
    waiting = decided_opening(session, _crowd())
    ApplicationFactory(opening=waiting, consented=True, stage="scored")
    fresh = decided_opening(session, _crowd(), ago=timedelta(days=6))
    still_open = decided_opening(session, _crowd())
    still_open.state, still_open.closed_at = "open", None

    on_day(COUNT_GROUPS)

    assert session.scalars(select(OpeningFairness)).all() == []
    for opening in (waiting, fresh, still_open):
        page = words(signed_in(_hr(opening)).get(_page(opening)).text)
        assert "Nothing has been counted yet. It is counted once, 7 days after everybody" in page
        assert "Women" not in page
    on_day(COUNT_GROUPS, 2)
    assert session.scalars(select(OpeningFairness.opening_id)).all() == [fresh.id]


def test_whoever_withdrew_or_was_removed_is_not_counted(session, signed_in, on_day):
    opening = decided_opening(session, _crowd())
    for stage in ("withdrawn", "removed", "expired", "stopped"):
        ApplicationFactory(opening=opening, consented=True, stage=stage)

    on_day(COUNT_GROUPS)

    assert "44 candidates were decided on." in words(signed_in(_hr(opening)).get(_page(opening)).text)


def test_a_score_is_above_the_middle_one_of_everybody(session, signed_in, on_day):
    women = [*people(6, WOMEN, 0, "2.00"), *people(6, WOMEN, 0, "4.00")]
    men = [*people(6, MEN, 0, "2.00"), *people(9, MEN, 0, "4.00")]
    opening = decided_opening(session, [*women, *men, *people(12, {}, 0, "2.00"), *people(5, {}, 0, "4.00")])

    on_day(COUNT_GROUPS)

    page = words(signed_in(_hr(opening)).get(_page(opening)).text)
    assert "Women 6 of 12 50% 0.83" in page
    assert "Men 9 of 15 60%" in page


def test_an_opening_in_which_nobody_told_anything_looks_as_one_in_which_few_did(session, signed_in, on_day):
    crowds = people(30, {}, 10), [*people(27, {}, 8), *people(3, WOMEN, 2)]
    openings = [decided_opening(session, crowd) for crowd in crowds]
    on_day(COUNT_GROUPS)

    pages = [words(signed_in(_hr(each)).get(_page(each)).text).split("Counted")[1] for each in openings]

    assert pages[0] == pages[1]


def test_the_quality_page_leads_there(session, signed_in):
    opening = decided_opening(session, [])

    assert _page(opening) in signed_in(_hr(opening)).get(f"/openings/{opening.public_id}/quality").text


@pytest.mark.parametrize("role", list(Role))
def test_nobody_but_hr_of_the_opening_sees_it(session, signed_in, role):
    opening = decided_opening(session, [])

    assert signed_in(UserFactory(roles=[role])).get(_page(opening)).status_code == 404
