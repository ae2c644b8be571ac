"""Faults of a draft in the reader's words, each with the address of the field that mends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from flask import url_for
from flask_babel import gettext as _

from hiring.rubrics.models import Competency, RubricVersion
from hiring.rubrics.rules import Fault, publish_faults
from hiring.rubrics.views.blueprint import either


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One fault, as a link."""

    sentence: str
    address: str


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """The faults of one competency, or of the rubric itself."""

    name: str
    lines: tuple[FaultLine, ...]


def competency_name(competency: Competency) -> str:
    """Return what to call a competency that may have no name yet."""
    return either(competency.name) or _("Competency %(place)s", place=competency.position)


def fault_groups(version: RubricVersion) -> list[FaultGroup]:
    """Return what keeps `version` from being published, by competency."""
    faults: Iterable[Fault] = publish_faults(version.content())
    return [
        FaultGroup(_group_name(version, place), tuple(_line(version, fault) for fault in group))
        for place, group in groupby(faults, key=lambda fault: fault.competency)
    ]


def _group_name(version: RubricVersion, place: int | None) -> str:
    return _("The rubric") if place is None else competency_name(version.competencies[place - 1])


def _line(version: RubricVersion, fault: Fault) -> FaultLine:
    sentence = _(fault.sentence, **fault.values) if fault.values else _(fault.sentence)
    if fault.competency is None:
        return FaultLine(sentence, url_for("rubrics.draft", public_id=version.public_id, _anchor=fault.where))
    competency = version.competencies[fault.competency - 1]
    if fault.where == "weight":
        field = f"weight-{competency.public_id}"
        return FaultLine(sentence, url_for("rubrics.draft", public_id=version.public_id, _anchor=field))
    page = url_for("rubrics.competency", public_id=competency.public_id, _anchor=fault.where)
    return FaultLine(sentence, page)
