"""Bank values as JSON and back."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.banks.bank import BankDocument
from hiring.banks.documents import as_json, content_hash, from_json, task_from_json
from hiring.banks.kinds.branching.shape import Branching, BranchOption, Node
from hiring.banks.kinds.choose_one.shape import ChooseOne
from hiring.banks.kinds.long_text.shape import LongText
from hiring.banks.kinds.most_least.shape import BestAndWorst, MostLeast
from hiring.banks.kinds.rate_each.shape import RateEach, RatingScale
from hiring.banks.kinds.table.shape import Column, ColumnKind, TablePart
from hiring.banks.parts import AnswerInBoth, Option, WordLimits
from hiring.banks.rules import ExemplarLevel, MeasureWeight, Method
from hiring.banks.tasks import CalibrationAnswer, Exemplar, Key, LookFors, Material, Measure, Task
from hiring.i18n.localised import Localised

TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
BOTH = st.builds(Localised, id=TEXTS, en=TEXTS)
KEYS = st.from_regex(r"[a-z]{1,4}", fullmatch=True)
ANSWERS = st.dictionaries(KEYS, TEXTS | st.integers(0, 9) | st.lists(TEXTS, max_size=2), max_size=2)

ANSWERS_BY_PART = st.dictionaries(KEYS, st.builds(AnswerInBoth, id=ANSWERS, en=ANSWERS), max_size=1)


def many(each):
    return st.lists(each, max_size=2).map(tuple)


def built(shape, kind=None, **fields):
    named = {"key": KEYS, "title": BOTH, "prompt": BOTH, "kind": st.just(kind)} if kind else {}
    return st.builds(shape, **named, **fields)


OPTIONS = many(st.builds(Option, key=KEYS, text=BOTH))
WORDS = st.builds(WordLimits, min=st.none() | st.integers(1, 9), max=st.none() | st.integers(1, 9))
COLUMNS = many(st.builds(Column, key=KEYS, title=BOTH, kind=st.sampled_from(ColumnKind), sum=st.booleans()))
NODES = many(
    st.builds(
        Node,
        key=KEYS,
        situation=BOTH,
        options=many(
            st.builds(BranchOption, key=KEYS, text=BOTH, goes_to=st.none() | KEYS, meanwhile=st.none() | BOTH)
        ),
    )
)
PARTS = st.one_of(
    built(LongText, "long_text", words=WORDS, rated=st.booleans()),
    built(
        TablePart,
        "table",
        columns=COLUMNS,
        rows=many(st.dictionaries(KEYS, BOTH)),
        max_rows=st.integers(1, 9),
    ),
    built(ChooseOne, "choose_one", options=OPTIONS),
    built(MostLeast, "most_least", options=OPTIONS),
    built(
        RateEach,
        "rate_each",
        options=OPTIONS,
        scale=st.builds(RatingScale, labels=st.dictionaries(st.integers(1, 7), BOTH, max_size=2)),
    ),
    built(Branching, "branching", nodes=NODES),
)
SCORING = st.builds(
    Key,
    version=TEXTS,
    provisional=st.booleans(),
    notes=st.none() | BOTH,
    points=st.dictionaries(KEYS, st.dictionaries(KEYS, st.integers(-9, 9)), max_size=2),
    most_least=st.dictionaries(KEYS, st.builds(BestAndWorst, most=KEYS, least=KEYS), max_size=2),
    ratings=st.dictionaries(KEYS, st.dictionaries(KEYS, st.floats(1, 7)), max_size=2),
    reasons=st.dictionaries(KEYS, BOTH, max_size=2),
)
COMPARED = st.builds(
    CalibrationAnswer,
    levels=st.dictionaries(TEXTS, st.integers(1, 5), max_size=2),
    reasons=st.dictionaries(TEXTS, BOTH, max_size=2),
    parts=ANSWERS_BY_PART,
)
TASKS = st.builds(
    Task,
    code=TEXTS,
    title=BOTH,
    minutes=st.integers(1, 99),
    practice=st.booleans(),
    method=st.sampled_from(Method),
    measures=many(st.builds(Measure, competency=TEXTS, weight=st.sampled_from(MeasureWeight))),
    materials=many(st.builds(Material, key=KEYS, title=BOTH, text=BOTH)),
    instructions=BOTH,
    parts=many(PARTS),
    look_fors=many(
        st.builds(
            LookFors,
            competency=TEXTS,
            points=many(BOTH),
            levels=st.dictionaries(st.integers(1, 5), BOTH, max_size=2),
        )
    ),
    traps=many(BOTH),
    key=st.none() | SCORING,
    exemplars=many(
        st.builds(
            Exemplar,
            level=st.sampled_from(ExemplarLevel),
            score=TEXTS,
            parts=ANSWERS_BY_PART,
            note=st.none() | BOTH,
        )
    ),
    calibration=many(COMPARED),
    controls=many(COMPARED),
)


@pytest.mark.thorough
@given(TASKS)
def test_a_task_comes_back_from_json_as_it_was(task):
    stored = json.loads(json.dumps(as_json(task)))

    assert task_from_json(stored) == task
    assert content_hash(stored) == content_hash(task)


def test_the_shipped_bank_comes_back_from_json_as_it_was(shipped):
    stored = json.loads(json.dumps(as_json(shipped)))

    again = from_json(BankDocument, stored)

    assert isinstance(again, BankDocument)
    assert again == shipped
    assert content_hash(again) == content_hash(shipped)


def test_what_was_left_out_stays_out_of_the_json(shipped):
    plain = as_json(shipped.task("T01"))

    assert "practice" not in plain
    assert "key" not in plain
    assert plain["parts"][1]["words"] == {"max": 90}


def test_a_single_word_changes_the_hash(shipped):
    task = shipped.task("T05")
    other = dataclasses.replace(task, title=Localised(id=task.title.id, en=task.title.en + "."))

    assert content_hash(task) != content_hash(other)
    assert len(content_hash(task)) == 64


def test_the_order_of_keys_does_not_change_the_hash():
    assert content_hash({"a": 1, "b": [2]}) == content_hash({"b": [2], "a": 1})


@pytest.mark.parametrize("value", [None, [], "T01", {}, {"code": "T01"}])
def test_json_of_another_shape_is_refused(value):
    with pytest.raises(ValueError, match="validation error"):
        task_from_json(value)


def test_a_task_does_not_guess_types(shipped):
    plain = as_json(shipped.task("T05"))

    for wrong in ({"minutes": "25"}, {"minutes": 25.5}, {"surprise": True}, {"title": "Email"}):
        with pytest.raises(ValueError, match="validation error"):
            task_from_json(plain | wrong)
