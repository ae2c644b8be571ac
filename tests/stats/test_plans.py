"""`hiring stats --design 6x2 --error 0.25`: what other numbers of tasks and raters would do to the error."""

import json
import re

import numpy as np
import pytest
from click.testing import CliRunner

from hiring.psychometrics.score_errors.plans import Planner
from hiring.psychometrics.score_errors.reml import Components
from hiring.stats.commands import stats
from tests.stats.files import HEADING, drawn_rows, written


@pytest.fixture
def run(tmp_path):
    def run(rows, *arguments):
        path = str(written(tmp_path, *rows))
        done = CliRunner().invoke(stats, [path, *arguments], catch_exceptions=False)
        return done.exit_code, done.stdout, done.stderr

    return run


@pytest.fixture
def plans(run):
    def plans(rows, *arguments):
        return json.loads(run(rows, *arguments, "--json", "--lang", "en")[1])

    return plans


def planner(not_separable=None, **variance):
    every = dict.fromkeys(("p", "pt", "r", "pr", "tr", "residual"), 0.0) | variance
    return Planner(Components(every, not_separable or {}, np.zeros((6, 6)), 100, np.zeros(0)))


def test_an_error_is_what_each_source_leaves_over_so_many():
    plan = planner(pt=0.24, r=0.08, pr=0.04, tr=0.06, residual=0.36).plan(6, 2)

    assert plan.same == pytest.approx((0.24 / 6 + 0.12 / 2 + 0.42 / 12) ** 0.5)
    assert plan.other == pytest.approx((0.24 / 6 + 0.12 / 12 + 0.42 / 12) ** 0.5)


def test_the_fewest_tasks_are_told_by_raters_and_what_is_out_of_reach():
    found = planner(pt=0.24, pr=0.12, residual=0.36).reaching(0.25)

    assert [plan and (plan.tasks, plan.raters) for plan in found] == [
        None,
        None,
        (16, 3),
        (11, 4),
        (9, 5),
        (8, 6),
    ]
    for plan in filter(None, found):
        fewer = planner(pt=0.24, pr=0.12, residual=0.36).plan(plan.tasks - 1, plan.raters)
        assert plan.same <= 0.25 < fewer.same


def test_what_is_not_told_apart_is_counted_with_the_larger_error():
    found = planner({"pt": "residual"}, residual=0.6)

    assert found.plan(6, 2).same == pytest.approx((0.6 / 6) ** 0.5)
    assert dict(found.not_told_apart) == {"pt": "residual"}


def test_what_one_rater_shows_nothing_of_is_named():
    found = planner({"r": "mean", "pr": "p"}, residual=0.6)

    assert found.unknown == ("r", "pr")
    assert found.plan(6, 2).same == pytest.approx((0.6 / 12) ** 0.5)


@pytest.mark.parametrize(("tasks", "raters"), [(0, 2), (3, 0)])
def test_nothing_is_no_plan(tasks, raters):
    with pytest.raises(ValueError, match="a score needs a task and a rater"):
        planner(residual=1.0).plan(tasks, raters)


def test_a_design_is_told_for_every_competency_and_the_total(plans):
    found = plans(drawn_rows(no_evidence=0), "--design", "6x2", "--weights", "NETW=60,EVNT=40")

    assert found["design"] == {"tasks": 6, "raters": 2}
    assert list(found["competencies"]) == ["NETW", "EVNT"]
    assert list(found["total"]) == ["candidates", "not_told_apart", "unknown", "design"]
    assert 0 < found["total"]["design"]["other_raters"] < found["total"]["design"]["same_raters"]


def test_both_ways_agree(plans):
    rows = drawn_rows(no_evidence=0, competencies=("NETW",))
    wanted = plans(rows, "--error", "0.3")["competencies"]["NETW"]["reaching"]

    reached = {raters: plan for raters, plan in wanted.items() if plan is not None}
    assert list(wanted) == ["1", "2", "3", "4", "5", "6"]
    assert reached
    for raters, plan in reached.items():
        design = f"{plan['tasks']}x{raters}"
        assert plans(rows, "--design", design)["competencies"]["NETW"]["design"] == plan
        fewer = plans(rows, "--design", f"{plan['tasks'] - 1}x{raters}")["competencies"]["NETW"]["design"]
        assert plan["same_raters"] <= 0.3 < fewer["same_raters"]


def test_where_the_file_counts_medians_it_is_said_that_plans_are_for_means(tmp_path):
    rows = [f"{row},given,1,cells-median" for row in drawn_rows(no_evidence=0, competencies=("NETW",))]
    path = str(written(tmp_path, *rows, heading=f"{HEADING},kind,answered,rule"))

    def told(*more):
        return CliRunner().invoke(stats, [path, "--design", "6x3", *more], catch_exceptions=False).stdout

    english, indonesian = (" ".join(told("--lang", language).split()) for language in ("en", "id"))
    assert "What follows is for their mean: with three raters or more the median is less exact." in english
    assert "median kurang tepat dibandingkan dengan rata-rata" in indonesian
    assert json.loads(told("--json"))["combined"] == "mean"


def test_the_table_is_told_in_both_languages(run):
    rows = drawn_rows(no_evidence=0, candidates=20, competencies=("NETW",))

    english, indonesian = (
        run(rows, "--design", "6x2", "--error", "0.3", "--lang", language)[1] for language in ("en", "id")
    )

    assert "  20 candidates, fewer than 30: read these figures as hints." in english
    assert re.search(r"^  6 +2 +0\.\d\d +0\.\d\d$", english, re.MULTILINE)
    assert "  To reach a standard error of 0.30:" in english
    assert re.search(r"^  6 +2 +0,\d\d +0,\d\d$", indonesian, re.MULTILINE)
    assert "  Untuk mencapai galat baku 0,30:" in indonesian


def test_one_rating_per_answer_names_what_it_cannot_tell_apart(run):
    told = run(drawn_rows(each=1, no_evidence=0), "--error", "0.3", "--lang", "en")[1]

    assert "so the larger error is taken: Candidate × task → Everything else." in " ".join(told.split())


def test_one_rater_is_told_to_hide_how_raters_differ(run):
    told = run(drawn_rows(raters=1, each=1, no_evidence=0), "--design", "4x2", "--lang", "en")[1]

    said = "This file shows nothing of these sources of error, so errors may be larger: Raters"
    assert said in " ".join(told.split())


def test_candidates_with_one_rating_each_get_no_plan(plans):
    rows = [f"c{c},t,r{c % 3},NETW,{1 + c % 5}" for c in range(20)]

    assert plans(rows, "--design", "3x2")["competencies"]["NETW"] == {
        "undefined": "no candidate has two ratings"
    }


@pytest.mark.parametrize("wrong", [("--design", "six"), ("--design", "0x2"), ("--error", "0")])
def test_a_design_is_two_numbers_and_an_error_above_zero(run, wrong):
    assert run(drawn_rows(candidates=3), *wrong)[0] == 2


def test_plans_and_scores_are_two_questions(run):
    status, _, err = run(drawn_rows(candidates=3), "--scores", "--error", "0.3")

    assert status == 2
    assert "--design and --error plan another assessment, --scores tells of this one." in err
