"""Scores out of a file of cells: the five kinds, the weights given, rounded as the platform rounds."""

import json
import re
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from hiring.scoring.cells import rounded as rounded_by_the_platform
from hiring.stats.commands import stats
from hiring.stats.reading import read_ratings
from hiring.stats.scores import rounded
from tests.stats.files import written
from tests.stats.test_reading import SCALE, faults

WORKED = Path(__file__).parents[1] / "scoring" / "worked"
HEADING = "candidate,task,rater,competency,rating,kind"
WIDE = f"{HEADING},part,answered,rule"


def run(*arguments):
    done = CliRunner().invoke(stats, [str(argument) for argument in arguments], catch_exceptions=False)
    return done.exit_code, done.stdout, done.stderr


def scores(path, weights):
    status, out, err = run(path, "--json", "--weights", weights)
    assert (status, err) == (0, "")
    return json.loads(out)["scores"]


def shown(found):
    """Return (figures by competency, total) of every candidate, as pages show them."""
    return {
        name: (
            {code: one and one["shown"] for code, one in candidate["competencies"].items()},
            candidate["total"] and candidate["total"]["shown"],
        )
        for name, candidate in found["candidates"].items()
    }


def test_all_kinds_of_cell_come_out_as_two_other_programs_have_them():
    expected = json.loads((WORKED / "cells.json").read_text())
    weights = ",".join(f"{code}={weight}" for code, weight in expected["weights"].items())

    found = scores(WORKED / "cells.csv", weights)["candidates"]

    for name, total in expected["total"].items():
        assert found[name]["total"]["exact"] == pytest.approx(total, abs=1e-6)
        for code in expected["weights"]:
            exact = found[name]["competencies"][code]["exact"]
            assert exact == pytest.approx(expected["score"][code][name], abs=1e-6)
    assert {name for name, one in found.items() if one["excused"]} == {"K03", "K09"}


def test_each_kind_enters_as_the_rule_says(tmp_path):
    # COMW: (3.5 + 3 + 1 + 3) / 4 = 2.625; NETW: (2.5 + 1) / 2 = 1.75; 0.6 * 2.625 + 0.4 * 1.75 = 2.275.
    path = written(
        tmp_path,
        "K1,T1,R1,COMW,4,given",
        "K1,T1,R2,COMW,3,given",
        "K1,T1,R1,NETW,4,given",
        "K1,T1,R2,NETW,1,nothing_shown",
        "K1,T2,R1,COMW,3,given",
        "K1,T2,R2,COMW,3,given",
        "K1,T3,,COMW,1,not_answered",
        "K1,T3,,NETW,1,not_answered",
        "K1,T4,,COMW,3,keyed",
        "K1,T5,,NETW,,excused",
        heading=HEADING,
    )

    assert shown(scores(path, "COMW=60,NETW=40")) == {"K1": ({"COMW": "2.63", "NETW": "1.75"}, "2.28")}
    _, text, _ = run(path, "--weights", "NETW=40,COMW=60", "--lang", "id")
    assert "  Kandidat  NETW  COMW  Total\n  K1 *      1,75  2,63   2,28\n" in text
    assert "3 lagi adalah tingkat tanpa penilai" in text


def test_open_and_closed_parts_of_one_task_make_one_cell(tmp_path):
    # Task 1: what two people gave is one level, 3; each closed part is another: (3 + 5 + 1) / 3 = 3.
    path = written(
        tmp_path,
        "K1,T1,R1,COMW,2,given,,1,cells",
        "K1,T1,R2,COMW,4,given,,1,cells",
        "K1,T1,,COMW,5,keyed,1,1,cells",
        "K1,T1,,COMW,1,keyed,2,0,cells",
        "K1,T2,R1,COMW,4,given,,1,cells",
        heading=WIDE,
    )

    assert shown(scores(path, "COMW=1")) == {"K1": ({"COMW": "3.50"}, "3.50")}


