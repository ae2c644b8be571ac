"""Where the pages about assessments hang, and what they add to the pages of all documents in versions."""

from collections.abc import Sequence
from itertools import chain

from flask import Blueprint, current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.assessments import policy, queries
from hiring.assessments.actions import ASSESSMENT
from hiring.assessments.models import Assessment, AssessmentVersion, Section, SectionTask
from hiring.assessments.rules import (
    AssessmentContent,
    coverage,
    doubts,
    named_elsewhere,
    outside,
    task_minutes,
    total_minutes,
    undecided,
)
from hiring.assessments.views.wording import words_by_title
from hiring.banks.models import BankItem
from hiring.banks.rules import METHOD_NAMES
from hiring.i18n.choice import date_text, localised
from hiring.rubrics.models import RubricVersion
from hiring.versions.comparison import Item, Part, in_both_languages
from hiring.versions.rules import Obstacle, VersionState
from hiring.versions.views import pages
from hiring.versions.views.routes import add_pages

bp = Blueprint("assessments", __name__, url_prefix="/assessments")


class AssessmentPages:
    """What assessments add to the pages of all documents in versions."""

    blueprint, document, tables = bp, ASSESSMENT, (Assessment, AssessmentVersion)
    rights = pages.Rights(policy.READ_ASSESSMENTS, policy.READ_ASSESSMENTS, policy.WRITE_ASSESSMENTS)

    def name(self) -> str:
        return _("Assessments")

    def load(self, session: Session, public_id: str) -> AssessmentVersion | None:
        return queries.version_by_public_id(session, public_id)

    def summaries(
        self, session: Session, versions: Sequence[AssessmentVersion]
    ) -> dict[int, queries.VersionLine]:
        return queries.version_lines(session, versions)

    def whole(self, version: AssessmentVersion) -> dict[str, object]:
        content = queries.content_of(version)
        return {
            "content": content,
            "doubts_said": [*doubt_lines(content), *chain(*words_by_title(content).values())],
            "rubric_name": rubric_name(version.rubric_version),
            **words(),
        }

    def part_name(self, version: AssessmentVersion, place: int | None) -> str:
        return _("The assessment") if place is None else section_name(version.sections[place - 1])

    def field_address(self, version: AssessmentVersion, fault: Obstacle) -> str:
        anchor = fault.where
        if fault.part is not None:
            key = version.sections[fault.part - 1].public_id
            title, underscore, language = fault.where.partition("_")
            anchor = f"{title}-{key}{underscore}{language}"
        return url_for("assessments.draft", public_id=version.public_id, _anchor=anchor)

    def parts(self, version: AssessmentVersion) -> list[Part]:
        whole = (
            *in_both_languages(_("Title"), version.title),
            Item(_("Measured against"), rubric_name(version.rubric_version)),
            Item(_("Order"), " · ".join(section_name(section) for section in version.sections)),
        )
        content = queries.content_of(version)
        tasks = [_task_part(content, task) for section in version.sections for task in section.tasks]
        sections = [_section_part(section) for section in version.sections]
        return [Part("", self.part_name(version, None), whole), *sections, *tasks]


PAGES = AssessmentPages()
add_pages(PAGES)


def page(template: str, **values: object) -> str:
    """Return a page about assessments with the words of methods and the sums of a content."""
    return pages.page(PAGES, template, **words(), **values)


def words() -> dict[str, object]:
    """Return what the templates about assessments say with."""
    return {
        "METHOD_NAMES": {method: _(name) for method, name in METHOD_NAMES.items()},
        "coverage": coverage,
        "task_minutes": task_minutes,
        "total_minutes": total_minutes,
        "named_elsewhere": named_elsewhere,
        "outside": outside,
        "undecided": undecided,
        "task_address": task_address,
    }


def task_address(item: BankItem) -> str | None:
    """Return where a task can be looked at, if the bank has such a page."""
    if "banks.task" not in current_app.view_functions:
        return None
    return url_for("banks.task", public_id=item.public_id)


def section_name(section: Section) -> str:
    """Return what to call a section that may have no title yet."""
    return localised(section.title) or _("Section %(place)s", place=section.position)


def rubric_name(version: RubricVersion) -> str:
    """Return what to call a rubric version where one is chosen."""
    if version.state == VersionState.RETIRED:
        values = {"title": localised(version.title), "number": version.number}
        return _("%(title)s, version %(number)s (retired)", **values)
    return pages.version_name(version)


def doubt_lines(content: AssessmentContent) -> list[str]:
    """Return what deserves a second look, as sentences."""
    return [pages.said(doubt.sentence, doubt.values) for doubt in doubts(content)]


def _section_part(section: Section) -> Part:
    """Return a section as it is compared: by its title, or else by its place."""
    tasks = [f"{place}. {localised(task.item.title)}" for place, task in enumerate(section.tasks, 1)]
    items = (
        *in_both_languages(_("Title"), section.title),
        Item(_("Time"), ngettext("%(num)d minute", "%(num)d minutes", section.minutes)),
        Item(_("Tasks"), "\n".join(tasks)),
    )
    return Part(f"section {section.title.id}", section_name(section), items, renamable=True)


def _task_part(content: AssessmentContent, task: SectionTask) -> Part:
    """Return a task as it is compared: where it stands, and which of the bank's texts it has."""
    loaded = _("as loaded on %(date)s", date=date_text(task.item.created_at))
    text = f"{loaded} ({task.item.content_hash[:8]})"
    items = (
        Item(_("Section"), section_name(task.section)),
        Item(_("Text"), text),
        Item(_("Notes for reviewers, not scored"), localised(named_elsewhere(content, task.unscored))),
    )
    return Part(f"task {queries.item_key(task.item)}", localised(task.item.title), items)
