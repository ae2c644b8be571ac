from dataclasses import replace
from decimal import Decimal

from hiring.dossiers.charts import score_rows
from hiring.dossiers.values import DossierRaterMean
from hiring.reports.html import qr_code
from tests.factories import dossiers


def _with_raters(*means: str):
    first = dossiers.rich("en").competencies[0]
    raters = tuple(
        DossierRaterMean(letter, Decimal(mean)) for letter, mean in zip("ABC", means, strict=False)
    )
    return replace(first, raters=raters)


def _shifts(*means: str) -> dict[str, Decimal]:
    (row,) = score_rows([_with_raters(*means)])
    return {mark.rater: mark.shift for mark in row.marks}


def test_marks_that_would_cover_each_other_stand_side_by_side():
    assert _shifts("3.00", "3.00") == {"A": Decimal("-0.5"), "B": Decimal("0.5")}
    assert _shifts("3.10", "3.00", "3.00") == {"B": -1, "C": 0, "A": 1}


def test_marks_far_apart_stand_where_their_value_is():
    assert _shifts("2.00", "4.00") == {"A": 0, "B": 0}


def test_a_competency_without_a_score_keeps_its_row_and_what_referees_saw():
    row = score_rows(dossiers.rich("en").competencies)[1]

    assert (row.score, row.marks, row.reference) == (None, (), Decimal("3.50"))


def test_a_long_name_takes_two_lines_and_is_cut_after_them():
    long = replace(dossiers.rich("en").competencies[0], name="Facilitating dialogue " * 6)

    (row,) = score_rows([long])

    assert [len(line) <= 28 for line in row.lines] == [True, True]
    assert row.lines[-1].endswith("…")


def test_an_empty_name_still_has_a_line():
    assert score_rows([replace(dossiers.rich("en").competencies[0], name="")])[0].lines == ("",)


def test_a_qr_code_is_a_square_of_unit_squares():
    code = qr_code("https://recruiting.example/verify/HR-7F3K-2M9Q")

    assert code.size in range(21, 178, 4)
    assert code.path.startswith("M0 0h1v1h-1z")
