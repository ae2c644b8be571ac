"""Where the pages about rubrics hang, and the words their templates share."""

from flask import Blueprint, render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from hiring.i18n import LOCALES
from hiring.i18n.choice import localised
from hiring.i18n.localised import Localised
from hiring.rubrics.rules import LEVEL_NAMES, LEVELS, VERSION_STATE_NAMES, VersionState

bp = Blueprint("rubrics", __name__, url_prefix="/rubrics")

STATE_TONES = {VersionState.DRAFT: "active", VersionState.PUBLISHED: "good", VersionState.RETIRED: "quiet"}


@bp.app_template_filter("either")
def either(text: Localised) -> str:
    """Return `text` in the reader's language, or in the other while a draft has only that."""
    return localised(text) or text.id or text.en


def page(template: str, **values: object) -> str:
    """Return a page about rubrics with the words of levels and states."""
    return render_template(
        f"rubrics/{template}.html",
        LEVELS=LEVELS,
        LEVEL_NAMES=_level_names(),
        LEVEL_NAMES_IN={language: _level_names_in(language) for language in LOCALES},
        STATE_NAMES={state: _(name) for state, name in VERSION_STATE_NAMES.items()},
        STATE_TONES=STATE_TONES,
        **values,
    )


def _level_names() -> dict[int, str]:
    return {level: _(name) for level, name in LEVEL_NAMES.items()}


def _level_names_in(language: str) -> dict[int, str]:
    with force_locale(language):
        return _level_names()
