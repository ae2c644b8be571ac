from dataclasses import replace
from decimal import Decimal

import pytest

from hiring.banks.kinds.table.report import TableAnswer
from hiring.dossiers.side_by_side import by_task
from hiring.dossiers.values import TaskRating, level_reached
from tests.factories import dossiers

TWO_BANKS = [("Letter", "A", 5), ("Letter", "B", 5), ("Poster", "A", 2), ("Poster", "B", 2)]


def _rating(task: str, rater: str, level: int | None) -> TaskRating:
    return TaskRating(task, task, rater, level, "because")


@pytest.mark.parametrize(
    ("score", "level"), [("1.00", 1), ("2.49", 2), ("2.50", 2), ("2.51", 3), ("3.50", 3), ("4.99", 5)]
)
def test_the_level_reached_is_the_nearest_and_the_lower_one_between_two(score, level):
    assert level_reached(Decimal(score), by_cells=False) == level


@pytest.mark.parametrize(("score", "level"), [("1.49", 1), ("1.50", 2), ("2.50", 3), ("4.99", 5)])
def test_where_scores_go_by_cells_the_higher_level_is_reached_between_two(score, level):
    assert level_reached(Decimal(score), by_cells=True) == level


def test_tasks_of_two_banks_with_one_code_are_two_tasks():
    ratings = [TaskRating("T01", title, rater, level, "because") for title, rater, level in TWO_BANKS]

    assert [(task.title, task.apart) for task in by_task(ratings)] == [("Letter", 0), ("Poster", 0)]


def test_the_highest_and_the_lowest_competencies_are_told():
    dossier = dossiers.rich("en")

    assert [one.code for one in dossier.strongest] == ["NETW"]
    assert [one.code for one in dossier.weakest] == ["ADAP"]
    assert [one.code for one in dossier.differing] == ["ADAP"]
    assert dossier.raters == ("A", "B")


def test_nothing_is_highest_when_all_scores_are_alike():
    dossier = dossiers.rich("en")
    alike = replace(
        dossier, competencies=tuple(replace(one, score=Decimal(3)) for one in dossier.competencies)
    )

    assert (alike.strongest, alike.weakest) == ((), ())


def test_a_missing_score_is_never_the_lowest():
    assert "COMO" not in [one.code for one in dossiers.rich("en").weakest]


def test_a_dossier_without_scores_and_references_has_nothing_to_chart():
    assert dossiers.rich("en").has_marks
    assert not dossiers.sparse("en").has_marks


def test_columns_of_figures_are_recognised():
    table = TableAnswer(
        ("Item", "Rp", "Share", "Note"),
        (("Tents", "Rp 3.500.000", "-5 %", "2 × 3"), ("Sum", "", "12,5%", "")),
    )

    assert table.figures == (False, True, True, False)


def test_a_row_that_is_too_short_does_not_break_its_table():
    assert TableAnswer(("a", "b"), (("x",), ("y", "1"))).figures == (False, True)


@pytest.mark.parametrize("dash", ["-", "–", "—", "−", " – "])
def test_a_dash_among_figures_leaves_them_figures_and_dashes_alone_are_none(dash):
    table = TableAnswer(("what", "Rp", "left open"), (("Tenda", "3.500.000", dash), ("Truk", dash, dash)))

    assert table.figures == (False, True, False)
