"""A talk by turns: what is kept, how far it goes, what no longer changes, how it is read."""

from dataclasses import replace

import pytest

from hiring.banks.answer_problems import TOO_LONG, UNSTORABLE_CHARACTER, WRONG_SHAPE
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.answers import answer_problems, answered, gives_evidence
from hiring.banks.kinds import kind_of
from hiring.banks.kinds.negotiation.kind import SENT_IS_SENT, WRITE_FIRST
from hiring.banks.kinds.negotiation.report import SpokenTurn, TalkAnswer
from hiring.banks.rules import LONGEST_ANSWER, MeasureWeight
from hiring.banks.tasks import Measure
from hiring.banks.validation.tasks import task_remarks
from hiring.scoring.rules import needs_review, open_parts, words_to_quote
from tests.banks.tasks import NEGOTIATION, task_of

PART = task_of(NEGOTIATION).part("talk")
KIND = kind_of(PART)


@pytest.mark.parametrize(
    ("value", "problems"),
    [
        ({}, ()),
        ({"replies": []}, ()),
        ({"replies": [""]}, ()),
        ({"replies": ["Ya.", ""]}, ()),
        ({"replies": ["Ya.", "Ya.", "Ya."]}, ()),
        ({"replies": ["", "Ya."]}, (WRONG_SHAPE,)),
        ({"replies": ["Ya.", " \n", ""]}, (WRONG_SHAPE,)),
        ({"replies": ["Ya."] * 4}, (WRONG_SHAPE,)),
        ({"replies": ["Ya.", 2]}, (WRONG_SHAPE,)),
        ({"replies": "Ya."}, (WRONG_SHAPE,)),
        ({"replies": None}, (WRONG_SHAPE,)),
        ({"sent": ["Ya."]}, (WRONG_SHAPE,)),
        ({"replies": ["x" * LONGEST_ANSWER, "x"]}, (TOO_LONG,)),
        ({"replies": ["\0"]}, (UNSTORABLE_CHARACTER,)),
    ],
)
def test_lines_are_replied_to_in_order_and_none_is_skipped(value, problems):
    assert answer_problems(PART, value) == problems


@pytest.mark.parametrize(
    ("value", "finished", "evidence"),
    [
        ({}, False, False),
        ({"replies": [" \n"]}, False, False),
        ({"replies": ["Ya."]}, False, True),
        ({"replies": ["Ya.", ""]}, False, True),
        ({"replies": ["Ya.", "Ya.", " "]}, False, True),
        ({"replies": ["Ya.", "Ya.", "Ya."]}, True, True),
    ],
)
def test_it_is_finished_with_a_reply_to_every_line(value, finished, evidence):
    assert (answered(PART, value), gives_evidence(PART, value)) == (finished, evidence)


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ({}, {"replies": []}, None),
        ({}, {"replies": ["Satu", "Dua", "Tiga"]}, None),
        ({"replies": ["Satu"]}, {"replies": ["Lain"]}, None),
        ({"replies": ["Satu"]}, {"replies": []}, None),
        ({"replies": ["Satu", ""]}, {"replies": ["Satu", "Dua"]}, None),
        ({"replies": ["Satu", "Dua", "Tiga"]}, {"replies": ["Satu", "Dua", "Lain"]}, None),
        ({"replies": ["Satu", ""]}, {"replies": ["Satu"]}, SENT_IS_SENT),
        ({"replies": ["Satu", ""]}, {"replies": ["Lain", ""]}, SENT_IS_SENT),
        ({"replies": ["Satu", "Dua", ""]}, {"replies": ["Satu", "Lain", ""]}, SENT_IS_SENT),
        ({"replies": ["Satu", ""]}, {"replies": []}, SENT_IS_SENT),
    ],
)
def test_what_is_sent_stays_and_what_is_being_written_may_change(before, after, problem):
    assert KIND.step_problem(before, after) == problem


@pytest.mark.parametrize(
    ("form", "replies", "missing"),
    [
        ({}, [], WRITE_FIRST),
        ({"part.talk.1": ""}, [], WRITE_FIRST),
        ({"part.talk.1": "Baris satu\r\nbaris dua"}, ["Baris satu\nbaris dua"], None),
        ({"part.talk.1": "Satu", "step": "talk"}, ["Satu", ""], None),
        ({"part.talk.1": "Satu", "step": "other"}, ["Satu"], None),
        ({"part.talk.1": " ", "step": "talk"}, [], WRITE_FIRST),
        ({"part.talk.1": "Satu", "part.talk.2": " ", "step": "talk"}, ["Satu", " "], WRITE_FIRST),
        ({"part.talk.1": "a", "part.talk.2": "b", "part.talk.3": "c", "step": "talk"}, ["a", "b", "c"], None),
    ],
)
def test_a_form_sends_a_reply_by_its_button_and_keeps_it_without(form, replies, missing):
    assert KIND.kept(PART, KIND.in_form(PART, form), TextCleaner()) == {"replies": replies}
    assert KIND.missing_for_step(PART, form) == missing


def test_a_candidate_sees_no_line_before_the_reply_to_the_last_is_sent():
    def seen(value):
        return [(each.line.en, each.reply, each.sent) for each in KIND.for_candidate(PART, value).turns]

    assert seen({}) == [("Line 1", "", False)]
    assert seen({"replies": ["Ya."]}) == [("Line 1", "Ya.", False)]
    assert seen({"replies": ["Ya.", ""]}) == [("Line 1", "Ya.", True), ("Line 2", "", False)]
    assert seen({"replies": ["Ya.", "Baik.", "Ya."]})[2:] == [("Line 3", "Ya.", True)]
    assert KIND.for_candidate(PART, {}).count == 3


def test_a_talk_has_two_lines_at_least_and_limits_that_can_be_kept():
    spoiled = NEGOTIATION | {"lines": NEGOTIATION["lines"][:1], "words": {"min": 9, "max": 5}}
    found = task_remarks(task_of(spoiled), None)

    told = [(each.path[2:], each.expected) for each in found if each.path[:1] == ("parts",)]
    assert told == [
        (("lines",), "at least 2 lines"),
        (("words", "min"), "a min that is not larger than max"),
    ]


def test_people_rate_it_and_may_quote_every_reply_even_unfinished():
    task = replace(task_of(NEGOTIATION), measures=(Measure(competency="KOLN", weight=MeasureWeight.PRIMARY),))

    assert [part.key for part in open_parts(task)] == ["talk"]
    assert words_to_quote(PART, {"replies": ["Satu.", "Dua.", ""]}) == "Satu.\nDua."
    assert needs_review(task, ["KOLN"], {"talk": {"replies": ["Satu."]}})
    assert not needs_review(task, ["KOLN"], {"talk": {"replies": []}})


def test_it_is_told_in_words_as_far_as_it_went():
    assert KIND.in_words(PART, {"replies": ["Satu.", ""]}, "en") == (
        "Vendor: Line 1\n→ Satu.\n\nVendor: Line 2"
    )
    assert KIND.in_words(PART, {}, "en") == ""


def test_a_report_shows_the_lines_reached_and_which_reply_was_not_sent():
    assert KIND.for_report(PART, {"replies": ["Satu.", "Du"]}, "en") == TalkAnswer(
        "Vendor", (SpokenTurn("Line 1", "Satu.", True), SpokenTurn("Line 2", "Du", False)), 3
    )