def test_who_answered_nothing_has_no_total_and_an_excused_answer_is_one(tmp_path):
    path = written(
        tmp_path,
        "K1,T1,,COMW,1,not_answered,,0,cells",
        "K1,T2,,COMW,1,keyed,1,0,cells",
        "K2,T1,,COMW,,excused,,1,cells",
        "K2,T2,,COMW,1,keyed,1,0,cells",
        "K3,T1,R1,COMW,5,given,,1,cells",
        heading=WIDE,
    )

    assert shown(scores(path, "COMW=1")) == {
        "K1": ({"COMW": None}, None),
        "K2": ({"COMW": "1.00"}, "1.00"),
        "K3": ({"COMW": "5.00"}, "5.00"),
    }


def test_only_competencies_with_a_score_share_the_weight(tmp_path):
    path = written(tmp_path, "K1,T1,R1,COMW,4,given", "K1,T1,,NETW,,excused", heading=HEADING)

    assert shown(scores(path, "COMW=60,NETW=40")) == {"K1": ({"COMW": "4.00", "NETW": None}, "4.00")}


def test_the_first_rule_rounds_half_to_even_and_leaves_no_evidence_out(tmp_path):
    path = written(
        tmp_path,
        *[f"K1,T{n},R1,COMW,{level},given,,1,task-means" for n, level in enumerate([3] * 7 + [4])],
        "K1,T9,R1,COMW,,no_evidence,,1,task-means",
        heading=WIDE,
    )

    assert shown(scores(path, "COMW=1")) == {"K1": ({"COMW": "3.12"}, "3.12")}
    assert scores(path, "COMW=1")["rule"] == "task-means"


def test_without_weights_there_are_no_totals_and_without_kinds_no_scores(tmp_path):
    path = written(tmp_path, "K1,T1,R1,COMW,4,given", heading=HEADING)
    _, text, _ = run(path, "--lang", "en")
    assert "  Candidate  COMW\n  K1         4.00\n" in text
    assert "There are no totals without --weights." in text

    _, text, _ = run(written(tmp_path, "K1,T1,R1,COMW,4"), "--lang", "en")
    assert "Scores of candidates" not in text


def test_a_file_without_kinds_has_totals_where_weights_are_given(tmp_path):
    path = written(tmp_path, "K1,T1,R1,COMW,4", "K1,T1,R2,COMW,3", "K1,T2,R1,COMW,")

    assert shown(scores(path, "COMW=1")) == {"K1": ({"COMW": "3.50"}, "3.50")}


def test_a_competency_without_a_weight_is_refused_by_name(tmp_path):
    path = written(tmp_path, "K1,T1,R1,COMW,4", "K1,T1,R1,NETW,4")

    status, out, err = run(path, "--weights", "COMW=60", "--lang", "en")

    assert (status, out) == (1, "")
    assert err == (
        "The competency “NETW” has no weight. Give one to each, such as --weights COMW=1,NETW=1.\n"
    )


def test_a_weight_that_no_row_is_about_is_said(tmp_path):
    _, text, _ = run(written(tmp_path, "K1,T1,R1,COMW,4"), "--weights", "COMW=60,COMV=40", "--lang", "en")

    assert "“COMV” has a weight, but no row is about it." in text


@pytest.mark.parametrize(
    "weights", ["COMW", "COMW=", "=3", "COMW=-1", "COMW=1,COMW=2", "COMW=a", "", "COMW=1,"]
)
def test_weights_that_are_none_are_refused(tmp_path, weights):
    status, _, err = run(written(tmp_path, "K1,T1,R1,COMW,4"), "--weights", weights)

    assert status == 2
    assert "does not give each competency one weight, as COMW=60,NETW=40 does." in err


