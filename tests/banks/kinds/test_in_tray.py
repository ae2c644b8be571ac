"""Messages to handle: what is kept, when all is handled, its points, how it is read."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from hiring.banks import choosing
from hiring.banks.answer_problems import NO_SUCH_PLACE, TOO_LONG, UNKNOWN_OPTION, WRONG_SHAPE
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.answers import answer_problems, answered, gives_evidence
from hiring.banks.kinds import kind_of
from hiring.banks.kinds.in_tray.kind import in_each_place
from hiring.banks.kinds.in_tray.report import HandledMessage, TrayAnswer
from hiring.banks.rules import LONGEST_ANSWER, MeasureWeight
from hiring.banks.scoring_keys import keyed_parts, keyed_points
from hiring.banks.tasks import Measure
from hiring.banks.validation.tasks import task_remarks
from hiring.scoring.completeness import words_to_quote
from hiring.scoring.rules import needs_review, open_parts
from tests.banks.tasks import IN_TRAY, task_of

PART = task_of(IN_TRAY).part("tray")
KIND = kind_of(PART)
PLACES = {"A": 2, "B": 1, "C": 3}
ACTIONS = {"A": "later", "B": "call", "C": "pass"}
WHOLE = {"places": PLACES, "actions": ACTIONS, "replies": {"B": "Saya telepon."}}
KEY = {"places": {"A": 2, "B": 1, "C": 3}, "actions": {"A": ["later", "pass"], "B": ["call"], "C": ["pass"]}}


@pytest.mark.parametrize(
    ("value", "problems"),
    [
        ({}, ()),
        (WHOLE, ()),
        ({"places": {"A": 1, "B": 1}, "actions": {"A": None}}, ()),
        ({"replies": {"B": "", "A": ""}}, ()),
        ({"places": {"A": 4}}, (NO_SUCH_PLACE,)),
        ({"places": {"A": 0}}, (NO_SUCH_PLACE,)),
        ({"places": {"A": True}}, (WRONG_SHAPE,)),
        ({"places": {"A": "1"}}, (WRONG_SHAPE,)),
        ({"places": ["A"]}, (WRONG_SHAPE,)),
        ({"places": {"D": 1}}, (WRONG_SHAPE,)),
        ({"actions": {"A": "shout"}}, (UNKNOWN_OPTION,)),
        ({"actions": {"A": 1}}, (WRONG_SHAPE,)),
        ({"actions": {"A": ["call"]}}, (WRONG_SHAPE,)),
        ({"replies": {"B": 3}}, (WRONG_SHAPE,)),
        ({"replies": {"A": "nobody asked"}}, (WRONG_SHAPE,)),
        ({"replies": {"B": "x" * (LONGEST_ANSWER + 1)}}, (TOO_LONG,)),
        ({"order": []}, (WRONG_SHAPE,)),
    ],
)
def test_what_is_missing_or_doubled_is_unfinished_and_what_is_not_offered_wrong(value, problems):
    assert answer_problems(PART, value) == problems


@pytest.mark.parametrize(
    ("value", "finished", "evidence"),
    [
        ({}, False, False),
        ({"places": {}, "replies": {"B": " \n"}}, False, False),
        ({"places": {"A": 1}}, False, True),
        ({"actions": {"A": "call"}}, False, True),
        ({"replies": {"B": "Ya."}}, False, True),
        (WHOLE | {"places": {"A": 1, "B": 1, "C": 3}}, False, True),
        (WHOLE | {"actions": {"A": "later", "B": "call"}}, False, True),
        (WHOLE | {"replies": {}}, False, True),
        (WHOLE, True, True),
    ],
)
def test_it_is_finished_with_place_and_action_for_each_and_the_replies_asked_for(value, finished, evidence):
    assert (answered(PART, value), gives_evidence(PART, value)) == (finished, evidence)


def test_a_form_without_a_script_keeps_what_was_chosen_and_every_word():
    form = {
        "part.tray.A.place": "1",
        "part.tray.B.place": "1",
        "part.tray.C.place": "",
        "part.tray.A.action": "call",
        "part.tray.B.action": "",
        "part.tray.B.reply": "Baris satu\r\nbaris dua",
    }

    kept = KIND.kept(PART, KIND.in_form(PART, form), TextCleaner())

    assert kept == {
        "places": {"A": 1, "B": 1},
        "actions": {"A": "call"},
        "replies": {"B": "Baris satu\nbaris dua"},
    }


def test_places_that_several_messages_have_are_named():
    value = {"places": {"A": 2, "B": 2, "C": 1}}

    assert [[each.message.key for each in place] for place in in_each_place(PART, value)] == [
        ["C"],
        ["A", "B"],
        [],
    ]
    assert choosing.places_twice(in_each_place(PART, value)) == [2]
    assert choosing.places_twice(in_each_place(PART, {"places": PLACES})) == []


@pytest.mark.parametrize(
    ("value", "points", "of"),
    [
        (WHOLE, "200.00", "200.00"),
        (WHOLE | {"places": {"A": 2, "B": 3, "C": 1}}, "100.00", "200.00"),
        (WHOLE | {"actions": {"A": "pass", "B": "later", "C": "later"}}, "133.33", "200.00"),
        # An order that is not whole earns nothing, whatever the actions earn.
        (WHOLE | {"places": {"A": 2, "B": 2, "C": 2}}, "100.00", "200.00"),
        ({"actions": {"B": "call"}}, "33.33", "200.00"),
        ({"places": {"B": 1}}, "0.00", "200.00"),
    ],
)
def test_points_are_the_nearness_of_the_order_and_the_share_of_accepted_actions(value, points, of):
    task = task_of(IN_TRAY, key={"handling": {"tray": KEY}})

    score = keyed_points(task, {"tray": value})

    assert (score.points, score.of) == (Decimal(points), Decimal(of))


@pytest.mark.parametrize(
    ("keyed", "of", "by_chance"),
    [
        ({"places": KEY["places"]}, "100.00", Fraction(100, 3)),
        ({"actions": KEY["actions"]}, "100", Fraction(400, 9)),
        (KEY, "200.00", Fraction(700, 9)),
    ],
)
def test_a_key_may_speak_of_the_order_or_the_actions_alone(keyed, of, by_chance):
    task = task_of(IN_TRAY, key={"handling": {"tray": keyed}})
    entry = task.key.section("handling")["tray"]

    assert keyed_points(task, {"tray": WHOLE}).of == Decimal(of)
    assert KIND.points_by_chance(PART, entry) == by_chance


def test_an_untouched_tray_is_missing_not_zero_and_a_whole_one_reaches_the_highest_level():
    task = task_of(IN_TRAY, key={"handling": {"tray": KEY}, "measures": {"tray": "EVNT"}})

    assert keyed_points(task, {"tray": {"replies": {"B": "Ya."}}}).missing == ("tray",)
    assert [part.level for part in keyed_parts(task, {"tray": WHOLE})] == [5]


def test_a_key_must_fit_the_messages_and_the_actions():
    wrong = {"places": {"A": 4}, "actions": {"A": [], "B": ["shout"], "C": ["pass"], "D": ["call"]}}
    found = task_remarks(task_of(IN_TRAY, key={"handling": {"tray": wrong}}), None)

    told = [(each.path[3:], each.expected) for each in found if each.path[:2] == ("key", "handling")]
    assert told == [
        (("places",), "a value for every option; missing: B, C"),
        (("places", "A"), "a number from 1 to 3"),
        (("actions", "D"), "one of the options: A, B, C; D is not one"),
        (("actions", "A"), "at least 1 choice"),
        (("actions", "B", 0), "one of the options: call, pass, later; shout is not one"),
    ]


def test_a_key_that_says_nothing_measures_nothing():
    found = task_remarks(task_of(IN_TRAY, key={"handling": {"tray": {}}}), None)

    assert [each.path for each in found if each.path[:2] == ("key", "handling")] == [
        ("key", "handling", "tray")
    ]


def test_a_tray_needs_messages_and_actions_with_keys_of_their_own_and_sensible_words():
    spoiled = IN_TRAY | {
        "messages": [IN_TRAY["messages"][0], IN_TRAY["messages"][0]],
        "actions": IN_TRAY["actions"][:1],
        "words": {"min": 9, "max": 3},
    }
    found = task_remarks(task_of(spoiled), None)

    told = [(each.path[2:], each.expected) for each in found if each.path[:1] == ("parts",)]
    assert told == [
        (("actions",), "at least 2 options"),
        (("messages", 1, "key"), "every message once; A stands here a second time"),
        (("words", "min"), "a min that is not larger than max"),
    ]


def test_people_rate_it_and_may_quote_its_replies_even_unfinished():
    task = replace(task_of(IN_TRAY), measures=(Measure(competency="COMW", weight=MeasureWeight.PRIMARY),))

    assert [part.key for part in open_parts(task)] == ["tray"]
    assert words_to_quote(PART, WHOLE) == "Saya telepon."
    assert needs_review(task, ["COMW"], {"tray": {"actions": {"A": "call"}}})
    assert not needs_review(task, ["COMW"], {"tray": {"places": {}, "actions": {}, "replies": {}}})


def test_it_is_told_in_words_in_the_order_of_handling():
    told = KIND.in_words(PART, {"places": {"B": 1}, "actions": {"A": "pass"}, "replies": {"B": "Ya."}}, "en")

    assert told == "1: Sender B · WhatsApp · 07.40\nYa.\n-: Sender A · WhatsApp · 07.40 | Pass on"


def test_a_report_shows_every_message_in_the_order_of_handling():
    assert KIND.for_report(
        PART, {"places": {"C": 1}, "actions": {"C": "call"}, "replies": {"B": "Ya."}}, "en"
    ) == (
        TrayAnswer(
            (
                HandledMessage("Sender C · WhatsApp · 07.40", "Message C", 1, "Call", ""),
                HandledMessage("Sender A · WhatsApp · 07.40", "Message A", None, "", ""),
                HandledMessage("Sender B · WhatsApp · 07.40", "Message B", None, "", "Ya."),
            )
        )
    )
