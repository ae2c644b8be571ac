"""`hiring stats FILE --scores` gives the keys and figures of the worked examples, and a table with bands."""

import json
import re

import pytest
from click.testing import CliRunner

from hiring.stats.commands import stats
from tests.psychometrics.worked import DATA, EXAMPLES, expected, simulated
from tests.stats.files import HEADING, written

#: Said of two programs beside each other, so not by one.
ABOUT_PROGRAMS = {"programs_differ_at_most", "p_top_differs_at_most"}
#: Of the older kind of prediction, which a1 to a5 hold beside what is shown.
OLDER = {"task_means", "task_weights"}


@pytest.fixture
def run():
    def run(*arguments):
        done = CliRunner().invoke(stats, [str(argument) for argument in arguments], catch_exceptions=False)
        return done.exit_code, done.stdout, done.stderr

    return run


def asked(name):
    example = expected(name)
    block = example.get("total") or next(iter(example["competencies"].values()))
    weights = ",".join(f"{code}={weight}" for code, weight in example["weights"].items())
    return [DATA / f"{name}.csv", "--scores", "--weights", weights, "--top", block["top_k"]]


def keys(block, leave_out):
    return set(block) - ABOUT_PROGRAMS - leave_out


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_keys_are_those_of_the_examples(run, name):
    example = expected(name)
    _, out, _ = run(*asked(name), "--json")
    found = json.loads(out)

    assert found["file"] == example["file"]
    assert found["weights"] == example["weights"]
    assert set(found) | {"bayes"} == set(example) | {"bayes"}
    for code, block in example["competencies"].items():
        given = found["competencies"][code]
        assert set(given) == keys(block, OLDER) | {"deviation"}
        assert set(given["score"]) == set(block["score"])
        assert set(given["se_of_difference"]) == set(block["se_of_difference"])
    if "total" in example:
        told = keys(example["total"], OLDER) | {"deviation", "task_shares", "bayes"}
        assert set(found["total"]) == told
    bayes = found.get("bayes") or found["total"]["bayes"]
    assert set(bayes) == keys(expected("a6")["total"]["bayes"], set())


def test_the_figures_are_those_of_the_example(run):
    wanted = expected("a6")["total"]
    _, out, _ = run(*asked("a6"), "--json")
    found = json.loads(out)["total"]

    for key, tolerance in (
        ("score", 1e-6),
        ("deviation", 1e-6),
        ("components", 1e-4),
        ("standard_error", 1e-4),
        ("se_of_difference", 1e-4),
        ("shrunken", 1e-4),
        ("shrunken_error", 1e-4),
        ("p_top", 0.01),
    ):
        assert found[key] == pytest.approx(wanted[key], abs=tolerance), key
    assert found["reliability"] == pytest.approx(wanted["reliability"], abs=1e-4)
    assert found["bayes"]["p_top"] == pytest.approx(wanted["bayes"]["p_top"], abs=0.02)
    assert found["bayes"]["prior"] == wanted["bayes"]["prior"]


def test_the_same_seed_gives_the_same_digits_and_another_does_not(run):
    first, again, other = (run(*asked("a5"), "--json", "--seed", seed)[1] for seed in (1, 1, 2))

    assert first == again
    assert first != other


def test_the_table_tells_bands_chances_and_what_they_rest_on(run):
    _, out, _ = run(*asked("a6"), "--lang", "en")

    for line in (
        r"^Fewer than 30 candidates: how far the sources of error spread is uncertain itself",
        r"^Of fewer than 20 candidates reliability and variances are told as intervals",
        r"^Total\n=====\n10 candidates, 6 tasks, 5 raters$",
        r"^  Candidate +Band +Score +Standard error +Among the best 3 +Place among the best$",
        r"^  K03 +1 +4\.16 +0\.20 +> 99% +clear$",
        r"^  K0[129] +2 +3\.\d\d +0\.\d\d +\d\d% +still open$",
        r"^  K07 +4 +1\.85 +0\.20 +< 1% +clearly not$",
        r"^  Reliability: – \(0\.\d\d to 0\.9\d\)$",
        r"^  Everything else +– +\(0\.\d\d to 0\.\d\d\)$",
        r"^A band holds candidates whom the evidence does not tell apart",
    ):
        assert re.search(line, out, re.MULTILINE), line
    assert out.count("Fewer than 30 candidates") == 1
    assert out.count("A band holds") == 1


MEDIAN_ROWS = [
    f"K{who:02},T{task},R{rater},NETW,{1 + (who * task + who + rater * rater) % 5},given,1,{{rule}}"
    for who in range(12)
    for task in range(4)
    for rater in range(3)
]
OF_CELLS = f"{HEADING},kind,answered,rule"


def test_where_the_file_counts_medians_scores_are_medians_and_errors_hold_what_they_add(run, tmp_path):
    def told(rule, *more):
        rows = [row.format(rule=rule) for row in MEDIAN_ROWS]
        return run(written(tmp_path, *rows, heading=OF_CELLS), "--scores", *more)[1]

    means, medians = (json.loads(told(rule, "--json")) for rule in ("cells", "cells-median"))
    first, middle = (each["competencies"]["NETW"] for each in (means, medians))

    assert ("rule" in means, medians["rule"]) == (False, "cells-median")
    assert all(round(4 * score, 9).is_integer() for score in middle["score"].values())
    assert middle["score"] != first["score"]
    assert middle["components"] == first["components"]
    assert middle["standard_error"]["K01"] > 1.02 * first["standard_error"]["K01"]
    assert "Of several levels in one cell the median counts" in told("cells-median", "--lang", "en")
    assert "mediannya yang dihitung" in told("cells-median")
    assert "median" not in told("cells", "--lang", "en")


