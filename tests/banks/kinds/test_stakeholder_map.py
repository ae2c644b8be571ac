"""A map of actors: what is kept, when it is finished, where marks stand, how it is read."""

from dataclasses import replace

import pytest

from hiring.banks.answer_problems import TOO_LONG, WRONG_SHAPE
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.answers import answer_problems, answered, gives_evidence
from hiring.banks.kinds import kind_of
from hiring.banks.kinds.stakeholder_map.kind import OFF_THE_MAP, TOO_MANY_ACTORS, actors_to_map
from hiring.banks.kinds.stakeholder_map.picture import MarkOnMap
from hiring.banks.kinds.stakeholder_map.report import MapAnswer, MappedActor
from hiring.banks.rules import LONGEST_ANSWER, MeasureWeight
from hiring.banks.tasks import Measure
from hiring.banks.validation.tasks import task_remarks
from hiring.paths import STATIC
from hiring.scoring.completeness import words_to_quote
from hiring.scoring.rules import needs_review, open_parts
from tests.banks.tasks import STAKEHOLDERS, task_of

PART = task_of(STAKEHOLDERS).part("map")
KIND = kind_of(PART)
HEAD = {"influence": 5, "interest": 2, "evidence": "Memimpin musyawarah.", "next_step": "Menemui."}
CADRE = {"influence": 3, "interest": 5, "evidence": "Mengenal warga.", "next_step": "Bertanya."}
STALL = {
    "name": "Pemilik warung",
    "influence": 2,
    "interest": 4,
    "evidence": "Kabar.",
    "next_step": "Singgah.",
}
WHOLE = {"actors": {"A": HEAD, "B": CADRE}, "added": [STALL]}


@pytest.mark.parametrize(
    ("value", "problems"),
    [
        ({}, ()),
        (WHOLE, ()),
        ({"actors": {"A": {}}, "added": [{}, {"influence": None}]}, ()),
        ({"actors": {"A": {"influence": 6}}}, (OFF_THE_MAP,)),
        ({"actors": {"A": {"interest": 0}}}, (OFF_THE_MAP,)),
        ({"actors": {"A": {"interest": True}}}, (WRONG_SHAPE,)),
        ({"actors": {"A": {"interest": "3"}}}, (WRONG_SHAPE,)),
        ({"actors": {"A": {"name": "x"}}}, (WRONG_SHAPE,)),
        ({"actors": {"C": HEAD}}, (WRONG_SHAPE,)),
        ({"actors": ["A"]}, (WRONG_SHAPE,)),
        ({"actors": {"A": 3}}, (WRONG_SHAPE,)),
        ({"added": {"name": "x"}}, (WRONG_SHAPE,)),
        ({"added": ["x"]}, (WRONG_SHAPE,)),
        ({"added": [{"evidence": 3}]}, (WRONG_SHAPE,)),
        ({"added": [STALL] * 3}, (TOO_MANY_ACTORS,)),
        ({"added": [{"evidence": "x" * LONGEST_ANSWER, "name": "x"}]}, (TOO_LONG,)),
        ({"more": []}, (WRONG_SHAPE,)),
    ],
)
def test_what_is_missing_is_unfinished_and_what_is_off_the_map_wrong(value, problems):
    assert answer_problems(PART, value) == problems


@pytest.mark.parametrize(
    ("value", "finished", "evidence"),
    [
        ({}, False, False),
        ({"actors": {"A": {"evidence": " \n"}}, "added": [{}]}, False, False),
        ({"actors": {"A": {"influence": 1}}}, False, True),
        ({"added": [{"name": "Warung"}]}, False, True),
        ({"actors": {"A": HEAD}}, False, True),
        ({"actors": {"A": HEAD, "B": CADRE | {"next_step": ""}}}, False, True),
        ({"actors": {"A": HEAD, "B": CADRE}, "added": [STALL | {"name": " "}]}, False, True),
        ({"actors": {"A": HEAD, "B": CADRE}}, True, True),
        (WHOLE, True, True),
    ],
)
def test_it_is_finished_with_values_evidence_and_next_step_of_everybody(value, finished, evidence):
    assert (answered(PART, value), gives_evidence(PART, value)) == (finished, evidence)


