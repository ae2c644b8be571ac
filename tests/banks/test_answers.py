"""Which answers can be kept, and which parts they answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.banks import answer_problems as problem
from hiring.banks.answer_texts import word_count
from hiring.banks.answers import answer_problems, answered
from hiring.banks.kinds import KINDS
from hiring.banks.kinds.branching.kind import BROKEN_PATH
from hiring.banks.kinds.most_least.kind import SAME_OPTION_TWICE
from hiring.banks.kinds.rate_each.kind import OFF_THE_SCALE
from hiring.banks.kinds.table.kind import TOO_MANY_ROWS
from hiring.banks.rules import LONGEST_ANSWER
from tests.banks.tasks import EVERY_KIND, task_of

TASK = task_of(*EVERY_KIND)


def part(key):
    found = TASK.part(key)
    assert found is not None
    return found


def test_every_kind_of_part_is_tried_here():
    assert {each.kind for each in TASK.parts} == {kind.name for kind in KINDS}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("letter", {"text": ""}),
        ("letter", {"text": "x" * LONGEST_ANSWER}),
        ("letter", {"text": "\r\n" * LONGEST_ANSWER}),
        ("budget", {"rows": []}),
        ("budget", {"rows": [{"item": "Tents"}, {}, {"item": "", "amount": "12"}]}),
        ("single", {}),
        ("single", {"choice": None}),
        ("single", {"choice": "C"}),
        ("extremes", {"most": "A"}),
        ("extremes", {"most": "A", "least": "C"}),
        ("ratings", {}),
        ("ratings", {"ratings": {"A": 1, "B": None}}),
        ("ratings", {"ratings": {"A": 1, "B": 7}}),
        ("story", {}),
        ("story", {"path": []}),
        ("story", {"path": ["N1-B", "N2-A"]}),
        ("story", {"path": ["N1-C"]}),
    ],
)
def test_a_well_formed_answer_has_no_problems_finished_or_not(key, value):
    assert answer_problems(part(key), value) == ()


@pytest.mark.parametrize(
    ("key", "value", "problems"),
    [
        ("letter", None, (problem.WRONG_SHAPE,)),
        ("letter", "text", (problem.WRONG_SHAPE,)),
        ("letter", {}, (problem.WRONG_SHAPE,)),
        ("letter", {"text": 3}, (problem.WRONG_SHAPE,)),
        ("letter", {"text": "a", "more": "b"}, (problem.WRONG_SHAPE,)),
        ("letter", {1: "a"}, (problem.WRONG_SHAPE,)),
        ("letter", {"text": "x" * (LONGEST_ANSWER + 1)}, (problem.TOO_LONG,)),
        ("letter", {"text": "a\0b"}, (problem.UNSTORABLE_CHARACTER,)),
        ("letter", {"text": "a\ud800"}, (problem.UNSTORABLE_CHARACTER,)),
        ("budget", {"rows": {}}, (problem.WRONG_SHAPE,)),
        ("budget", {"rows": ["Tents"]}, (problem.WRONG_SHAPE,)),
        ("budget", {"rows": [{"price": "1"}]}, (problem.WRONG_SHAPE,)),
        ("budget", {"rows": [{"amount": 1}]}, (problem.WRONG_SHAPE,)),
        ("budget", {"rows": [{}] * 4}, (TOO_MANY_ROWS,)),
        ("budget", {"rows": [{"item": "x" * 60_000}, {"item": "x" * 60_000}]}, (problem.TOO_LONG,)),
        ("single", {"choice": "D"}, (problem.UNKNOWN_OPTION,)),
        ("single", {"choice": 1}, (problem.WRONG_SHAPE,)),
        ("single", {"choice": ["A"]}, (problem.WRONG_SHAPE,)),
        ("single", {"chosen": "A"}, (problem.WRONG_SHAPE,)),
        ("extremes", {"most": "A", "least": "A"}, (SAME_OPTION_TWICE,)),
        ("extremes", {"most": "Y", "least": "Z"}, (problem.UNKNOWN_OPTION,)),
        ("ratings", {"ratings": []}, (problem.WRONG_SHAPE,)),
        ("ratings", {"ratings": {"C": 3}}, (problem.UNKNOWN_OPTION,)),
        ("ratings", {"ratings": {"A": 0}}, (OFF_THE_SCALE,)),
        ("ratings", {"ratings": {"A": 8, "B": "7"}}, (OFF_THE_SCALE, problem.WRONG_SHAPE)),
        ("ratings", {"ratings": {"A": True}}, (problem.WRONG_SHAPE,)),
        ("story", {"path": "N1-A"}, (problem.WRONG_SHAPE,)),
        ("story", {"path": ["N2-A"]}, (BROKEN_PATH,)),
        ("story", {"path": ["N1-C", "N2-A"]}, (BROKEN_PATH,)),
        ("story", {"path": [1]}, (BROKEN_PATH,)),
    ],
)
def test_a_malformed_answer_is_named_by_its_problem(key, value, problems):
    assert answer_problems(part(key), value) == problems


@pytest.mark.parametrize(
    ("key", "value", "finished"),
    [
        ("letter", {"text": " \n\t"}, False),
        ("letter", {"text": "Yes"}, True),
        ("letter", {"text": "x" * (LONGEST_ANSWER + 1)}, False),
        ("budget", {"rows": []}, False),
        ("budget", {"rows": [{"item": " Tents ", "amount": "1,000"}, {}]}, False),
        ("budget", {"rows": [{"item": "Tenda", "amount": "1.000"}]}, False),
        ("budget", {"rows": [{"item": "Tents", "amount": "2,000"}]}, True),
        ("single", {}, False),
        ("single", {"choice": "B"}, True),
        ("extremes", {"most": "A"}, False),
        ("extremes", {"most": "A", "least": "B"}, True),
        ("ratings", {"ratings": {"A": 3}}, False),
        ("ratings", {"ratings": {"A": 3, "B": 4}}, True),
        ("story", {"path": ["N1-A"]}, False),
        ("story", {"path": ["N1-C"]}, True),
        ("story", {"path": ["N1-A", "N2-B"]}, True),
        ("story", None, False),
    ],
)
def test_a_part_is_answered_when_nothing_is_left_to_choose(key, value, finished):
    assert answered(part(key), value) is finished


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
NAMES = st.sampled_from(["text", "rows", "choice", "most", "least", "ratings", "path"])


@pytest.mark.thorough
@given(st.sampled_from([each.key for each in TASK.parts]), JSON | st.dictionaries(NAMES, JSON))
def test_nothing_that_can_be_sent_breaks_the_check(key, value):
    if answer_problems(part(key), value):
        assert not answered(part(key), value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n ", 0),
        ("satu", 1),
        ("Rp 75.000.000 - termasuk cadangan", 4),
        ("warga-warga pukul 19.30.", 3),
        ("- satu\n- dua\n", 2),
        ("… !!! ___", 0),
        ("新しい 村", 2),
    ],
)
def test_words_are_runs_that_hold_a_letter_or_a_digit(text, words):
    assert word_count(text) == words


@pytest.mark.thorough
@given(
    st.lists(st.from_regex(r"[A-Za-z0-9]{1,8}", fullmatch=True)), st.sampled_from([" ", "\n", "\r\n", "\t "])
)
def test_joining_words_keeps_their_number(words, gap):
    assert word_count(gap.join(words)) == len(words)


@pytest.mark.thorough
@given(st.text(), st.text())
def test_a_text_has_as_many_words_as_its_halves(left, right):
    assert word_count(f"{left} {right}") == word_count(left) + word_count(right)
