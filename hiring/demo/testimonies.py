"""What the referees of the demo say, as it is written in testimonies.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from hiring.banks.rules import ReferenceKind
from hiring.demo.people import Witness
from hiring.references.answers import AGREED
from hiring.references.questions import Question

#: The facets of the comparison, in the order of `places`.
_FACETS = ("communication", "networking", "events", "adaptability")


@dataclass(frozen=True, slots=True)
class Testimony:
    """Everything one referee says; the file tells what each field holds."""

    position: str
    since: tuple[int, int]
    until: tuple[int, int] | None
    often: str
    observed: dict[str, list[Any]]
    places: list[int]
    choices: dict[str, list[str]]
    story: str
    support: str


@cache
def testimonies() -> dict[str, Testimony]:
    """Return them by the address of the referee."""
    written = YAML(typ="safe", pure=True).load(Path(__file__).with_suffix(".yaml"))
    return {
        email: Testimony(since=tuple(said.pop("from")), until=said.pop("to", None), **said)
        for email, said in written.items()
    }


def said_about(question: Question, witness: Witness, testimony: Testimony) -> dict[str, object]:
    """Return the answer to one question of the reference form, as it would be typed."""
    item = question.item
    match item.kind:
        case ReferenceKind.FREQUENCY:
            level, *example = testimony.observed[item.code]
            return {"value": str(level), "text": "".join(example)}
        case ReferenceKind.PERCENTILE:
            places = dict(zip(_FACETS, testimony.places, strict=True))
            return {"value": {facet.key: str(places[facet.key]) for facet in item.facets}, "text": ""}
        case ReferenceKind.PERIOD:
            return {"value": _period(testimony), "text": ""}
        case ReferenceKind.CHOICE:
            own = {"R0d": [witness.relationship], "R0f": ["no"], "RX5": ["no"]} | testimony.choices
            key, *comment = own[item.code]
            return {"value": key, "text": "".join(comment)}
        case ReferenceKind.CONSENT:
            return {"value": AGREED, "text": ""}
        case _:
            return {"value": "", "text": _text(item.code, witness, testimony)}


def _period(testimony: Testimony) -> dict[str, str]:
    month, year = testimony.since
    period = {"from-month": str(month), "from-year": str(year), "often": testimony.often}
    if testimony.until is None:
        return period | {"ongoing": AGREED}
    month, year = testimony.until
    return period | {"to-month": str(month), "to-year": str(year)}


def _text(code: str, witness: Witness, testimony: Testimony) -> str:
    verified = f"{testimony.position}; email kantor: {witness.email}"
    return {"R0c": verified, "RX2": testimony.story, "RX3": testimony.support}[code]
