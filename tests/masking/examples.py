"""Answers with marks of what says who wrote them: how much of it is found, and what is masked beside it."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hiring.masking.finder import found_in
from hiring.masking.known import Known, known_of
from hiring.masking.rules import Span
from hiring.masking.words import Words

HERE = Path(__file__).parent
#: The answers that the rules were made with, and as many that were written before them and tried after.
MADE_WITH, TRIED_AFTER = HERE / "masking.jsonl", HERE / "second.jsonl"


@dataclass
class Found:
    """What was found in some answers, by kind of mark."""

    marks: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    wrong_answers: set[str] = field(default_factory=set)
    touched: list[str] = field(default_factory=list)
    """What must stay and does not."""

    @property
    def recall(self) -> float:
        return self.found.total() / self.marks.total()


def examples(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def known_in(facts: Mapping[str, Any]) -> Known:
    """Return what the product knows of the writer: schools come from the sentence about the education."""
    return known_of(
        name=facts["name"],
        email=facts["email"],
        phone=facts["phone"],
        education=facts["education"],
        claims=[{"organisation": name} for name in facts["employers"]],
        links=facts["links"],
    )


def found_by_rules(path: Path) -> Found:
    """Return how what the rules find compares with the marks."""
    found = Found()
    for each in examples(path):
        spans = found_in(each["text"], Words(each["task"]), known_in(each["facts"]))
        _compare(found, each, spans)
    return found


def _compare(found: Found, each: Mapping[str, Any], spans: Sequence[Span]) -> None:
    text = each["text"]
    covered = {place for span in spans for place in range(span.start, span.end)}
    allowed = {place for mark in each["mask"] for place in range(mark["start"], mark["end"])}
    for mark in each["mask"]:
        found.marks[mark["kind"]] += 1
        if covered.issuperset(_said(text, mark["core_start"], mark["core_end"])):
            found.found[mark["kind"]] += 1
        else:
            found.missed.append(f"{each['id']}: {mark['text']}")
    for span in spans:
        if not allowed.issuperset(_said(text, span.start, span.end)):
            found.wrong.append(f"{each['id']}: {text[span.start : span.end]}")
            found.wrong_answers.add(each["id"])
    for stay in each["stay"]:
        if covered.intersection(range(stay["start"], stay["end"])):
            found.touched.append(f"{each['id']}: {stay['text']}")


def _said(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the places of letters and digits."""
    return (place for place in range(start, end) if text[place].isalnum())
