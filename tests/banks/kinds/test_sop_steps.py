"""A procedure written as steps: what is kept, in which order, when it is finished, how it is read."""

from dataclasses import replace

import pytest

from hiring.banks.answer_problems import TOO_LONG, UNSTORABLE_CHARACTER, WRONG_SHAPE
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.answers import answer_problems, answered, gives_evidence
from hiring.banks.kinds import kind_of
from hiring.banks.kinds.sop_steps.kind import TOO_MANY_STEPS, steps_to_write
from hiring.banks.kinds.sop_steps.report import ProcedureAnswer, StepOfProcedure
from hiring.banks.rules import LONGEST_ANSWER, MeasureWeight
from hiring.banks.tasks import Measure
from hiring.banks.validation.tasks import task_remarks
from hiring.scoring.completeness import words_to_quote
from hiring.scoring.rules import needs_review, open_parts
from tests.banks.tasks import SOP, task_of

PART = task_of(SOP).part("procedure")
BARE = task_of({**SOP, "rules": False}).part("procedure")
KIND = kind_of(PART)
CHECK = {"what": "Periksa naskah.", "who": "Sari", "approves": "Bu Ratna"}
POST = {"what": "Unggah.", "who": "Kreator", "approves": ""}
RULES = {"do": "Pakai penanda iklan.", "avoid": "Klaim kesehatan."}
WHOLE = {"steps": [CHECK, POST], **RULES}


@pytest.mark.parametrize(
    ("value", "problems"),
    [
        ({}, ()),
        (WHOLE, ()),
        ({"steps": [{}, {"what": "x"}]}, ()),
        ({"steps": {}}, (WRONG_SHAPE,)),
        ({"steps": None}, (WRONG_SHAPE,)),
        ({"steps": ["Periksa"]}, (WRONG_SHAPE,)),
        ({"steps": [{"when": "x"}]}, (WRONG_SHAPE,)),
        ({"steps": [{"what": 3}]}, (WRONG_SHAPE,)),
        ({"steps": [], "do": ["x"]}, (WRONG_SHAPE,)),
        ({"rules": "x"}, (WRONG_SHAPE,)),
        ({"steps": [{}] * 5}, (TOO_MANY_STEPS,)),
        ({"steps": [{"what": "x" * LONGEST_ANSWER}], "do": "x"}, (TOO_LONG,)),
        ({"do": "a\0b"}, (UNSTORABLE_CHARACTER,)),
    ],
)
def test_steps_that_are_not_finished_are_kept_and_other_shapes_refused(value, problems):
    assert answer_problems(PART, value) == problems


def test_rules_that_were_not_asked_for_are_refused():
    assert answer_problems(BARE, {"steps": [CHECK], "do": "x"}) == (WRONG_SHAPE,)
    assert answer_problems(BARE, {"steps": [CHECK], "do": ""}) == ()


@pytest.mark.parametrize(
    ("value", "finished", "evidence"),
    [
        ({}, False, False),
        ({"steps": [{"what": " \n"}], "do": " "}, False, False),
        ({"steps": [{"who": "Sari"}]}, False, True),
        ({"avoid": "Klaim."}, False, True),
        ({"steps": [CHECK], **RULES}, False, True),
        ({"steps": [CHECK, {"what": "Unggah."}], **RULES}, False, True),
        ({"steps": [CHECK, POST], "do": "x"}, False, True),
        (WHOLE, True, True),
    ],
)
def test_it_is_finished_with_steps_enough_each_with_deed_and_person_and_rules_of_both_sorts(
    value, finished, evidence
):
    assert (answered(PART, value), gives_evidence(PART, value)) == (finished, evidence)


def test_without_rules_the_steps_are_enough():
    assert answered(BARE, {"steps": [CHECK, POST]})


def form_of(*places):
    """Return a form of steps a, b, c ..., each with the place chosen for it."""
    form = {}
    for number, (letter, place) in enumerate(zip("abcd", places, strict=False), 1):
        form |= {f"part.procedure.{number}.what": letter, f"part.procedure.{number}.place": place}
    return form


@pytest.mark.parametrize(
    ("places", "order"),
    [
        (("1", "2", "3", "4"), "abcd"),
        (("1", "2", "3", "2"), "adbc"),
        (("3", "2", "3", "4"), "bcad"),
        (("4", "2", "3", "1"), "dbca"),
        (("", "x", "3", "-1"), "abcd"),
    ],
)
def test_a_form_without_a_script_puts_a_step_where_its_new_place_says(places, order):
    sent = KIND.in_form(PART, form_of(*places))

    assert "".join(step["what"] for step in sent["steps"]) == order


def test_a_form_leaves_out_empty_steps_and_keeps_every_word():
    form = {
        "part.procedure.1.what": "  ",
        "part.procedure.3.what": "Baris satu\r\nbaris dua",
        "part.procedure.4.approves": "Bu Ratna",
        "part.procedure.do": "a\r\nb",
        "part.procedure.avoid": " ",
    }

    kept = KIND.kept(PART, KIND.in_form(PART, form), TextCleaner())

    assert kept == {
        "steps": [
            {"what": "Baris satu\nbaris dua", "who": "", "approves": ""},
            {"what": "", "who": "", "approves": "Bu Ratna"},
        ],
        "do": "a\nb",
    }


@pytest.mark.parametrize(("written", "shown"), [(0, 3), (1, 4), (3, 4), (4, 4)])
def test_below_the_written_steps_stand_empty_ones_as_far_as_there_is_room(written, shown):
    assert len(steps_to_write(PART, {"steps": [CHECK] * written})) == shown


def test_bounds_of_steps_must_make_sense():
    remarks = list(task_remarks(task_of({**SOP, "least_steps": 5, "max_steps": 21}), None))
    others = list(task_remarks(task_of({**SOP, "least_steps": 5}), None))

    told = [(each.path, each.expected) for each in remarks + others if each.path[:1] == ("parts",)]
    assert told == [
        (("parts", 0, "max_steps"), "a number from 1 to 20"),
        (("parts", 0, "least_steps"), "a number from 1 to 4"),
    ]


def test_people_rate_it_and_may_quote_every_word_of_it():
    task = replace(task_of(SOP), measures=(Measure(competency="COMW", weight=MeasureWeight.PRIMARY),))

    assert [part.key for part in open_parts(task)] == ["procedure"]
    assert words_to_quote(PART, WHOLE) == (
        "Periksa naskah.\nSari\nBu Ratna\nUnggah.\nKreator\nPakai penanda iklan.\nKlaim kesehatan."
    )
    assert needs_review(task, ["COMW"], {"procedure": {"steps": [POST]}})
    assert not needs_review(task, ["COMW"], {"procedure": {"steps": []}})


def test_it_is_told_in_words_step_by_step_and_rule_by_rule():
    told = KIND.in_words(PART, {**WHOLE, "do": "Satu\n\nDua"}, "id")

    assert told == (
        "1. Periksa naskah. | Sari | Bu Ratna\n2. Unggah. | Kreator | \n+ Satu\n+ Dua\n- Klaim kesehatan."
    )


def test_a_report_shows_the_steps_in_their_order_and_the_rules():
    assert KIND.for_report(PART, {"steps": [POST, CHECK], "do": "x"}, "id") == ProcedureAnswer(
        (StepOfProcedure("Unggah.", "Kreator", ""), StepOfProcedure("Periksa naskah.", "Sari", "Bu Ratna")),
        "x",
        "",
    )
