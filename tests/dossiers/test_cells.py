"""What a dossier says of cells: what was empty, showed nothing, or was left out has a name of its own."""

import re
from decimal import Decimal

import pytest

from hiring.accounts.rules import SYSTEM
from hiring.dossiers.canonical import dossier_as_json, dossier_from_json
from hiring.dossiers.values import SCHEMA, Level, UnratedCell
from hiring.scoring.actions import recompute_scores
from hiring.scoring.models import ExcusedTask
from hiring.scoring.scores import CellKind, Gap
from tests.factories.banks import hashed_anew
from tests.factories.reports import a_panel_with_hiring_manager, dossier_of, half_answered, scored
from tests.page import words

TITLE = "Letter to the village head (en)"


@pytest.fixture
def ready(session):
    return half_answered()


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

    assert dossier.schema == SCHEMA
    assert dossier_from_json(dossier_as_json(dossier)) == dossier


def test_what_was_rated_before_its_task_was_excused_is_shown_as_not_counting(session, signed_in):
    panel, manager = a_panel_with_hiring_manager(score_rule="cells")
    ready = scored(panel=panel, hiring_manager=manager)
    ready.hr.locale = "en"
    excused = panel.letters[1]
    session.add(
        ExcusedTask(
            opening_id=panel.opening.id, item_id=excused.id, sitting_id=ready.sitting.id, reason="Rusak."
        )
    )
    recompute_scores(session, ready.sitting.id, by=SYSTEM)

    result = _of(dossier_of(ready), "COMW")
    page = signed_in(ready.hr).get(f"/applications/{ready.application.public_id}").text

    assert result.score == Decimal("3.00")  # of the first letter alone
    assert [result.counts(one) for one in result.ratings] == [True, True, False, False]
    assert words(page).count(f"{TITLE} does not count") == 2  # for each competency that was rated


@pytest.fixture
def by_provisional_key(session):
    """Return somebody in an opening where a provisional key counts, who chose well."""
    return half_answered({"most": "C", "least": "A"}, key_provisional=True, provisional_keys_count=True)


def test_a_level_by_a_provisional_key_is_named_as_such(by_provisional_key):
    dossier = dossier_of(by_provisional_key)

    keyed = [cell for cell in _of(dossier, "COMW").unrated if cell.kind == CellKind.KEYED]
    assert keyed == [
        UnratedCell("T91", "Angry group (en)", CellKind.KEYED, None, Decimal("5.00"), provisional=True)
    ]
    assert dossier.summary.provisional == ("Angry group (en)",)
    assert dossier.provenance.policy.provisional_keys
    assert dossier_from_json(dossier_as_json(dossier)) == dossier


def test_what_a_key_gave_beside_reviewers_is_told_next_to_their_levels(session):
    panel, manager = a_panel_with_hiring_manager(score_rule="cells", letters=1)
    choosing, written = panel.scenario.content, panel.letters[0]
    key = {**choosing["key"], "provisional": False, "measures": {"choice": "COMW"}}
    written.content = {
        **written.content,
        "parts": [*written.content["parts"], *choosing["parts"]],
        "key": key,
    }
    hashed_anew(written)
    session.flush()
    ready = scored({("T90", "COMW"): (4, 4), ("T90", "NETW"): (3, 3)}, panel=panel, hiring_manager=manager)

    result = _of(dossier_of(ready), "COMW")

    assert [one.level for one in result.ratings] == [4, 4]
    assert result.unrated == (UnratedCell("T90", TITLE, CellKind.KEYED, None, Decimal("1.00")),)
    assert result.score == Decimal("2.50")


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        (
            "en",
            [
                "Angry group (en): marked with an answer key that is still provisional: 5.00",
                "Total with provisional answer keys",
                "Answer keys count also where no panel of experts has confirmed them yet",
            ],
        ),
        (
            "id",
            [
                "Angry group (id): dinilai dengan kunci jawaban yang masih sementara: 5,00",
                "Total memakai kunci jawaban sementara",
                "Kunci jawaban yang belum disahkan panel ahli juga dihitung",
            ],
        ),
    ],
)
def test_page_and_shortlist_say_where_a_provisional_key_counts(
    signed_in, by_provisional_key, locale, expected
):
    ready = by_provisional_key
    ready.hr.locale = locale
    client = signed_in(ready.hr)

    said = words(client.get(f"/applications/{ready.application.public_id}").text)
    assert [each for each in expected if each not in said] == []
    listed = words(client.get(f"/openings/{ready.panel.opening.public_id}/shortlist").text)
    found = [
        "with provisional answer keys",
        "1 task by a provisional answer key",
        "In 1 task an answer key counts as well.",
    ]
    if locale == "id":
        found = [
            "dengan kunci jawaban sementara",
            "1 tugas dengan kunci jawaban sementara",
            "Di 1 tugas, kunci jawaban juga dihitung.",
        ]
    assert [each for each in found if each not in listed] == []


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

    for sentence in expected:
        assert sentence in said
    assert 'class="here"' not in page.split('id="competency-2"')[1].split("</section>")[0]
