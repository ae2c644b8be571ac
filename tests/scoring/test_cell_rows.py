"""What leaves for statistics: the same scores come out of its rows, whatever stood in the cells."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.scoring.cell_rows import CellRow, RowKind, rows_of
from hiring.scoring.queries import CELL_COLUMNS
from hiring.scoring.queries.cell_tables import CellNames, as_values
from hiring.scoring.score_rules import scores_of
from hiring.scoring.scores import CELLS, TASK_MEANS, Excuse, Gap, KeyedLevel
from hiring.spreadsheets import TableFormat, write_table
from hiring.stats.reading import read_ratings
from hiring.stats.score_sheet import scores_in
from tests.scoring.test_cells import _given, _rated, _sittings, _task

NAMES = CellNames({n: f"T{n}" for n in range(20)}, {n: f"R{n}" for n in range(20)})


def scores_by_statistics(sittings, rule, chosen):
    """Return (figures by competency, total) of every candidate that `hiring stats` finds in the file."""
    weights = {one.code: Fraction(one.weight) for one in sittings[0].policy.competencies}
    rows = [
        as_values(row, f"K{number}", NAMES, rule.name)
        for number, sitting in enumerate(sittings)
        for row in rows_of(sitting)
    ]
    with NamedTemporaryFile() as file:
        write_table(file, chosen, list(CELL_COLUMNS), rows, title="cells")
        file.flush()
        found = scores_in(read_ratings(Path(file.name), (1.0, 5.0)), weights)
    assert found.rule == rule.name
    return {
        name: (
            {code: found.rounded(mean) for code, mean in one.competencies.items() if mean is not None},
            None if one.total is None else found.rounded(one.total),
        )
        for name, one in found.candidates.items()
    }


def scores_by_the_rule(sittings, rule):
    found = {}
    for number, sitting in enumerate(sittings):
        if any(rows_of(sitting)):
            scores = scores_of(sitting, rule)
            figures = {one.code: one.score for one in scores.competencies if one.score is not None}
            found[f"K{number}"] = figures, scores.total
    return found


def under(rule, sitting):
    return replace(sitting, policy=replace(sitting.policy, rule=rule))


def somebody_was_rated(sittings):
    return any(row.kind in {RowKind.GIVEN, RowKind.NOTHING_SHOWN} for one in sittings for row in rows_of(one))


@pytest.mark.parametrize("rule", [CELLS, TASK_MEANS])
@given(sittings=_sittings(), chosen=st.sampled_from(TableFormat))
@settings(max_examples=min(60, settings.default.max_examples))
def test_the_same_scores_come_out_of_the_file_to_the_last_digit(sittings, chosen, rule):
    sittings = [under(rule, sitting) for sitting in sittings]
    if somebody_was_rated(sittings):
        assert scores_by_statistics(sittings, rule, chosen) == scores_by_the_rule(sittings, rule)


def test_every_kind_of_cell_has_its_row():
    keyed = KeyedLevel("NETW", Fraction(11, 3)), KeyedLevel("NETW", Fraction(1), answered=False)
    tasks = [
        _task(1, {"COMW"}),
        _task(2, {"COMW"}, answered=False, gap=Gap.NOT_REACHED),
        _task(3, {"NETW"}, excused=Excuse.FOR_CANDIDATE),
        _task(4, (), answered=False, keyed=keyed),
        _task(5, {"NETW"}),
        _task(6, {"COMW"}),
    ]
    ratings = [*_rated(1, 4, "nothing"), *_rated(3, 5, competency="NETW"), *_rated(6, 3, None)]

    assert list(rows_of(_given(tasks, ratings))) == [
        CellRow(1, "COMW", RowKind.GIVEN, Fraction(4), True, rater=1),
        CellRow(1, "COMW", RowKind.NOTHING_SHOWN, Fraction(1), True, rater=2),
        CellRow(2, "COMW", RowKind.NOT_ANSWERED, Fraction(1), False, why=Gap.NOT_REACHED),
        CellRow(3, "NETW", RowKind.EXCUSED, None, True, why=Excuse.FOR_CANDIDATE),
        CellRow(4, "NETW", RowKind.KEYED, Fraction(11, 3), True, part=1),
        CellRow(4, "NETW", RowKind.KEYED, Fraction(1), False, part=2),
        CellRow(5, "NETW", RowKind.EXCUSED, None, True, why=Excuse.NOT_RATED),
        CellRow(6, "COMW", RowKind.GIVEN, Fraction(3), True, rater=1),
        CellRow(6, "COMW", RowKind.EXCUSED, None, True, rater=2, why=Excuse.NOT_JUDGED),
    ]
