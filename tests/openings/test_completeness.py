"""What keeps an opening from opening, said in sentences that lead to the place to mend it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hiring.i18n.localised import Localised
from hiring.openings.completeness import OpeningPlan, open_faults, seen_by_two_eyes
from hiring.openings.rules import MemberRole

NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)
PLAN = OpeningPlan(
    title=Localised(id="Petugas", en="Officer"),
    description=Localised(id="Uraian", en="Description"),
    place="Bekasi",
    assessment_version_id=1,
    closes_at=NOW + timedelta(days=7),
)
PEOPLE = {
    MemberRole.HR: frozenset({1}),
    MemberRole.REVIEWER: frozenset({2, 3}),
    MemberRole.HIRING_MANAGER: frozenset({4}),
}


def faults(plan=PLAN, people=PEOPLE, published=True):
    return [(f.page, f.anchor) for f in open_faults(plan, people, published=published, now=NOW)]


def test_a_complete_opening_lacks_nothing():
    assert faults() == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_only_the_languages_that_an_opening_offers_need_texts(language):
    text = Localised(**{"id": "", "en": "", language: "Petugas"})
    plan = replace(PLAN, title=text, description=text, languages=(language,))

    assert faults(plan) == []


def test_an_empty_draft_lacks_everything_each_with_its_place():
    assert faults(OpeningPlan(title=Localised(id="", en="")), {MemberRole.HR: frozenset({1})}) == [
        ("edit", "title_id"),
        ("edit", "title_en"),
        ("edit", "place"),
        ("edit", "description_id"),
        ("edit", "description_en"),
        ("edit", "assessment"),
        ("edit", "closes_on"),
        ("people", "reviewers"),
        ("people", "hiring_managers"),
    ]


@pytest.mark.parametrize(
    ("change", "anchor"),
    [
        ({"title": Localised(id="Petugas", en=" ")}, "title_en"),
        ({"place": " "}, "place"),
        ({"closes_at": NOW}, "closes_on"),
        ({"languages": ()}, "languages"),
        ({"raters_per_answer": 3}, "reviewers"),
    ],
)
def test_one_gap_is_one_fault(change, anchor):
    assert [found[1] for found in faults(replace(PLAN, **change))] == [anchor]


def test_a_description_is_needed_in_the_offered_languages_only():
    only_indonesian = replace(PLAN, languages=("id",), description=Localised(id="Uraian", en=""))

    assert faults(only_indonesian) == []


def test_an_assessment_retired_meanwhile_must_be_replaced():
    assert faults(published=False) == [("edit", "assessment")]


@pytest.mark.parametrize("role", [MemberRole.HR, MemberRole.HIRING_MANAGER])
def test_whoever_scores_blind_cannot_also_know_the_names(role):
    people = {**PEOPLE, role: PEOPLE[role] | {2}}

    assert seen_by_two_eyes(people) == {2}
    assert faults(people=people) == [("people", "reviewers")]


def test_hr_may_also_be_the_hiring_manager():
    assert faults(people={**PEOPLE, MemberRole.HIRING_MANAGER: frozenset({1})}) == []
