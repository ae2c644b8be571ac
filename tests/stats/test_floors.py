"""Of too few `hiring stats` says nothing in one figure; what is told apart takes three standard errors."""

import json

import pytest
from click.testing import CliRunner

from hiring.stats.commands import stats
from tests.stats.files import drawn_rows, written


@pytest.fixture
def figures(tmp_path):
    def figures(*rows):
        path = str(written(tmp_path, *rows))
        done = CliRunner().invoke(stats, [path, "--json", "--lang", "en"], catch_exceptions=False)
        return json.loads(done.stdout)

    return figures


def test_of_two_candidates_agreement_says_nothing(figures):
    rows = ["a,t1,x,NETW,4", "a,t1,y,NETW,4", "b,t1,x,NETW,1", "b,t1,y,NETW,2"]

    found = figures(*rows)["competencies"]["NETW"]["agreement"]

    few = "2 answers of 2 candidates were rated twice, and it takes 20 of 8"
    assert {found[name]["undefined"] for name in ("exact", "adjacent", "alpha_ordinal", "icc_2_1")} == {few}
    assert found["alpha_share_below_667"] is None


def test_of_nineteen_candidates_there_are_errors_and_no_single_figures(figures):
    found = figures(*drawn_rows(candidates=19, competencies=("NETW",), no_evidence=0))["competencies"]["NETW"]

    few = {"undefined": "there are 19 candidates, and it takes 20 to say so in one figure"}
    assert found["components"]["p"] == few
    assert (found["mean_as_rated"]["g"], found["mean_planned"][0]["phi"]) == (few, few)
    assert found["mean_as_rated"]["sem_relative"]["value"] > 0
    assert found["agreement"]["alpha_ordinal"]["value"] > 0
    complete = {"undefined": "19 candidates have a level on every task, and it takes 30"}
    assert found["items"]["alpha"] == complete
    assert found["items"]["tasks"]["task 1"]["item_rest"] == complete


def test_of_twenty_candidates_there_are_figures(figures):
    found = figures(*drawn_rows(candidates=20, competencies=("NETW",), no_evidence=0))["competencies"]["NETW"]

    assert found["components"]["p"]["value"] > 0
    assert found["mean_as_rated"]["g"]["value"] > 0


def test_a_task_where_everybody_got_the_lowest_level_is_not_easy_at_all(figures):
    rows = [
        f"c{c},t{t},{r},NETW,{1 if t == 0 else 2 + c % 3}" for c in range(30) for t in range(3) for r in "xy"
    ]

    assert figures(*rows)["competencies"]["NETW"]["items"]["tasks"]["t0"]["difficulty"]["value"] == 0


def test_a_rater_far_from_the_others_is_told_and_the_others_are_not(figures):
    rows = [
        f"c{c},t{t},r{r},NETW,{max(1, 4 - (c + t) % 3 - (2 if r == 3 else 0))}"
        for c in range(10)
        for t in range(2)
        for r in (1, 2, 3)
    ]

    found = figures(*rows)["severity"]["raters"]

    assert {name: rater["differs"] for name, rater in found.items()}["r3"] is True
    assert found["r3"]["value"] > 3 * found["r3"]["se"]


def test_two_raters_get_no_verdict(figures):
    rows = [f"c{c},t,r{r},NETW,{3 + c % 2 - (r == 2)}" for c in range(20) for r in (1, 2)]

    few = {"undefined": "it takes 3 raters with 8 answers each to say whether one of them differs"}
    assert {rater["differs"]["undefined"] for rater in figures(*rows)["severity"]["raters"].values()} == {
        few["undefined"]
    }


def test_names_are_told_as_people_count(figures):
    rows = [
        f"K{c},T{t},R{1 + (c + t + r) % 10},NETW,{1 + (c * t + r) % 5}"
        for c in (10, 2, 1)
        for t in (10, 9)
        for r in (0, 1)
    ]

    found = figures(*rows)

    assert list(found["candidates"]) == ["K1", "K2", "K10"]
    assert list(found["competencies"]["NETW"]["items"]["tasks"]) == ["T9", "T10"]
    assert list(found["severity"]["raters"]) == ["R1", "R2", "R3", "R4", "R10"]
