import csv
from dataclasses import asdict, replace
from json import dumps, loads
from random import Random

import pytest

from hiring.fingerprints import canonical_hash
from hiring.standings.computing import Evidence, computed, computed_in_child
from hiring.standings.rules import TOTAL, VERSION, ErrorMethod
from tests.psychometrics.worked import DATA, expected


def table(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        return [
            (
                row["candidate"],
                row["task"],
                row["rater"],
                row["competency"],
                float(row["rating"]) if row["rating"] else None,
            )
            for row in csv.DictReader(file)
        ]


def evidence(name):
    wanted = expected(name)
    return Evidence.of(table(name), wanted["weights"], wanted["total"]["top_k"])


@pytest.mark.process
def test_a_process_of_its_own_finds_the_scores_errors_and_places_of_the_worked_example():
    wanted = expected("a6")["total"]

    found = computed_in_child(evidence("a6"))

    totals = {who: figures[TOTAL] for who, figures in found.figures.items()}
    assert found.studies[TOTAL].method is ErrorMethod.BAYES
    for at, name, tolerance in ((0, "score", 1e-6), (1, "standard_error", 1e-3)):
        assert {who: each[at] for who, each in totals.items()} == pytest.approx(wanted[name], abs=tolerance)
    assert {who: each[4] for who, each in totals.items()} == pytest.approx(wanted["bayes"]["p_top"], abs=0.02)
    assert {who: each[3] for who, each in totals.items()} == pytest.approx(
        wanted["bayes"]["centred_sd"], abs=0.015
    )
    assert found.places[0] == max(wanted["bayes"]["p_top"], key=wanted["bayes"]["p_top"].get)


def test_the_order_in_which_ratings_come_makes_no_difference():
    rows = table("a1")
    turned = Random(7).sample(rows, len(rows))
    one, other = (Evidence.of(each, {"COMW": 100}, 2) for each in (rows, turned))

    assert one.digest() == other.digest()
    assert computed(one) == computed(other)
    assert Evidence.of(rows, {"COMW": 100}, 3).digest() != one.digest()


def test_evidence_in_columns_is_the_same_evidence():
    rows = [*table("a6"), ("K", "T", "", "COMW", None)]
    one = Evidence.of(rows, {"COMW": 60, "NETW": 40}, 2)

    assert Evidence.from_columns(loads(dumps(one.in_columns()))) == one
    medians = replace(one, medians=True)
    assert Evidence.from_columns(loads(dumps(medians.in_columns()))) == medians


def test_what_was_computed_of_means_keeps_its_digest_and_medians_have_another():
    means = Evidence.of(cells(3, 2), {"COMW": 100}, 1)
    kept = {"version": VERSION, "rows": means.rows, "weights": {"COMW": 100}, "top": 1}

    assert means.digest() == canonical_hash(kept, ascii_only=True)
    assert replace(means, medians=True).digest() == canonical_hash(kept | {"medians": True}, ascii_only=True)


def test_where_medians_count_the_score_is_that_of_medians_and_its_error_larger():
    rows = cells(12, 3, ("R1", "R2", "R3"), level=lambda who, task, at: 1.0 + (who * task + at * at) % 5)
    means = Evidence.of(rows, {"COMW": 100}, 2)

    mean, of_median = (computed(each).figures["K1"][TOTAL] for each in (means, replace(means, medians=True)))

    levels = [sorted(row[4] for row in rows if row[:2] == ("K1", f"T{task}"))[1] for task in range(3)]
    assert of_median[0] == pytest.approx(sum(levels) / 3)
    assert of_median[0] != mean[0]
    assert of_median[1] > mean[1] > 0
    assert 0 < of_median[4] < 1


def test_of_two_competencies_the_chance_to_be_among_the_best_is_that_of_the_total_alone():
    rows = [
        *cells(40, 3, level=_changing),
        *[(*row[:3], "NETW", 6 - row[4]) for row in cells(40, 3, level=_changing)],
    ]

    found = computed(Evidence.of(rows, {"COMW": 60, "NETW": 40}, 2))

    chances = {name: [each[name][4:5] for each in found.figures.values()] for name in (TOTAL, "COMW", "NETW")}
    assert all(not chance or chance == [None] for name in ("COMW", "NETW") for chance in chances[name])
    assert sum(chance for [chance] in chances[TOTAL]) == pytest.approx(2, abs=0.01)


def _same(*_):
    return 3.0


def cells(candidates, tasks, raters=("R1", "R2"), level=_same):
    return [
        (f"K{who}", f"T{task}", rater, "COMW", level(who, task, at))
        for who in range(candidates)
        for task in range(tasks)
        for at, rater in enumerate(raters)
    ]


def _changing(candidate, task, rater):
    return float(1 + (candidate * task + rater) % 5)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (cells(1, 3, level=_changing), "at least two persons are needed"),
        (cells(4, 3), "there is no variation: all values are the same"),
        (cells(4, 3, raters=("",), level=_changing), "no reviewer rated anything"),
        (cells(4, 1, level=_changing), "at least two tasks are needed"),
    ],
)
def test_where_nobody_can_be_told_apart_a_sentence_says_why(rows, why):
    found = computed(Evidence.of(rows, {"COMW": 100}, 1))

    assert (found.bands, found.studies[TOTAL].why) == ([], why)
    assert all(figures[TOTAL][0] is not None for figures in found.figures.values())
    assert "NaN" not in dumps(asdict(found))


def test_one_reviewer_for_everybody_gives_figures_and_no_faults():
    found = computed(Evidence.of(cells(4, 3, raters=("R1",), level=_changing), {"COMW": 100}, 1))

    assert sum(found.bands) == 4
    assert "NaN" not in dumps(asdict(found))


def test_where_nothing_is_scored_there_is_nothing():
    for rows in ([], cells(3, 2, level=lambda *_: None)):
        found = computed(Evidence.of(rows, {"COMW": 100}, 1))

        assert (found.studies, list(found.places), found.figures) == ({}, [], {})


def test_parts_of_a_panel_that_share_nobody_are_counted():
    rows = [(who, task, f"R{int(who[1]) % 2}", code, level) for who, task, _, code, level in cells(4, 3)]

    assert computed(Evidence.of(rows, {"COMW": 100}, 1)).parts == 2
    assert computed(Evidence.of(cells(4, 3), {"COMW": 100}, 1)).parts == 1
