"""Where the pages about rubrics hang, and what they add to the pages of all documents in versions."""

from collections.abc import Sequence

from flask import Blueprint, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.db import current_session
from hiring.i18n import LOCALES
from hiring.i18n.choice import current_locale, localised
from hiring.rubrics import policy, queries
from hiring.rubrics.actions import RUBRIC
from hiring.rubrics.models import Competency, Rubric, RubricVersion
from hiring.rubrics.rules import LEVEL_NAMES, LEVELS
from hiring.rubrics.views.standards import standards_shown
from hiring.versions.comparison import Item, Part, in_both_languages
from hiring.versions.rules import Obstacle
from hiring.versions.views import pages
from hiring.versions.views.routes import add_pages

bp = Blueprint("rubrics", __name__, url_prefix="/rubrics")


class RubricPages:
    """What rubrics add to the pages of all documents in versions."""

    blueprint, document, tables = bp, RUBRIC, (Rubric, RubricVersion)
    rights = pages.Rights(policy.LIST_RUBRICS, policy.READ_RUBRICS, policy.WRITE_RUBRICS)

    def name(self) -> str:
        return _("Rubrics")

    def load(self, session: Session, public_id: str) -> RubricVersion | None:
        return queries.version_by_public_id(session, public_id)

    def summaries(self, session: Session, versions: Sequence[RubricVersion]) -> dict[int, int]:
        return queries.competencies_per_version(session, [version.id for version in versions])

    def whole(self, version: RubricVersion) -> dict[str, object]:
        language = request.args.get("language", "")
        return {
            "language": language if language in LOCALES else current_locale(),
            "standards": standards_shown(current_session(), version),
            **level_words(),
        }

    def part_name(self, version: RubricVersion, place: int | None) -> str:
        return _("The rubric") if place is None else competency_name(version.competencies[place - 1])

    def field_address(self, version: RubricVersion, fault: Obstacle) -> str:
        if fault.part is None:
            return url_for("rubrics.draft", public_id=version.public_id, _anchor=fault.where)
        key = version.competencies[fault.part - 1].public_id
        if fault.where == "weight":
            return url_for("rubrics.draft", public_id=version.public_id, _anchor=f"weight-{key}")
        return url_for("rubrics.competency", public_id=key, _anchor=fault.where)

    def parts(self, version: RubricVersion) -> list[Part]:
        order = Item(_("Order"), " · ".join(competency_name(each) for each in version.competencies))
        whole = Part(
            "", self.part_name(version, None), (*in_both_languages(_("Title"), version.title), order)
        )
        return [whole, *(_part(each) for each in version.competencies)]


PAGES = RubricPages()
add_pages(PAGES)


def page(template: str, **values: object) -> str:
    """Return a page about rubrics with the words of the levels."""
    return pages.page(PAGES, template, **level_words(), **values)


def competency_name(competency: Competency) -> str:
    """Return what to call a competency that may have no name yet."""
    return localised(competency.name) or _("Competency %(place)s", place=competency.position)


def level_words() -> dict[str, object]:
    """Return the levels and what they are called, in the reader's language and in each."""
    return {
        "LEVELS": LEVELS,
        "LEVEL_NAMES": _level_names(),
        "LEVEL_NAMES_IN": {language: _level_names_in(language) for language in LOCALES},
    }


def _level_names() -> dict[int, str]:
    return {level: _(name) for level, name in LEVEL_NAMES.items()}


def _level_names_in(language: str) -> dict[int, str]:
    with force_locale(language):
        return _level_names()


def _part(competency: Competency) -> Part:
    """Return a competency as it is compared; its code says which one it is."""
    texts = {_("Name"): competency.name, _("Definition"): competency.definition}
    texts |= {f"{level} · {name}": competency.anchor(level) for level, name in _level_names().items()}
    items = [item for label, text in texts.items() for item in in_both_languages(label, text)]
    items.insert(0, Item(_("Weight"), f"{competency.weight}%"))
    return Part(competency.code or competency.public_id, competency_name(competency), tuple(items))
