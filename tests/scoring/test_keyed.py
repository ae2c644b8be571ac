"""What a confirmed key gives reaches the score, as a cell without a reviewer."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from hiring import clock
from hiring.scoring import actions
from hiring.scoring.models import Review
from hiring.scoring.queries.checking import discrepancies
from hiring.scoring.queries.inputs import score_inputs
from hiring.scoring.queries.scores import scores_of_sitting
from hiring.scoring.score_rules import scores_of
from hiring.scoring.scores import Cell, CellKind, KeyedLevel
from tests.factories.banks import hashed_anew
from tests.factories.scoring import a_panel, allocated, handed_in, locked
from tests.factories.sittings import AnswerRevisionFactory
from tests.postgres import on_both


def _input(session, sitting, panel):
    return score_inputs(session, panel.opening.id, [sitting.id])[sitting.id]


def _asked(session, sitting, panel):
    return {each.task: each for each in _input(session, sitting, panel).tasks}[panel.scenario.id]


@on_both
@pytest.mark.parametrize(
    ("answer", "level"),
    [
        ({"most": "C", "least": "A"}, Fraction(5)),
        ({"most": "C", "least": "B"}, Fraction(3)),
        ({"most": "A", "least": "C"}, Fraction(1)),
    ],
)
def test_the_level_of_what_was_chosen_is_a_cell_without_a_reviewer(session, answer, level):
    panel = a_panel(2, key_confirmed=True)
    sitting = handed_in(panel)
    AnswerRevisionFactory(sitting=sitting, item=panel.scenario, part="choice", value=answer)
    actions.allocate_reviews(session, sitting.id)
    for review in session.query(Review).order_by(Review.id):
        locked(review, 4)

    given = _input(session, sitting, panel)
    scores = scores_of(given, given.policy.rule)

    assert Cell(panel.scenario.id, CellKind.KEYED, level) in scores.of("COMW").cells
    assert scores.of("COMW").score == Decimal(str(float((4 + level) / 2))).quantize(Decimal("0.01"))
    assert scores.of("NETW").score == Decimal("4.00")


def test_without_an_answer_it_is_the_lowest(session):
    panel = a_panel(2, key_confirmed=True)
    sitting = allocated(panel)

    assert _asked(session, sitting, panel).keyed == (KeyedLevel("COMW", Fraction(1), answered=False),)


def test_a_choice_that_came_too_late_counts_as_none(session):
    panel = a_panel(2, key_confirmed=True)
    sitting = handed_in(panel)
    AnswerRevisionFactory(
        sitting=sitting, item=panel.scenario, part="choice", value={"most": "C", "least": "A"}, late=True
    )

    assert _asked(session, sitting, panel).keyed == (KeyedLevel("COMW", Fraction(1), answered=False),)


def test_a_key_that_nobody_has_confirmed_counts_for_nothing(session):
    panel = a_panel(2)
    sitting = handed_in(panel)
    AnswerRevisionFactory(
        sitting=sitting, item=panel.scenario, part="choice", value={"most": "C", "least": "A"}
    )

    assert _asked(session, sitting, panel).keyed == ()


def test_a_task_that_lost_its_key_counts_for_nothing_and_scores_stand(session):
    panel = a_panel(2)
    content = dict(panel.scenario.content)
    content.pop("key")
    panel.scenario.content = content
    hashed_anew(panel.scenario)
    sitting = handed_in(panel)
    chosen = {"most": "C", "least": "A"}
    AnswerRevisionFactory(sitting=sitting, item=panel.scenario, part="choice", value=chosen)
    actions.allocate_reviews(session, sitting.id)
    for review in session.query(Review).order_by(Review.id):
        locked(review, 4)

    assert actions.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))

    found = scores_of_sitting(session, sitting.id).scores
    assert [found.of(code).score for code in ("COMW", "NETW")] == [Decimal("4.00")] * 2
    assert {cell.kind for cell in found.of("COMW").cells} == {CellKind.GIVEN}
    assert list(discrepancies(session)) == []


def test_a_provisional_key_counts_where_the_opening_says_so_and_is_named_as_such(session):
    panel = a_panel(2, key_provisional=True, provisional_keys_count=True)
    sitting = handed_in(panel)
    AnswerRevisionFactory(
        sitting=sitting, item=panel.scenario, part="choice", value={"most": "C", "least": "B"}
    )
    actions.allocate_reviews(session, sitting.id)
    for review in session.query(Review).order_by(Review.id):
        locked(review, 4)
    assert actions.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))
    session.commit()

    found = scores_of_sitting(session, sitting.id).scores
    cell = Cell(panel.scenario.id, CellKind.KEYED, Fraction(3), provisional=True)
    assert found.of("COMW").provisional == (cell,)
    assert (found.of("COMW").score, found.of("NETW").provisional) == (Decimal("3.50"), ())
    assert list(discrepancies(session)) == []


def test_a_provisional_key_counts_for_nothing_where_the_opening_does_not_say_so(session):
    panel = a_panel(2, key_provisional=True)
    sitting = handed_in(panel)
    AnswerRevisionFactory(
        sitting=sitting, item=panel.scenario, part="choice", value={"most": "C", "least": "A"}
    )

    assert _asked(session, sitting, panel).keyed == ()


def test_what_is_written_down_comes_out_again(session):
    panel = a_panel(2, key_confirmed=True)
    sitting = allocated(panel)
    for review in session.query(Review).order_by(Review.id):
        locked(review, 4)
    assert actions.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))
    session.commit()

    assert list(discrepancies(session)) == []
