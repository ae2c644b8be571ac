"""A thread to moderate: what is kept, when it is finished, its points, how it is read."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from hiring.banks.answer_problems import TOO_LONG, UNKNOWN_OPTION, WRONG_SHAPE
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.answers import answer_problems, answered, gives_evidence
from hiring.banks.kinds import kind_of
from hiring.banks.kinds.moderation_queue.report import ModeratedMessage, ModerationAnswer
from hiring.banks.rules import LONGEST_ANSWER, MeasureWeight
from hiring.banks.scoring_keys import keyed_parts, keyed_points
from hiring.banks.tasks import Measure
from hiring.banks.validation.tasks import task_remarks
from hiring.scoring.completeness import words_to_quote
from hiring.scoring.rules import needs_review, open_parts
from tests.banks.tasks import MODERATION, task_of

PART = task_of(MODERATION).part("thread")
KIND = kind_of(PART)
ACTIONS = {"A": "keep", "B": "hide", "C": "ask"}
WHOLE = {"actions": ACTIONS, "rules": {"B": "R2"}, "reply": "Mari kita tunggu kabar resmi."}
KEY = {
    "actions": {"A": ["keep"], "B": ["hide"], "C": ["ask", "hide"]},
    "rules": {"A": [], "B": ["R2"], "C": ["R1"]},
}


@pytest.mark.parametrize(
    ("value", "problems"),
    [
        ({}, ()),
        (WHOLE, ()),
        ({"actions": {"A": None}, "rules": {"A": None}, "reply": ""}, ()),
        ({"actions": {"A": "ban"}}, (UNKNOWN_OPTION,)),
        ({"rules": {"A": "R9"}}, (UNKNOWN_OPTION,)),
        ({"actions": {"A": 1}}, (WRONG_SHAPE,)),
        ({"rules": {"A": ["R1"]}}, (WRONG_SHAPE,)),
        ({"actions": ["A"]}, (WRONG_SHAPE,)),
        ({"rules": None}, (WRONG_SHAPE,)),
        ({"actions": {"D": "hide"}}, (WRONG_SHAPE,)),
        ({"reply": 3}, (WRONG_SHAPE,)),
        ({"replies": "x"}, (WRONG_SHAPE,)),
        ({"reply": "x" * (LONGEST_ANSWER + 1)}, (TOO_LONG,)),
    ],
)
def test_what_is_missing_is_unfinished_and_what_is_not_offered_wrong(value, problems):
    assert answer_problems(PART, value) == problems


@pytest.mark.parametrize(
    ("value", "finished", "evidence"),
    [
        ({}, False, False),
        ({"actions": {}, "reply": " \n"}, False, False),
        ({"rules": {"A": "R1"}}, False, True),
        ({"actions": {"A": "keep"}}, False, True),
        ({"reply": "Ya."}, False, True),
        ({"actions": ACTIONS}, False, True),
        ({"actions": {"A": "keep"}, "reply": "Ya."}, False, True),
        ({"actions": ACTIONS, "reply": "Ya."}, True, True),
        (WHOLE, True, True),
    ],
)
def test_it_is_finished_with_an_action_for_each_and_the_reply(value, finished, evidence):
    assert (answered(PART, value), gives_evidence(PART, value)) == (finished, evidence)


def test_a_form_without_a_script_keeps_what_was_chosen_and_every_word():
    form = {
        "part.thread.A.action": "keep",
        "part.thread.A.rule": "",
        "part.thread.B.action": "",
        "part.thread.B.rule": "R2",
        "part.thread.reply": "Baris satu\r\nbaris dua",
    }

    kept = KIND.kept(PART, KIND.in_form(PART, form), TextCleaner())

    assert kept == {"actions": {"A": "keep"}, "rules": {"B": "R2"}, "reply": "Baris satu\nbaris dua"}
    assert KIND.kept(PART, KIND.in_form(PART, {}), TextCleaner()) == {"actions": {}, "rules": {}}


@pytest.mark.parametrize(
    ("value", "points"),
    [
        (WHOLE | {"rules": {"B": "R2", "C": "R1"}}, "200.00"),
        (WHOLE, "166.67"),
        ({"actions": {"A": "hide", "B": "keep", "C": "keep"}, "rules": {"A": "R1"}}, "0.00"),
        # A rule counts beside an action only: who leaves a message alone has not said that it breaks none.
        ({"actions": {"B": "hide"}, "rules": {"C": "R1"}}, "33.33"),
    ],
)
def test_points_are_the_shares_of_accepted_actions_and_rules(value, points):
    task = task_of(MODERATION, key={"moderation": {"thread": KEY}})

    score = keyed_points(task, {"thread": value})

    assert (score.points, score.of) == (Decimal(points), Decimal(200))


@pytest.mark.parametrize(
    ("keyed", "of", "by_chance"),
    [
        ({"actions": KEY["actions"]}, 100, Fraction(400, 9)),
        ({"rules": KEY["rules"]}, 100, Fraction(100, 3)),
        (KEY, 200, Fraction(700, 9)),
    ],
)
def test_a_key_may_speak_of_the_actions_or_the_rules_alone(keyed, of, by_chance):
    task = task_of(MODERATION, key={"moderation": {"thread": keyed}})
    entry = task.key.section("moderation")["thread"]

    assert keyed_points(task, {"thread": WHOLE}).of == of
    assert KIND.points_by_chance(PART, entry) == by_chance


def test_an_untouched_thread_is_missing_not_zero_and_a_whole_one_reaches_the_highest_level():
    task = task_of(MODERATION, key={"moderation": {"thread": KEY}, "measures": {"thread": "CMOD"}})
    best = WHOLE | {"rules": {"B": "R2", "C": "R1"}}

    assert keyed_points(task, {"thread": {"reply": "Ya."}}).missing == ("thread",)
    assert [part.level for part in keyed_parts(task, {"thread": best})] == [5]


def test_a_key_must_fit_the_messages_the_actions_and_the_rules():
    wrong = {"actions": {"A": [], "B": ["ban"], "C": ["ask"]}, "rules": {"A": [], "B": ["R9"]}}
    found = task_remarks(task_of(MODERATION, key={"moderation": {"thread": wrong}}), None)

    told = [(each.path[3:], each.expected) for each in found if each.path[:2] == ("key", "moderation")]
    assert told == [
        (("actions", "A"), "at least 1 choice"),
        (("actions", "B", 0), "one of the options: keep, hide, ask; ban is not one"),
        (("rules",), "a value for every option; missing: C"),
        (("rules", "B", 0), "one of the options: R1, R2; R9 is not one"),
    ]


def test_a_thread_needs_rules_messages_and_actions():
    spoiled = MODERATION | {"rules": [], "messages": MODERATION["messages"][:1], "actions": []}
    found = task_remarks(task_of(spoiled), None)

    told = [(each.path[2:], each.expected) for each in found if each.path[:1] == ("parts",)]
    assert told == [
        (("rules",), "at least 1 rule"),
        (("messages",), "at least 2 messages"),
        (("actions",), "at least 2 options"),
    ]


def test_people_rate_it_and_may_quote_its_reply_even_unfinished():
    task = replace(task_of(MODERATION), measures=(Measure(competency="CMOD", weight=MeasureWeight.PRIMARY),))

    assert [part.key for part in open_parts(task)] == ["thread"]
    assert words_to_quote(PART, WHOLE) == "Mari kita tunggu kabar resmi."
    assert needs_review(task, ["CMOD"], {"thread": {"actions": {"A": "keep"}}})
    assert not needs_review(task, ["CMOD"], {"thread": {"actions": {}, "rules": {}}})


def test_it_is_told_in_words_message_by_message_with_the_reply_at_the_end():
    assert KIND.in_words(
        PART, {"actions": {"B": "hide"}, "rules": {"B": "R2"}, "reply": "Tenang."}, "en"
    ) == ("Author B · 21.10 | Hide it | No private data\nTenang.")
    assert KIND.in_words(PART, {}, "en") == ""


def test_a_report_shows_the_thread_with_what_was_done():
    assert KIND.for_report(PART, {"actions": {"B": "hide"}, "rules": {"B": "R2"}}, "en") == ModerationAnswer(
        (
            ModeratedMessage("Author A · 21.10", "Message A", "", ""),
            ModeratedMessage("Author B · 21.10", "Message B", "Hide it", "No private data"),
            ModeratedMessage("Author C · 21.10", "Message C", "", ""),
        ),
        "",
    )