def test_rows_that_contradict_their_kind_are_named(tmp_path):
    path = written(
        tmp_path,
        "K1,T1,R1,COMW,4,gegeben,,1,cells",
        "K1,T1,,COMW,4,given,,1,cells",
        "K1,T1,R1,COMW,,given,,1,cells",
        "K1,T1,R1,COMW,2,nothing_shown,,1,cells",
        "K1,T1,R1,COMW,1,not_answered,,0,cells",
        "K1,T1,,COMW,2,not_answered,,0,cells",
        "K1,T1,,COMW,3,excused,,0,cells",
        "K1,T1,,COMW,,keyed,,1,cells",
        "K1,T1,R1,COMW,4,given,,yes,cells",
        "K1,T1,R1,COMW,4,given,,1,sums",
        "K1,T1,R1,COMW,4,given,,1,cells",
        "K1,T2,R1,COMW,4,given,,1,task-means",
        "K1,T3,,COMW,4,keyed,1,1,cells",
        "K1,T3,,COMW,5,keyed,1,1,cells",
        heading=WIDE,
    )
    kinds = "given, nothing_shown, not_answered, keyed, excused, no_evidence"

    assert faults(path, SCALE) == [
        f"Row 2: the column “kind” holds “gegeben”. It takes: {kinds}.",
        "Row 3: the column “rater” is empty.",
        "Row 4: “given” needs a rating.",
        "Row 5: “nothing_shown” counts as 1, so the rating 2 is wrong.",
        "Row 6: “not_answered” is a level that nobody gave, so the column “rater” must be empty.",
        "Row 7: “not_answered” counts as 1, so the rating 2 is wrong.",
        "Row 8: “excused” counts nowhere, so the column “rating” must be empty.",
        "Row 9: “keyed” needs a rating.",
        "Row 10: the column “answered” holds “yes”. It takes: 1, 0.",
        "Row 11: the column “rule” holds “sums”. It takes: cells, cells-median, task-means.",
        "Row 13: the rule is “task-means” here and “cells” above; scores of two rules are not compared.",
        "Row 15: the same candidate, task, rater and competency as in row 14.",
    ]


def test_levels_that_nobody_gave_say_nothing_about_raters(tmp_path):
    rows = [
        "K1,T1,R1,COMW,4,given",
        "K1,T1,R2,COMW,3,given",
        "K2,T1,R1,COMW,2,given",
        "K2,T1,R2,COMW,1,nothing_shown",
    ]
    fixed = ["K1,T2,,COMW,5,keyed", "K2,T2,,COMW,1,not_answered", "K1,T3,,COMW,,excused"]

    alone = read_ratings(written(tmp_path, *rows, heading=HEADING), SCALE)
    beside = read_ratings(written(tmp_path, *rows, *fixed, heading=HEADING), SCALE)

    assert beside.values.tolist() == alone.values.tolist() == [4, 3, 2, 1]
    assert beside.names == alone.names
    assert beside.kinds == {"given": 3, "nothing_shown": 1, "keyed": 1, "not_answered": 1, "excused": 1}


@given(st.fractions(1, 5))
def test_halves_are_rounded_up_as_the_platform_does(value):
    assert rounded(value, ROUND_HALF_UP) == rounded_by_the_platform(value)


@given(st.integers(100, 499))
def test_the_middle_between_two_hundredths_is_rounded_as_asked(hundredths):
    middle = Fraction(2 * hundredths + 1, 200)

    assert rounded(middle, ROUND_HALF_UP) == Decimal(hundredths + 1).scaleb(-2)
    even = hundredths + hundredths % 2
    assert rounded(middle, ROUND_HALF_EVEN) == Decimal(even).scaleb(-2)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Nobody rated anything in this file, so nothing can be said about how far raters agree."),
        ("id", "Tidak seorang pun menilai dalam berkas ini"),
    ],
)
def test_where_nobody_rated_anything_the_scores_are_told_all_the_same(tmp_path, language, sentence):
    path = written(
        tmp_path,
        "K1,T1,,COMW,1,not_answered,,0,cells",
        "K1,T2,,COMW,4,keyed,1,1,cells",
        "K2,T1,,COMW,,excused,,1,cells",
        "K2,T2,,COMW,5,keyed,1,1,cells",
        heading=WIDE,
    )

    status, out, err = run(path, "--weights", "COMW=1", "--lang", language)

    assert (status, err) == (0, "")
    assert sentence in out
    assert shown(scores(path, "COMW=1")) == {
        "K1": ({"COMW": "2.50"}, "2.50"),
        "K2": ({"COMW": "5.00"}, "5.00"),
    }
    assert re.search(r"^  K2 \* +5[.,]00 +5[.,]00$", out, re.MULTILINE)


def test_rows_without_kinds_and_without_ratings_are_refused_as_before(tmp_path):
    status, _, err = run(written(tmp_path, heading=HEADING), "--lang", "en")

    assert (status, err) == (1, "The file holds no ratings.\n")
