"""A choice from a sheet: what is kept, when it is finished, which signs were seen, how it is read."""

from dataclasses import replace

import pytest

from hiring.banks.answer_problems import NO_SUCH_PLACE, TOO_LONG, UNKNOWN_OPTION, WRONG_SHAPE
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.answers import answer_problems, answered, gives_evidence
from hiring.banks.kinds import kind_of
from hiring.banks.kinds.shortlist.kind import cells_of
from hiring.banks.kinds.shortlist.report import ListedRow, ShortlistAnswer
from hiring.banks.kinds.shortlist.signs import ComparedSigns, compared_signs
from hiring.banks.rules import LONGEST_ANSWER, MeasureWeight
from hiring.banks.scoring_keys import keyed_parts, keyed_points
from hiring.banks.tasks import Measure
from hiring.banks.validation.tasks import task_remarks
from hiring.scoring.completeness import words_to_quote
from hiring.scoring.rules import needs_review, open_parts
from tests.banks.tasks import SHORTLIST, both, task_of

PART = task_of(SHORTLIST).part("sheet")
KIND = kind_of(PART)
WHOLE = {
    "places": {"C": 1, "A": 2},
    "reasons": {"C": "Dekat dengan warga.", "A": "Murah."},
    "signs": {"B": ["hidden", "bought"]},
}
SIGNS = {"A": [], "B": ["bought"], "C": ["hidden"]}


@pytest.mark.parametrize(
    ("value", "problems"),
    [
        ({}, ()),
        (WHOLE, ()),
        ({"places": {"A": None}, "reasons": {}, "signs": {"A": []}}, ()),
        ({"places": {"A": 1, "B": 1}}, ()),
        ({"places": {"A": 3}}, (NO_SUCH_PLACE,)),
        ({"places": {"A": "1"}}, (WRONG_SHAPE,)),
        ({"places": {"D": 1}}, (WRONG_SHAPE,)),
        ({"places": ["A"]}, (WRONG_SHAPE,)),
        ({"signs": {"A": "bought"}}, (WRONG_SHAPE,)),
        ({"signs": {"A": ["small"]}}, (UNKNOWN_OPTION,)),
        ({"signs": {"A": [3]}}, (WRONG_SHAPE,)),
        ({"signs": {"D": []}}, (WRONG_SHAPE,)),
        ({"reasons": {"A": 3}}, (WRONG_SHAPE,)),
        ({"reasons": {"A": "x" * (LONGEST_ANSWER + 1)}}, (TOO_LONG,)),
        ({"order": {}}, (WRONG_SHAPE,)),
    ],
)
def test_what_is_missing_or_doubled_is_unfinished_and_what_is_not_on_the_sheet_wrong(value, problems):
    assert answer_problems(PART, value) == problems


@pytest.mark.parametrize(
    ("value", "finished", "evidence"),
    [
        ({}, False, False),
        ({"reasons": {"A": " \n"}, "signs": {"A": []}}, False, False),
        ({"signs": {"A": ["bought"]}}, False, True),
        ({"places": {"A": 1}}, False, True),
        ({"places": {"A": 1, "B": 1}, "reasons": {"A": "a", "B": "b"}}, False, True),
        ({"places": {"A": 1, "B": 2}, "reasons": {"A": "a", "C": "c"}}, False, True),
        ({"places": {"A": 1, "B": 2}, "reasons": {"A": "a", "B": "b"}}, True, True),
        (WHOLE, True, True),
    ],
)
def test_it_is_finished_with_every_place_given_once_and_a_reason_each_with_or_without_signs(
    value, finished, evidence
):
    assert (answered(PART, value), gives_evidence(PART, value)) == (finished, evidence)


def test_a_form_without_a_script_keeps_places_ticks_and_every_word():
    form = {
        "part.sheet.A.place": "2",
        "part.sheet.B.place": "",
        "part.sheet.A.reason": "Baris satu\r\nbaris dua",
        "part.sheet.B.reason": "Belum pasti",
        "part.sheet.C.reason": "  ",
        "part.sheet.B.sign.hidden": "on",
        "part.sheet.B.sign.bought": "on",
        "part.sheet.D.place": "1",
    }

    kept = KIND.kept(PART, KIND.in_form(PART, form), TextCleaner())

    assert kept == {
        "places": {"A": 2},
        "reasons": {"A": "Baris satu\nbaris dua", "B": "Belum pasti"},
        "signs": {"B": ["bought", "hidden"]},
    }
    assert KIND.kept(PART, KIND.in_form(PART, {}), TextCleaner()) == {
        "places": {},
        "reasons": {},
        "signs": {},
    }


def test_signs_are_kept_once_each_in_the_order_of_their_author():
    sent = {"signs": {"A": ["hidden", "bought", "hidden"], "B": []}}

    assert KIND.kept(PART, sent, TextCleaner())["signs"] == {"A": ["bought", "hidden"]}


@pytest.mark.parametrize(
    ("locale", "figures"),
    [("id", ["48.000", "4,2%", "Rp7.500.000"]), ("en", ["48,000", "4.2%", "Rp7,500,000"])],
)
def test_figures_are_written_as_each_language_writes_them(locale, figures):
    cells = cells_of(PART, PART.rows[0], locale, texts=False)

    assert [cell for _, cell in cells] == figures
    assert cells_of(PART, PART.rows[0], locale, texts=True) == [("Caption", "Caption A")]


