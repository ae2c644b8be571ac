"""What a dossier says of cells: what was empty, showed nothing, or was left out has a name of its own."""

import re
from decimal import Decimal

import pytest

from hiring.dossiers.canonical import dossier_as_json, dossier_from_json
from hiring.dossiers.values import Level, UnratedCell
from hiring.scoring.scores import CellKind, Gap
from tests.factories.reports import a_panel_with_hiring_manager, dossier_of, scored
from tests.factories.scoring import LETTER

#: COMW (3 + 1) / 2 = 2.00, NETW (1 + 1) / 2 = 1.00, EVNT is asked by no task.
LEVELS = {("T90", "COMW"): (4, 2), ("T90", "NETW"): (None, None)}
TITLE = "Letter to the village head (en)"


@pytest.fixture
def ready(session):
    """Return somebody who wrote the first of two letters only, under the rule of cells."""
    panel, manager = a_panel_with_hiring_manager(score_rule="cells")
    return scored(LEVELS, panel=panel, hiring_manager=manager, text=None, first=LETTER)


def _of(dossier, code):
    return next(one for one in dossier.competencies if one.code == code)


def test_what_was_left_empty_counts_and_is_told_apart_from_what_was_rated(ready):
    dossier = dossier_of(ready)
    result = _of(dossier, "COMW")

    assert (result.score, dossier.summary.total) == (Decimal("2.00"), Decimal("1.63"))
    assert (dossier.summary.n_tasks, dossier.summary.n_ratings) == (2, 4)
    assert dossier.summary.not_answered == (TITLE,)
    assert result.unrated == (
        UnratedCell("T91", TITLE, CellKind.NOT_ANSWERED, Gap.LEFT_EMPTY, Decimal("1.00")),
    )


def test_nothing_shown_is_a_level_1_with_a_name_and_without_the_anchor(ready):
    result = _of(dossier_of(ready), "NETW")

    assert [(one.level, one.nothing_shown) for one in result.ratings] == [(1, True), (1, True)]
    assert result.level == Level(1, "nothing answered or shown", "")


def test_such_a_dossier_comes_back_from_its_json_as_it_was(ready):
    dossier = dossier_of(ready)

    assert dossier.schema == 2
    assert dossier_from_json(dossier_as_json(dossier)) == dossier


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", [f"{TITLE}: not answered: counts as level 1", "nothing shown: counts as level 1"]),
        ("id", ["tidak dijawab: dihitung sebagai tingkat 1", "tidak ada yang ditunjukkan: dihitung sebagai"]),
    ],
)
def test_the_page_names_every_kind_of_cell_in_both_languages(signed_in, ready, locale, expected):
    ready.hr.locale = locale

    page = signed_in(ready.hr).get(f"/applications/{ready.application.public_id}").text
    said = " ".join(re.sub(r"<[^>]+>", "", page).split())

    for words in expected:
        assert words in said
    assert 'class="here"' not in page.split('id="competency-2"')[1].split("</section>")[0]
