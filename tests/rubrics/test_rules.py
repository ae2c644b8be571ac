"""What keeps a rubric from being published, and the hash that names its content."""

from dataclasses import replace

from hiring.i18n.localised import Localised
from hiring.rubrics.rules import (
    EMPTY,
    LEVEL_NAMES,
    LEVELS,
    CompetencyContent,
    RubricContent,
    content_hash,
    publish_faults,
    total_weight,
)
from tests.factories.rubrics import both


def networking(**changes) -> CompetencyContent:
    whole = CompetencyContent(
        code="NETW",
        name=both("Networking"),
        definition=both("Finds who matters"),
        weight=100,
        anchors={level: both(f"Behaviour {level}") for level in LEVELS},
    )
    return replace(whole, **changes)


def rubric(*competencies: CompetencyContent, title: Localised | None = None) -> RubricContent:
    return RubricContent(both("Officer") if title is None else title, competencies)


def places(content: RubricContent) -> list[tuple[int | None, str]]:
    return [(fault.part, fault.where) for fault in publish_faults(content)]


def test_a_whole_rubric_has_no_faults():
    assert publish_faults(rubric(networking())) == []


def test_an_empty_rubric_lacks_titles_and_a_competency():
    assert places(rubric(title=EMPTY)) == [(None, "title_id"), (None, "title_en"), (None, "add-competency")]


def test_weights_must_add_up_to_a_hundred():
    content = rubric(networking(weight=55), networking(code="COMW", weight=40))

    (fault,) = publish_faults(content)

    assert (fault.where, fault.sentence % fault.values) == (
        "weights",
        "The weights add up to 95%, not to 100%.",
    )


def test_a_competency_may_weigh_as_little_as_one():
    assert places(rubric(networking(weight=99), networking(code="COMW", weight=1))) == []


def test_a_competency_without_weight_is_named_beside_the_sum():
    content = rubric(networking(), networking(code="COMW", weight=0))

    assert places(content) == [(2, "weight")]


def test_two_competencies_with_one_code_are_both_named():
    content = rubric(networking(weight=50), networking(weight=50))

    assert places(content) == [(1, "code"), (2, "code")]


def test_a_missing_code_is_a_fault_of_its_own():
    content = rubric(networking(code="", weight=50), networking(code="", weight=50))

    assert [fault.sentence for fault in publish_faults(content)] == ["The code is missing."] * 2


def test_every_text_is_wanted_in_both_languages():
    content = rubric(networking(name=Localised(id="Jejaring", en=" "), definition=Localised(id="", en="x")))

    assert places(content) == [(1, "name_en"), (1, "definition_id")]


def test_every_level_needs_its_anchor():
    anchors = {level: both("Behaviour") for level in LEVELS if level != 4} | {2: Localised(id="Ada", en="")}

    assert places(rubric(networking(anchors=anchors))) == [
        (1, "anchor_2_en"),
        (1, "anchor_4_id"),
        (1, "anchor_4_en"),
    ]


def test_the_hash_changes_with_every_text_weight_and_with_the_order():
    first, second = networking(weight=50), networking(code="COMW", weight=50)
    content = rubric(first, second)

    hashes = {
        content_hash(content),
        content_hash(rubric(second, first)),
        content_hash(rubric(first, second, title=both("Other"))),
        content_hash(rubric(replace(first, weight=51), second)),
        content_hash(rubric(replace(first, name=both("Other")), second)),
        content_hash(rubric(replace(first, definition=both("Other")), second)),
        content_hash(rubric(replace(first, anchors={**first.anchors, 3: both("Other")}), second)),
    }

    assert len(hashes) == 7
    assert content_hash(content) == content_hash(rubric(networking(weight=50), second))


def test_weights_are_summed_and_every_level_has_a_name():
    assert total_weight([25, 25, 50]) == 100
    assert tuple(LEVEL_NAMES) == LEVELS