def test_signs_that_were_seen_missed_and_ticked_beyond_the_key_are_told_row_by_row():
    assert compared_signs(PART, SIGNS, WHOLE, "en") == ComparedSigns(
        found=("Creator B: Bought",), missed=("Creator C: Hidden ad",), beyond=("Creator B: Hidden ad",)
    )
    assert compared_signs(PART, SIGNS, {}, "en").missed == ("Creator B: Bought", "Creator C: Hidden ad")


def test_the_signs_of_a_key_earn_nothing_and_name_no_competency():
    task = task_of(SHORTLIST, key={"warning_signs": {"sheet": SIGNS}})

    assert [each for each in task_remarks(task, None) if each.path[:1] == ("key",)] == []
    assert keyed_points(task, {"sheet": WHOLE}).by_part == {}
    assert keyed_parts(task, {"sheet": WHOLE}) == ()


@pytest.mark.parametrize(
    ("signs", "path", "expected"),
    [
        ({"A": [], "B": []}, (), "a value for every option; missing: C"),
        (SIGNS | {"D": []}, ("D",), "one of the options: A, B, C; D is not one"),
        (SIGNS | {"B": ["small"]}, ("B", 0), "one of the options: bought, hidden; small is not one"),
    ],
)
def test_a_key_names_the_signs_of_every_row(signs, path, expected):
    task = task_of(SHORTLIST, key={"warning_signs": {"sheet": signs}})

    found = [(each.path, each.expected) for each in task_remarks(task, None) if each.path[:1] == ("key",)]
    assert found == [(("key", "warning_signs", "sheet", *path), expected)]


def test_a_key_that_earns_nothing_cannot_measure():
    task = task_of(SHORTLIST, key={"warning_signs": {"sheet": SIGNS}, "measures": {"sheet": "KOLN"}})

    [found, *_] = [each for each in task_remarks(task, None) if each.path[:2] == ("key", "measures")]
    assert found.path == ("key", "measures", "sheet")
    assert found.expected.startswith("the key of a part that is answered by choosing")


ROW = SHORTLIST["rows"][0]


@pytest.mark.parametrize(
    ("spoiled", "path", "expected"),
    [
        ({"choose": 4}, ("choose",), "a number from 1 to 3"),
        ({"choose": 0}, ("choose",), "a number from 1 to 3"),
        ({"signs": []}, ("signs",), "at least 1 warning sign"),
        (
            {"signs": SHORTLIST["signs"] + [{"key": "bought", "text": both("x")}]},
            ("signs", 2, "key"),
            "every warning sign once; bought stands here a second time",
        ),
        ({"rows": [ROW], "choose": 1}, ("rows",), "at least 2 options"),
        (
            {"rows": [ROW, ROW]},
            ("rows", 1, "key"),
            "every option once; A stands here a second time",
        ),
        (
            {"rows": [ROW, ROW | {"key": "B", "figures": {"followers": 1, "fee": 2}}]},
            ("rows", 1, "figures"),
            "a cell for every column; missing: share",
        ),
        (
            {"rows": [ROW, ROW | {"key": "B", "texts": {}}]},
            ("rows", 1, "texts"),
            "a cell for every column; missing: caption",
        ),
        (
            {"rows": [ROW, ROW | {"key": "B", "figures": ROW["figures"] | {"caption": 1}}]},
            ("rows", 1, "figures", "caption"),
            "one of the columns: followers, share, fee; caption is not one",
        ),
        ({"words": {"min": 9, "max": 5}}, ("words", "min"), "a min that is not larger than max"),
    ],
)
def test_a_sheet_is_whole_and_can_be_chosen_from(spoiled, path, expected):
    found = task_remarks(task_of(SHORTLIST | spoiled), None)

    told = [(each.path[2:], each.expected) for each in found if each.path[:1] == ("parts",)]
    assert told == [(path, expected)]


def test_people_rate_it_and_may_quote_every_reason():
    task = replace(task_of(SHORTLIST), measures=(Measure(competency="KOLN", weight=MeasureWeight.PRIMARY),))

    assert [part.key for part in open_parts(task)] == ["sheet"]
    assert words_to_quote(PART, WHOLE) == "Dekat dengan warga.\nMurah."
    assert needs_review(task, ["KOLN"], {"sheet": {"signs": {"A": ["bought"]}}})
    assert not needs_review(task, ["KOLN"], {"sheet": {"places": {}, "reasons": {}, "signs": {}}})


def test_it_is_told_in_words_those_chosen_first():
    assert KIND.in_words(PART, WHOLE, "en") == (
        "1: C) Creator C\nDekat dengan warga.\n2: A) Creator A\nMurah.\n-: B) Creator B | Bought | Hidden ad"
    )


def test_a_report_shows_every_row_those_chosen_first():
    assert KIND.for_report(PART, WHOLE, "en") == ShortlistAnswer(
        (
            ListedRow("Creator C", 1, (), "Dekat dengan warga."),
            ListedRow("Creator A", 2, (), "Murah."),
            ListedRow("Creator B", None, ("Bought", "Hidden ad"), ""),
        )
    )
