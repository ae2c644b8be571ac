"""How two versions differ, and the names that what was published keeps for ever."""

from hiring.assessments import rules as assessments
from hiring.rubrics import rules as rubrics
from hiring.versions.comparison import (
    Item,
    ItemChange,
    Part,
    PartChange,
    PartFate,
    changes,
    in_both_languages,
    word_changes,
)
from tests.factories.rubrics import both


def part(key: str, *items: tuple[str, str], renamable: bool = False) -> Part:
    return Part(key, key.title(), tuple(Item(*item) for item in items), renamable)


def test_what_is_the_same_in_both_is_not_listed():
    assert changes([part("comw", ("Weight", "60 %"))], [part("comw", ("Weight", "60 %"))]) == []


def test_only_the_items_that_differ_are_listed_each_beside_what_it_was():
    before = part("comw", ("Weight", "60 %"), ("Name", "Writing"))
    after = part("comw", ("Weight", "40 %"), ("Name", "Writing"))

    assert changes([before], [after]) == [
        PartChange("Comw", PartFate.CHANGED, (ItemChange("Weight", "", "60 %", "40 %"),))
    ]


def test_a_text_is_compared_in_each_of_its_languages():
    before = Part("", "Rubric", in_both_languages("Title", both("Old")))
    after = Part("", "Rubric", in_both_languages("Title", both("New")))

    assert changes([before], [after])[0].items == (
        ItemChange("Title", "id", "Old (id)", "New (id)"),
        ItemChange("Title", "en", "Old (en)", "New (en)"),
    )


def test_parts_that_came_and_went_are_listed_with_all_they_say():
    gone, kept, new = part("netw", ("Weight", "40 %")), part("comw"), part("anlz", ("Weight", "30 %"))

    assert changes([gone, kept], [kept, new]) == [
        PartChange("Anlz", PartFate.ADDED, (ItemChange("Weight", "", "", "30 %"),)),
        PartChange("Netw", PartFate.REMOVED, (ItemChange("Weight", "", "40 %", ""),)),
    ]


def test_a_part_without_anything_in_it_is_still_new():
    assert [each.fate for each in changes([], [part("comw")])] == [PartFate.ADDED]


def test_a_section_under_another_name_at_the_same_place_is_the_same_section():
    before = [part("writing", ("Time", "30"), renamable=True), part("talking", renamable=True)]
    after = [part("letters", ("Time", "40"), renamable=True), part("talking", renamable=True)]

    assert changes(before, after) == [
        PartChange("Letters", PartFate.CHANGED, (ItemChange("Time", "", "30", "40"),))
    ]


def test_sections_that_changed_places_are_not_taken_for_each_other():
    one, two = part("one", ("Time", "30"), renamable=True), part("two", ("Time", "40"), renamable=True)

    assert changes([one, two], [two, one]) == []


def test_a_competency_with_another_code_is_another_competency():
    found = changes([part("comw", ("Name", "Writing"))], [part("netw", ("Name", "Writing"))])

    assert [(each.name, each.fate) for each in found] == [
        ("Netw", PartFate.ADDED),
        ("Comw", PartFate.REMOVED),
    ]


def test_the_words_that_differ_are_marked_in_both_texts():
    assert word_changes("Names date and place", "Names place and contact") == (
        [("Names", False), (" ", False), ("date", True), (" and", False), (" ", False), ("place", True)],
        [("Names", False), (" ", False), ("place", True), (" and", False), (" ", False), ("contact", True)],
    )


def test_pieces_put_together_are_the_texts_as_they_were():
    texts = "One  line\n\nand another", "  One line\nand yet another\n"

    for pieces, text in zip(word_changes(*texts), texts, strict=True):
        assert "".join(piece for piece, _ in pieces) == text


def test_what_was_empty_or_is_very_long_counts_as_changed_altogether():
    long = "word " * 2_000

    assert word_changes("", "New") == ([], [("New", True)])
    assert word_changes(long, long + "more") == ([(long, True)], [(long + "more", True)])


def test_the_hash_of_a_published_rubric_is_what_it_always_was():
    anchors = {level: both(f"Level {level}") for level in range(1, 6)}
    writing = rubrics.CompetencyContent("COMW", both("Writing"), both("Writes"), 100, anchors)
    content = rubrics.RubricContent(both("Officer"), (writing,))

    assert rubrics.content_hash(content) == "053a668f29e3ba3b94ca8dd2195a0420f15e281a02cc333452348586ac120b90"


def test_the_hash_of_a_published_assessment_is_what_it_always_was():
    task = assessments.TaskContent("1/T90", "abc", both("Letter"), 20, {})
    section = assessments.SectionContent(both("One"), 30, (task,))
    content = assessments.AssessmentContent(both("Officer"), (section,), (), "published", "rubrichash")

    assert (
        assessments.content_hash(content)
        == "6f5a0b13f65565766f4d8a08b6e2ee2f94325b68403885844745e8858f3c3bc5"
    )
