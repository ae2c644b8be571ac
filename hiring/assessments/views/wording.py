"""Faults and doubts about a draft in the reader's words."""

from collections.abc import Mapping
from itertools import groupby

from flask import url_for
from flask_babel import gettext as _

from hiring.assessments.models import AssessmentVersion, Section
from hiring.assessments.queries import content_of
from hiring.assessments.rules import AssessmentContent, Doubt, Fault, doubts, publish_faults
from hiring.i18n.localised import Localised
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.rules import VersionState
from hiring.rubrics.views.blueprint import either
from hiring.rubrics.views.wording import FaultGroup, FaultLine


def section_name(section: Section) -> str:
    """Return what to call a section that may have no title yet."""
    return either(section.title) or _("Section %(place)s", place=section.position)


def rubric_name(version: RubricVersion) -> str:
    """Return what to call a rubric version where one is chosen."""
    values = {"title": either(version.title), "number": version.number}
    if version.state == VersionState.RETIRED:
        return str(_("%(title)s, version %(number)s (retired)", **values))
    return str(_("%(title)s, version %(number)s", **values))


def fault_groups(version: AssessmentVersion) -> list[FaultGroup]:
    """Return what keeps `version` from being published, by section."""
    faults = publish_faults(content_of(version))
    return [
        FaultGroup(
            _("The assessment") if place is None else section_name(version.sections[place - 1]),
            tuple(_line(version, fault) for fault in group),
        )
        for place, group in groupby(faults, key=lambda fault: fault.section)
    ]


def _line(version: AssessmentVersion, fault: Fault) -> FaultLine:
    anchor = fault.where
    if fault.section is not None:
        key = version.sections[fault.section - 1].public_id
        title, underscore, language = fault.where.partition("_")
        anchor = f"{title}-{key}{underscore}{language}"
    address = url_for("assessments.draft", public_id=version.public_id, _anchor=anchor)
    return FaultLine(_said(fault.sentence, fault.values), address)


def doubt_lines(content: AssessmentContent) -> list[str]:
    """Return what deserves a second look, as sentences."""
    return [_doubt_line(doubt) for doubt in doubts(content)]


def _doubt_line(doubt: Doubt) -> str:
    return _said(doubt.sentence, doubt.values)


def _said(sentence: str, values: Mapping[str, object]) -> str:
    spoken = {
        name: either(value) if isinstance(value, Localised) else value for name, value in values.items()
    }
    return str(_(sentence, **spoken) if spoken else _(sentence))