def test_a_form_without_a_script_keeps_what_was_chosen_and_every_word():
    form = {
        "part.map.A.influence": "4",
        "part.map.A.interest": "",
        "part.map.A.evidence": "Baris satu\r\nbaris dua",
        "part.map.B.next_step": "  ",
        "part.map.added.1.name": "",
        "part.map.added.2.name": "Warung",
        "part.map.added.2.interest": "2",
        "part.map.added.3.name": "one too many",
    }

    kept = KIND.kept(PART, KIND.in_form(PART, form), TextCleaner())

    assert kept == {
        "actors": {"A": {"influence": 4, "evidence": "Baris satu\nbaris dua"}},
        "added": [{"interest": 2, "name": "Warung"}],
    }
    assert KIND.kept(PART, KIND.in_form(PART, {}), TextCleaner()) == {"actors": {}, "added": []}


def test_actors_are_lettered_in_one_row_with_room_for_those_to_come():
    actors = actors_to_map(PART, {"added": [STALL]}, "en")

    assert [(each.letter, each.name) for each in actors] == [
        ("A", "Option A"),
        ("B", "Option B"),
        ("C", "Pemilik warung"),
        ("D", ""),
    ]


def test_marks_stand_by_interest_and_influence_and_beside_each_other_in_one_field():
    actors = [
        MappedActor(letter, "", influence, interest, "", "")
        for letter, influence, interest in [
            *[("A", 5, 1), ("B", 1, 5), ("C", 1, 5), ("D", None, 5), ("E", 1, 5), ("F", 1, 5)]
        ]
    ]

    assert MapAnswer(tuple(actors)).marks == [
        MarkOnMap("A", 46, 12),
        MarkOnMap("B", 310, 276),
        MarkOnMap("C", 331, 276),
        MarkOnMap("E", 352, 276),
        MarkOnMap("F", 310, 297),
    ]


def test_the_script_draws_the_map_as_the_server_does():
    script = (STATIC / "js" / "kinds" / "stakeholder_map.js").read_text("utf-8")

    assert "const FIELD = 66;" in script
    assert "const LEFT = 34;" in script
    assert "const APART = 21;" in script


@pytest.mark.parametrize(
    ("spoiled", "path", "expected"),
    [
        ({"more": 7}, "more", "a number from 0 to 6"),
        ({"actors": [], "more": 0}, "more", "a number from 1 to 6"),
    ],
)
def test_somebody_must_be_there_to_map_and_not_too_many_may_be_added(spoiled, path, expected):
    found = task_remarks(task_of(STAKEHOLDERS | spoiled), None)

    told = [(each.path, each.expected) for each in found if each.path[:1] == ("parts",)]
    assert told == [(("parts", 0, path), expected)]


def test_people_rate_it_and_may_quote_every_word_of_it():
    task = replace(
        task_of(STAKEHOLDERS), measures=(Measure(competency="NETW", weight=MeasureWeight.PRIMARY),)
    )

    assert [part.key for part in open_parts(task)] == ["map"]
    assert words_to_quote(PART, WHOLE).splitlines() == [
        *["Memimpin musyawarah.", "Menemui.", "Mengenal warga.", "Bertanya."],
        *["Pemilik warung", "Kabar.", "Singgah."],
    ]
    assert needs_review(task, ["NETW"], {"map": {"actors": {"A": {"influence": 1}}}})
    assert not needs_review(task, ["NETW"], {"map": {"actors": {}, "added": []}})


def test_it_is_told_in_words_actor_by_actor():
    assert KIND.in_words(PART, {"actors": {"A": HEAD, "B": {"interest": 3}}, "added": []}, "en") == (
        "A) Option A: 5/2\nMemimpin musyawarah.\nMenemui.\nB) Option B: -/3"
    )


def test_a_report_shows_every_actor():
    assert KIND.for_report(PART, {"actors": {"B": CADRE}, "added": [STALL]}, "en") == MapAnswer(
        (
            MappedActor("A", "Option A", None, None, "", ""),
            MappedActor("B", "Option B", 3, 5, "Mengenal warga.", "Bertanya."),
            MappedActor("C", "Pemilik warung", 2, 4, "Kabar.", "Singgah."),
        )
    )
