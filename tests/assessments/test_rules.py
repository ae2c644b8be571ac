"""What an assessment measures, how long it takes, and what keeps it from being published."""

from dataclasses import replace
from fractions import Fraction

from hiring.assessments.rules import (
    AssessmentContent,
    CoveredCompetency,
    SectionContent,
    TaskContent,
    content_hash,
    coverage,
    doubts,
    publish_faults,
    task_minutes,
    total_minutes,
    undecided,
)
from hiring.banks.rules import MeasureWeight
from hiring.i18n.localised import EMPTY, Localised
from hiring.versions.rules import VersionState
from tests.factories.rubrics import both

PRIMARY, SECONDARY = MeasureWeight.PRIMARY, MeasureWeight.SECONDARY


def task(key: str = "1/T01", **changes) -> TaskContent:
    whole = TaskContent(
        key=key,
        content_hash=f"hash of {key}",
        title=both(f"Task {key}"),
        minutes=20,
        measures={"COMW": PRIMARY, "NETW": SECONDARY},
    )
    return replace(whole, **changes)


def section(*tasks: TaskContent, **changes) -> SectionContent:
    return replace(SectionContent(both("Writing"), 60, tasks), **changes)


def assessment(*sections: SectionContent, **changes) -> AssessmentContent:
    whole = AssessmentContent(
        title=both("Officer"),
        sections=sections,
        competencies=(
            CoveredCompetency("COMW", both("Writing"), 60),
            CoveredCompetency("NETW", both("Networking"), 40),
        ),
        rubric_state=VersionState.PUBLISHED,
        rubric_hash="hash of the rubric",
    )
    return replace(whole, **changes)


def places(content: AssessmentContent) -> list[tuple[int | None, str]]:
    return [(fault.part, fault.where) for fault in publish_faults(content)]


def said(content: AssessmentContent) -> list[str]:
    """Return the doubts in English."""
    return [
        doubt.sentence % {k: v.en if isinstance(v, Localised) else v for k, v in doubt.values.items()}
        for doubt in doubts(content)
    ]


def test_coverage_follows_the_order_of_tasks_across_sections():
    content = assessment(
        section(task("1/T01", measures={"COMW": PRIMARY}), task("1/T02", measures={"NETW": SECONDARY})),
        section(task("1/T03", measures={"COMW": SECONDARY, "ANLZ": PRIMARY})),
    )

    rows = {row.competency.code: (row.marks, row.measured_by) for row in coverage(content)}

    assert rows == {
        "COMW": ((PRIMARY, None, SECONDARY), 2),
        "NETW": ((None, SECONDARY, None), 1),
    }


def test_what_a_task_holds_beyond_the_rubric_may_not_fall_away_silently():
    beyond = task(named=frozenset({"COMW", "NETW", "CMOD", "ANLZ"}))
    content = assessment(section(beyond))

    assert undecided(content, beyond) == ["ANLZ", "CMOD"]
    [fault] = publish_faults(content)
    assert (fault.part, fault.where, fault.values["names"].en) == (1, "tasks", "ANLZ, CMOD")
    named = replace(content, elsewhere={"CMOD": both("Moderation")})
    [fault] = publish_faults(named)
    assert fault.values["names"] == Localised(id="ANLZ, Moderation (id)", en="ANLZ, Moderation (en)")


def test_it_is_published_as_notes_for_reviewers_or_with_a_weight():
    beyond = task(named=frozenset({"COMW", "NETW", "CMOD"}))
    scored = CoveredCompetency("CMOD", both("Moderation"), 10)

    assert publish_faults(assessment(section(replace(beyond, unscored=frozenset({"CMOD"}))))) == []
    whole = assessment(section(replace(beyond, measures={**beyond.measures, "CMOD": PRIMARY})))
    assert publish_faults(replace(whole, competencies=(*whole.competencies, scored))) == []


def test_what_was_decided_is_part_of_what_is_frozen_and_changes_no_hash_of_before():
    plain, noted = task(), task(unscored=frozenset({"CMOD"}))
    other = replace(noted, unscored=frozenset({"EVNT"}))

    assert content_hash(assessment(section(other))) != content_hash(assessment(section(noted)))
    assert content_hash(assessment(section(plain))) != content_hash(assessment(section(noted)))
    assert content_hash(assessment(section(plain))) == (
        content_hash(assessment(section(replace(plain, named=frozenset({"COMW"})))))
    )


def test_no_more_than_a_quarter_of_a_competency_comes_from_keys():
    closed = task("1/T09", keyed={"COMW": Fraction(1)}, measures={"COMW": SECONDARY})
    written = [task(f"1/T0{number}") for number in range(1, 4)]

    assert publish_faults(assessment(section(*written, closed))) == []
    [fault] = publish_faults(assessment(section(*written[:2], closed)))
    assert str(fault) == (
        "More than a quarter of “Writing (en)” would come from answer keys. "
        "Add a task in which people rate it, or take one with an answer key out."
    )


def test_a_key_beside_what_people_rate_weighs_as_much_as_in_the_score():
    mixed = [task(f"1/T0{number}", keyed={"COMW": Fraction(1, 2)}) for number in range(1, 3)]
    written = task("1/T09")

    assert len(publish_faults(assessment(section(*mixed, written)))) == 1
    assert publish_faults(assessment(section(mixed[0], written))) == []


