"""Declared AI aids: what is kept, when it is finished, that nobody rates it, how it is read."""

import pytest

from hiring.banks import messages as expect
from hiring.banks.answer_problems import TOO_LONG, UNKNOWN_OPTION, WRONG_SHAPE
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.answers import answer_problems, answered, gives_evidence
from hiring.banks.kinds import kind_of
from hiring.banks.kinds.aids_declaration.report import DeclaredAids
from hiring.banks.rules import LONGEST_ANSWER
from hiring.banks.validation.tasks import task_remarks
from hiring.scoring.rules import needs_review, open_parts
from tests.banks.tasks import AIDS, LONG_TEXT, task_of

PART = task_of(AIDS).part("aids")
KIND = kind_of(PART)


@pytest.mark.parametrize(
    ("value", "problems"),
    [
        ({}, ()),
        ({"used": None}, ()),
        ({"used": "no"}, ()),
        ({"used": "yes", "how": "Terjemahan."}, ()),
        ({"how": "Terjemahan."}, ()),
        ({"used": "perhaps"}, (UNKNOWN_OPTION,)),
        ({"used": True}, (WRONG_SHAPE,)),
        ({"used": ["yes"]}, (WRONG_SHAPE,)),
        ({"how": 3}, (WRONG_SHAPE,)),
        ({"how": None}, (WRONG_SHAPE,)),
        ({"text": "x"}, (WRONG_SHAPE,)),
        ({"how": "x" * (LONGEST_ANSWER + 1)}, (TOO_LONG,)),
    ],
)
def test_what_is_not_said_yet_is_unfinished_and_anything_else_wrong(value, problems):
    assert answer_problems(PART, value) == problems


@pytest.mark.parametrize(
    ("value", "finished", "untouched"),
    [
        ({}, False, True),
        ({"how": " \n"}, False, True),
        ({"used": "no"}, True, False),
        ({"used": "yes"}, False, False),
        ({"used": "yes", "how": " "}, False, False),
        ({"used": "yes", "how": "Terjemahan."}, True, False),
        ({"how": "Terjemahan."}, False, False),
    ],
)
def test_who_used_aids_also_says_how(value, finished, untouched):
    assert (answered(PART, value), KIND.untouched(PART, value)) == (finished, untouched)


def test_nobody_rates_it_and_a_task_in_which_nothing_else_was_written_is_not_answered():
    task, declared = task_of(LONG_TEXT, AIDS), {"aids": {"used": "yes", "how": "Terjemahan."}}

    assert [part.key for part in open_parts(task)] == ["letter"]
    assert not gives_evidence(PART, declared["aids"])
    assert not needs_review(task, ["COMW"], declared)


def test_a_form_without_a_script_keeps_every_word():
    form = {"part.aids.used": "yes", "part.aids.how": "Baris satu\r\nbaris dua"}

    kept = KIND.kept(PART, KIND.in_form(PART, form), TextCleaner())

    assert kept == {"used": "yes", "how": "Baris satu\nbaris dua"}
    assert KIND.kept(PART, KIND.in_form(PART, {"part.aids.how": " "}), TextCleaner()) == {}


@pytest.mark.parametrize(
    ("value", "locale", "words", "report"),
    [
        ({"used": "no"}, "en", "I used no AI aid.", DeclaredAids(False, "")),
        (
            {"used": "yes", "how": "Terjemahan."},
            "id",
            "Saya memakai alat bantu AI.\nTerjemahan.",
            DeclaredAids(True, "Terjemahan."),
        ),
        ({"how": "Terjemahan."}, "en", "Terjemahan.", DeclaredAids(None, "Terjemahan.")),
    ],
)
def test_it_is_told_in_the_readers_language(value, locale, words, report):
    assert KIND.in_words(PART, value, locale) == words
    assert KIND.for_report(PART, value, locale) == report


@pytest.mark.parametrize(
    ("aids", "parts", "expected"),
    [
        (
            None,
            (LONG_TEXT,),
            [
                expect.say(expect.AIDS_STATED, known="not_allowed, if_declared, part_of_task"),
            ],
        ),
        ("not_allowed", (LONG_TEXT,), []),
        ("part_of_task", (LONG_TEXT,), []),
        ("if_declared", (LONG_TEXT, AIDS), []),
        (
            "if_declared",
            (LONG_TEXT,),
            ["one part of kind aids_declaration, in which candidates say which aids they used"],
        ),
        (
            "if_declared",
            (LONG_TEXT, AIDS, {**AIDS, "key": "again"}),
            ["one part of kind aids_declaration, in which candidates say which aids they used"],
        ),
        (
            "not_allowed",
            (LONG_TEXT, AIDS),
            ["a part of kind aids_declaration only where aids is if_declared"],
        ),
    ],
)
def test_a_task_says_whether_aids_may_be_used_and_asks_for_a_declaration_only_then(aids, parts, expected):
    task = task_of(*parts, **({"aids": aids} if aids else {}))

    assert [each.expected for each in task_remarks(task, None) if "aids" in each.expected] == expected
