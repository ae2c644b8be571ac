"""A talk by turns: what is kept, how far it goes, what no longer changes, how it is read."""

from dataclasses import replace

import pytest

from hiring.banks.answer_problems import TOO_LONG, UNKNOWN_OPTION, UNSTORABLE_CHARACTER, WRONG_SHAPE
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.answers import answer_problems, answered, gives_evidence
from hiring.banks.kinds import kind_of
from hiring.banks.kinds.negotiation.kind import SENT_IS_SENT, WRITE_FIRST
from hiring.banks.kinds.negotiation.report import SpokenTerm, SpokenTurn, TalkAnswer
from hiring.banks.rules import LONGEST_ANSWER, MeasureWeight
from hiring.banks.tasks import Measure
from hiring.banks.validation.tasks import task_remarks
from hiring.scoring.completeness import words_to_quote
from hiring.scoring.rules import needs_review, open_parts
from tests.banks.tasks import NEGOTIATION, TALK_WITH_TERMS, both, task_of

PART = task_of(NEGOTIATION).part("talk")
KIND = kind_of(PART)
WITH_TERMS = task_of(TALK_WITH_TERMS).part("talk")
SAID = {"replies": ["Satu.", "Dua."]}


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


@pytest.mark.parametrize(
    ("value", "problems"),
    [
        (SAID | {"terms": {}, "open": []}, ()),
        (SAID | {"terms": {"fee": "Rp5.000.000"}, "open": ["deadline"]}, ()),
        ({"replies": ["Satu."], "terms": {}, "open": []}, ()),
        ({"replies": ["Satu."], "terms": {"fee": "Rp5.000.000"}}, (WRONG_SHAPE,)),
        ({"replies": ["Satu."], "open": ["fee"]}, (WRONG_SHAPE,)),
        (SAID | {"terms": {"rights": "Semua"}}, (WRONG_SHAPE,)),
        (SAID | {"terms": {"fee": 5}}, (WRONG_SHAPE,)),
        (SAID | {"terms": ["fee"]}, (WRONG_SHAPE,)),
        (SAID | {"open": "fee"}, (WRONG_SHAPE,)),
        (SAID | {"open": [5]}, (WRONG_SHAPE,)),
        (SAID | {"open": ["rights"]}, (UNKNOWN_OPTION,)),
        (SAID | {"terms": {"fee": "x" * LONGEST_ANSWER}}, (TOO_LONG,)),
        (SAID | {"terms": {"fee": "\0"}}, (UNSTORABLE_CHARACTER,)),
    ],
)
def test_terms_are_those_of_the_task_and_come_with_the_last_line(value, problems):
    assert answer_problems(WITH_TERMS, value) == problems


def test_a_talk_that_asks_for_no_terms_takes_none():
    assert answer_problems(PART, {"replies": ["Ya."] * 3, "terms": {"fee": "Rp5.000.000"}}) == (WRONG_SHAPE,)
    assert KIND.kept(PART, {"replies": ["Ya."] * 3, "terms": {}}, TextCleaner()) == {"replies": ["Ya."] * 3}


def test_a_talk_with_terms_is_finished_once_each_is_written_down_or_said_to_be_open():
    half, whole = SAID | {"terms": {"fee": "Rp5.000.000"}}, {"terms": {"fee": "Rp5"}, "open": ["deadline"]}

    assert [answered(WITH_TERMS, each) for each in (SAID, half, SAID | whole)] == [False, False, True]
    assert KIND.untouched(WITH_TERMS, {"replies": ["", ""]})
    assert not KIND.untouched(WITH_TERMS, {"replies": ["Satu.", ""], "open": ["fee"]})


def test_terms_are_kept_in_the_order_of_the_task_without_what_is_empty():
    sent = SAID | {"terms": {"deadline": "\r\n", "fee": "Rp5.000.000"}, "open": ["deadline", "fee"]}

    assert KIND.kept(WITH_TERMS, sent, TextCleaner()) == SAID | {
        "terms": {"fee": "Rp5.000.000"},
        "open": ["fee", "deadline"],
    }


def test_a_form_brings_terms_only_with_the_last_line():
    form = {"part.talk.1": "Satu.", "part.talk.term.fee": "Rp5", "part.talk.open.deadline": "1"}

    assert KIND.in_form(WITH_TERMS, form) == {"replies": ["Satu."]}
    assert KIND.in_form(WITH_TERMS, form | {"part.talk.2": "Dua."}) == SAID | {
        "terms": {"fee": "Rp5"},
        "open": ["deadline"],
    }


def test_terms_may_change_while_what_is_sent_stays():
    before = SAID | {"terms": {"fee": "Rp5"}, "open": []}

    assert KIND.step_problem(before, SAID | {"terms": {}, "open": ["fee"]}) is None


def test_a_candidate_sees_the_terms_with_the_last_line_only():
    def seen(value):
        return [
            (each.term.text.en, each.text, each.open) for each in KIND.for_candidate(WITH_TERMS, value).terms
        ]

    assert seen({"replies": ["Satu."]}) == []
    assert seen({"replies": ["Satu.", ""]}) == [("Fee", "", False), ("Deadline", "", False)]
    assert seen(SAID | {"terms": {"fee": "Rp5"}, "open": ["deadline"]}) == [
        ("Fee", "Rp5", False),
        ("Deadline", "", True),
    ]


def test_a_term_has_a_key_of_its_own_and_both_languages():
    terms = [{"key": "fee", "text": both("Fee")}, {"key": "fee", "text": {"id": "Tarif", "en": ""}}]
    found = task_remarks(task_of(TALK_WITH_TERMS | {"terms": terms}), None)

    told = [(each.path[2:], each.expected) for each in found if each.path[2:3] == ("terms",)]
    assert told == [
        (("terms", 1, "text", "en"), "a text in English; this one is empty"),
        (("terms", 1, "key"), "every term once; fee stands here a second time"),
    ]


def test_what_was_agreed_is_told_in_words_quoted_and_reported():
    value = SAID | {"terms": {"deadline": "Jumat?"}, "open": ["deadline"]}

    assert KIND.in_words(WITH_TERMS, value, "en").endswith("→ Dua.\n\nDeadline: not agreed; Jumat?")
    assert words_to_quote(WITH_TERMS, value) == "Satu.\nDua.\nJumat?"
    assert KIND.for_report(WITH_TERMS, value, "en").terms == (
        SpokenTerm("Fee", "", False),
        SpokenTerm("Deadline", "Jumat?", True),
    )