def test_a_key_that_nobody_has_confirmed_is_told():
    assert said(assessment(section(task(unconfirmed=True))))[-1] == (
        "The answer key of “Task 1/T01 (en)” is provisional: what is chosen there counts only in openings "
        "that say so."
    )


def test_minutes_are_summed_over_sections_and_over_tasks():
    first, second = section(task(), task("1/T02", minutes=35), minutes=45), section(minutes=15)

    assert total_minutes(assessment(first, second)) == 60
    assert (task_minutes(first), task_minutes(second)) == (55, 0)


def test_a_whole_assessment_has_no_faults():
    assert publish_faults(assessment(section(task()))) == []


def test_an_empty_assessment_lacks_titles_a_rubric_and_a_section():
    content = assessment(title=EMPTY, rubric_state=VersionState.RETIRED)

    assert places(content) == [
        (None, "title_id"),
        (None, "title_en"),
        (None, "rubric"),
        (None, "add-section"),
    ]


def test_a_draft_of_a_rubric_cannot_be_measured_against():
    assert places(assessment(section(task()), rubric_state=VersionState.DRAFT)) == [(None, "rubric")]


def test_a_section_needs_a_title_in_both_languages_and_a_task():
    content = assessment(section(task()), section(title=Localised(id="Dua", en=" ")))

    assert places(content) == [(2, "title_en"), (2, "tasks")]


def test_a_task_standing_twice_is_named_in_each_section():
    content = assessment(section(task()), section(task(content_hash="an older text")))

    assert [
        (fault.part, fault.sentence % {"task": fault.values["task"].en}) for fault in publish_faults(content)
    ] == [
        (1, "“Task 1/T01 (en)” is in this assessment more than once."),
        (2, "“Task 1/T01 (en)” is in this assessment more than once."),
    ]


def test_an_assessment_has_room_for_thirty_tasks():
    tasks = [task(f"1/T{number}") for number in range(31)]

    assert publish_faults(assessment(section(*tasks[:20]), section(*tasks[20:30]))) == []
    assert [
        (fault.where, fault.sentence % fault.values)
        for fault in publish_faults(assessment(section(*tasks[:20]), section(*tasks[20:])))
    ] == [("add-section", "It has 31 tasks; an assessment can have 30.")]


def test_a_practice_task_keeps_it_from_being_published():
    content = assessment(section(task(practice=True)))

    assert [(fault.part, fault.sentence) for fault in publish_faults(content)] == [
        (1, "“%(task)s” is for practice and cannot be part of an assessment.")
    ]


def test_a_section_whose_tasks_take_all_of_its_minutes_is_no_doubt():
    of_section = "gives 30 minutes, but its tasks take"

    assert not any(of_section in each for each in said(assessment(section(task(minutes=30), minutes=30))))
    assert any(of_section in each for each in said(assessment(section(task(minutes=31), minutes=30))))


def test_a_weight_that_no_task_measures_keeps_it_from_being_published():
    content = assessment(section(task(measures={"COMW": PRIMARY})))

    [fault] = publish_faults(content)
    named = {name: value.en if name == "competency" else value for name, value in fault.values.items()}

    assert fault.sentence % named == (
        "“Networking (en)” counts 40% of the score, but no task measures it. "
        "Add a task that does, or use a rubric in which it has no weight."
    )


def test_thin_evidence_short_sections_and_old_texts_are_doubts():
    content = assessment(
        section(task(measures={"COMW": PRIMARY}, minutes=30, current=False), minutes=25),
        section(task("1/T02", measures={"NETW": PRIMARY})),
    )

    assert said(content) == [
        "“Writing (en)” rests on one task only: its score will be unsteady.",
        "“Networking (en)” rests on one task only: its score will be unsteady.",
        "Section 1 gives 25 minutes, but its tasks take 30.",
        "The question bank no longer holds this text of “Task 1/T01 (en)”.",
    ]


def test_two_tasks_for_everything_and_time_enough_leave_no_doubt():
    assert doubts(assessment(section(task(), task("1/T02")))) == []


def test_without_any_task_only_the_missing_task_is_said():
    assert doubts(assessment(section())) == []


def test_the_hash_changes_with_everything_that_is_frozen():
    content = assessment(section(task(), task("1/T02")), section(task("1/T03")))
    first, second = content.sections

    hashes = {
        content_hash(content),
        content_hash(replace(content, title=both("Other"))),
        content_hash(replace(content, rubric_hash="other")),
        content_hash(replace(content, sections=(second, first))),
        content_hash(replace(content, sections=(replace(first, minutes=61), second))),
        content_hash(replace(content, sections=(replace(first, title=both("Other")), second))),
        content_hash(replace(content, sections=(replace(first, tasks=first.tasks[::-1]), second))),
        content_hash(replace(content, sections=(first, section(task("1/T03", content_hash="new text"))))),
    }

    assert len(hashes) == 8


def test_the_hash_does_not_depend_on_whether_the_bank_has_moved_on():
    old = assessment(section(task(current=False)))

    assert content_hash(old) == content_hash(assessment(section(task())))
