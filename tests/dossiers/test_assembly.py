"""The pure functions that turn what is known into the values of a dossier."""

from datetime import UTC, datetime
from decimal import Decimal
from string import ascii_lowercase

import pytest

from hiring.banks.choosing import OptionInReport as Option
from hiring.banks.kinds import kind_of
from hiring.banks.kinds.branching.report import PathAnswer, PathStep
from hiring.banks.kinds.choose_one.report import ChoiceAnswer
from hiring.banks.kinds.long_text.report import TextAnswer
from hiring.banks.kinds.most_least.report import MostLeastAnswer
from hiring.banks.kinds.rate_each.report import RatedOption, RatingsAnswer
from hiring.banks.kinds.sop_steps.report import ProcedureAnswer
from hiring.banks.kinds.table.report import TableAnswer
from hiring.dossiers.assembly.given_answers import task_answers
from hiring.dossiers.assembly.language import Language
from hiring.dossiers.assembly.results import keyed_tasks, not_measured
from hiring.dossiers.assembly.sources import Rules, Sources, SourceVersion, provenance
from hiring.dossiers.assembly.stated_facts import MOST_LINES, Confirmation, Statements, Word, facts
from hiring.dossiers.side_by_side import by_task
from hiring.dossiers.values import KeyedTask, NotMeasured, NotMeasuredReason, Source, StatedFact, TaskRating
from hiring.i18n.localised import Localised
from hiring.scoring.queries.ratings import AnsweredPart, TaskOfApplication
from hiring.sittings.queries import KeptAnswer
from tests.banks.tasks import CHOOSE_ONE, EVERY_KIND, LONG_TEXT, MOST_LEAST, STORY, both, task_of

ENGLISH = Language("en", lambda text: text)


def kept(part: str, value: dict, words: int = 0) -> KeptAnswer:
    return KeptAnswer(1, part, 1, value, "f" * 64, words, datetime(2026, 11, 24, tzinfo=UTC))


def given(task, **answers: dict) -> TaskOfApplication:
    parts = tuple(
        AnsweredPart(part, kept(part.key, answers[part.key]) if part.key in answers else None, "f" * 64)
        for part in task.parts
    )
    return TaskOfApplication(1, task, (), parts, ())


@pytest.mark.parametrize(
    ("key", "sent", "drawn"),
    [
        ("letter", {"text": "Yth. Ibu\n\nSalam"}, TextAnswer("Yth. Ibu\n\nSalam")),
        (
            "budget",
            {"rows": [{"item": "Tenda", "amount": "3.500.000"}, {"item": "Truk"}]},
            TableAnswer(("Item", "Rp"), (("Tenda", "3.500.000"), ("Truk", ""))),
        ),
        ("single", {"choice": "B"}, ChoiceAnswer(Option("B", "Option B"))),
        ("single", {"choice": "Z"}, None),
        ("extremes", {"most": "C"}, MostLeastAnswer(Option("C", "Option C"), None)),
        (
            "ratings",
            {"ratings": {"A": 6}},
            RatingsAnswer(
                1, 7, "bad", "good", (RatedOption("A", "Option A", 6), RatedOption("B", "Option B", None))
            ),
        ),
        (
            "story",
            {"path": ["N1-B", "N2-A"]},
            PathAnswer(
                (
                    PathStep("Beginning", Option("B", "Slowly")),
                    PathStep("Evening\n\nEnding", Option("A", "Option A")),
                )
            ),
        ),
        ("procedure", {"steps": []}, ProcedureAnswer((), "", "")),
        ("story", {"path": []}, None),
        ("story", {"path": ["N7-A"]}, None),
    ],
)
def test_every_kind_of_answer_is_drawn(key, sent, drawn):
    part = task_of(*EVERY_KIND).part(key)

    assert kind_of(part).for_report(part, sent, "en") == drawn


def test_what_was_left_as_found_is_not_answered():
    as_found = {"rows": [{"item": "Tents", "amount": "1,000"}]}
    task = given(task_of(*EVERY_KIND), letter={"text": ""}, budget=as_found, single={"choice": None})

    [drawn] = task_answers([task], ENGLISH)

    assert [part.value for part in drawn.parts] == [None] * len(EVERY_KIND)
    assert [part.label for part in drawn.parts] == list(ascii_lowercase[: len(EVERY_KIND)])