def test_the_table_speaks_indonesian(run):
    _, out, _ = run(*asked("a6"))

    assert re.search(r"^  K03 +1 +4,16 +0,20 +> 99% +jelas$", out, re.MULTILINE)


def test_no_english_is_left_in_the_indonesian_table(run):
    english, indonesian = (run(*asked("a4"), "--lang", language)[1] for language in ("en", "id"))

    shared = set(english.splitlines()) & set(indonesian.splitlines())
    assert {line for line in shared if re.search("[a-z]{4}", line)} == set()


def test_what_a_design_cannot_tell_apart_is_named(run):
    _, out, _ = run(*asked("a4"), "--lang", "en")

    said = " ".join(out.split())
    assert (
        "Left out, because this design cannot tell it apart: Candidate × rater (from: Everything else); "
        "Task × rater (from: Raters)." in said
    )


def test_many_candidates_are_told_in_figures(run, tmp_path):
    given, _ = simulated(1, candidates=40, tasks=4, raters=5)
    rows = [
        f"{given.candidates[c]},{given.tasks[t]},{given.raters[r]},NETW,{min(5, max(1, round(level)))}"
        for c, t, r, level in zip(given.candidate, given.task, given.rater, given.level, strict=True)
    ]

    _, out, _ = run(written(tmp_path, *rows), "--scores", "--lang", "en")

    assert "Bayes" not in out
    assert re.search(r"^  Reliability: 0\.\d\d \(0\.\d\d to 0\.\d\d\)$", out, re.MULTILINE)


def test_without_weights_there_is_no_total_and_every_competency_has_its_posterior(run):
    path = DATA / "a6.csv"

    found = json.loads(run(path, "--scores", "--json")[1])

    assert "total" not in found
    assert all("bayes" in block for block in found["competencies"].values())
    assert found["weights"] == {"ADAP": 1, "COMW": 1, "EVNT": 1, "NETW": 1}


def test_whoever_answered_nothing_has_no_score_and_stands_in_no_list(run, tmp_path):
    heading = "candidate,task,rater,competency,rating,kind,answered"
    rows = [
        f"k{i},t{t},r{j},NETW,{1 + (i * t + j) % 5},given,1"
        for i in range(4)
        for t in range(3)
        for j in (1, 2)
    ]
    rows += [f"nobody,t{t},,NETW,1,not_answered,0" for t in range(3)]

    found = json.loads(run(written(tmp_path, *rows, heading=heading), "--scores", "--json")[1])

    assert set(found["competencies"]["NETW"]["score"]) == {"k0", "k1", "k2", "k3"}


def test_a_file_of_one_level_has_scores_and_says_why_there_is_no_error(run, tmp_path):
    rows = [f"k{i},t{t},r{j},NETW,3" for i in range(4) for t in range(3) for j in (1, 2)]
    path = written(tmp_path, *rows)

    _, text, _ = run(path, "--scores", "--lang", "en")
    found = json.loads(run(path, "--scores", "--json", "--lang", "en")[1])["competencies"]["NETW"]

    assert "There are no errors: there is no variation: all values are the same." in text
    assert re.search(r"^  k0 +– +3\.00 +–$", text, re.MULTILINE)
    assert found["reliability"] == {"undefined": "there is no variation: all values are the same"}
    assert (found["standard_error"], found["p_top"], found["se_of_difference"]) == (None, None, None)
    assert found["score"] == {"k0": 3, "k1": 3, "k2": 3, "k3": 3}


def test_a_panel_in_parts_is_told_before_anything_is_compared(run, tmp_path):
    def of(candidates, raters):
        return [
            f"k{i},t{t},r{j},NETW,{1 + (i + t * j) % 5}"
            for i in candidates
            for t in (1, 2, 3)
            for j in raters
        ]

    apart = written(tmp_path, *of(range(4), (1, 2)), *of(range(4, 8), (3, 4)))
    told = " ".join(run(apart, "--scores", "--lang", "en")[1].split())
    linked = written(tmp_path, *of(range(4), (1, 2)), *of(range(3, 8), (3, 4)))

    assert "The panel falls into 2 parts that share neither a rater nor a candidate:" in told
    assert "The panel falls" not in run(linked, "--scores", "--lang", "en")[1]


def test_one_task_has_errors_and_no_bands(run, tmp_path):
    rows = [f"k{i},t,r{j},NETW,{1 + (i * 2 + j) % 5}" for i in range(9) for j in (1, 2)]

    _, text, _ = run(written(tmp_path, *rows), "--scores", "--lang", "en")

    assert "There are no bands and chances: at least two tasks are needed." in text


def test_a_competency_without_a_weight_is_refused(run):
    status, out, err = run(DATA / "a6.csv", "--scores", "--weights", "COMW=1", "--lang", "en")

    assert (status, out) == (1, "")
    assert "The competency “ADAP” has no weight." in err


def test_a_file_without_any_level_is_refused(run, tmp_path):
    status, _, err = run(written(tmp_path, "a,t,x,NETW,NE"), "--scores", "--lang", "en")

    assert (status, err) == (1, "The file holds no ratings.\n")


def test_places_and_seed_belong_to_scores(run):
    status, _, err = run(DATA / "a6.csv", "--top", "3")

    assert status == 2
    assert "--top and --seed belong to --scores." in err
