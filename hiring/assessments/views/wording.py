"""HR: what is said of titles that may ask what the work does not ask for, in the reader's language."""

from collections import defaultdict

from flask_babel import gettext as _

from hiring.assessments.rules import AssessmentContent
from hiring.assessments.wording import TitleRemark, title_remarks
from hiring.i18n import N_
from hiring.lawful_wording import GROUND_NAMES, INSTEAD, REASONS

_IN = {
    "id": N_(
        "“%(passage)s” in the title in Indonesian may ask for what the work does not ask for: %(ground)s."
    ),
    "en": N_("“%(passage)s” in the title in English may ask for what the work does not ask for: %(ground)s."),
}


def words_by_title(content: AssessmentContent) -> dict[int | None, list[str]]:
    """Return what is said of each title: by the place of its section, or None for the assessment itself."""
    said: dict[int | None, list[str]] = defaultdict(list)
    for remark in title_remarks(content):
        said[remark.section].append(_said(remark))
    return dict(said)


def _said(remark: TitleRemark) -> str:
    ground = remark.ground
    found = _(_IN[remark.language], passage=remark.passage, ground=_(GROUND_NAMES[ground]))
    return f"{found} {_(REASONS[ground])} {_('Instead:')} {_(INSTEAD[ground])}"