def test_a_single_part_has_no_letter():
    [drawn] = task_answers([given(task_of(LONG_TEXT), letter={"text": "Ya."})], ENGLISH)

    assert drawn.parts[0].label == ""


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        ("Write the\nreply.", "Write the reply."),
        ("**Write** the reply.", "Part"),
        ("Read this.\n\nThen write.", "Part"),
        ("x" * 201, "Part"),
    ],
)
def test_a_prompt_that_is_more_than_a_plain_sentence_gives_way_to_the_name_of_its_part(prompt, shown):
    [drawn] = task_answers([given(task_of({**LONG_TEXT, "prompt": both(prompt)}))], ENGLISH)

    assert drawn.parts[0].prompt == shown


def test_points_count_the_parts_that_were_answered_and_name_the_others():
    key = {
        "points": {"single": {"A": 0, "B": 2, "C": 1}, "story": {"N1-A": 3, "N1-B": 1, "N1-C": 0}},
        "most_least": {"extremes": {"most": "C", "least": "A"}},
    }
    task = given(
        task_of(CHOOSE_ONE, MOST_LEAST, STORY, key=key),
        single={"choice": "C"},
        extremes={"most": "C", "least": "B"},
    )

    assert keyed_tasks([task], ENGLISH) == (
        KeyedTask("T99", "Task", Decimal(2), Decimal(4), provisional=True, key_version="1"),
    )
    assert not_measured((), [task], ENGLISH) == (NotMeasured("Task: Part", NotMeasuredReason.LEFT_OPEN),)


def test_stated_lines_are_facts_of_their_own_and_long_ones_are_notes():
    long = "Memimpin " + "pertemuan desa " * 20

    stated = facts(Statements(education="S1 Unpad\n\nSMA 3", experience=long), [], ENGLISH)

    assert stated.education == (StatedFact("S1 Unpad"), StatedFact("SMA 3"))
    assert stated.experience == (StatedFact("", note=long.strip()),)


def test_endlessly_many_lines_stay_one_block():
    text = "\n".join(str(n) for n in range(MOST_LINES + 1))

    assert facts(Statements(education=text), [], ENGLISH).education == (StatedFact("", note=text),)


def test_a_confirmation_belongs_to_the_very_post_that_was_asked_about():
    first = {"title": "Fasilitator", "organisation": "Air", "start": "2019-03", "end": ""}
    second = first | {"start": "2021-01"}
    words = [
        Confirmation("R1", first, Word.CONFIRMED),
        Confirmation("R2", first, Word.DENIED),
        Confirmation("R3", second, Word.PARTLY),
    ]

    told = facts(Statements(posts=(first, second)), words, ENGLISH).experience

    assert [(one.period, one.confirmed_by, one.note) for one in told] == [
        ("March 2019 – now", ("R1",), "Not confirmed by R2: see the references."),
        ("January 2021 – now", ("R3 (partly)",), ""),
    ]


def test_tasks_of_several_banks_name_them_all():
    version = SourceVersion(Localised("Rubrik", "Rubric"), "1", "a")
    banks = (
        SourceVersion(Localised("Satu", "One"), "one", "b"),
        SourceVersion(Localised("Dua", "Two"), "two", "c"),
    )
    sources = Sources(version, version, banks, (), Rules(2, 2, by_cells=True))

    assert provenance(sources, (), "hiring", ENGLISH).bank == Source("One, Two", "one, two", "b, c")


def test_ratings_are_laid_side_by_side_task_by_task():
    def rating(task, rater, level):
        return TaskRating(task, f"Title {task}", rater, level, "because")

    rated = by_task(
        [rating("T2", "A", 5), rating("T1", "A", 3), rating("T2", "B", 2), rating("T1", "B", None)]
    )

    assert [(one.code, one.apart, len(one.ratings)) for one in rated] == [("T2", 3, 2), ("T1", 0, 2)]
