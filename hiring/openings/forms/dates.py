"""What HR fills in about until when the others of an opening are to be done."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import Optional

from hiring.openings.closing_time import END_OF_DAY, closing_moment, local_day_and_time
from hiring.openings.models import Opening
from hiring.openings.rules import DueDates
from hiring.web.forms import DayField
from hiring.web.two_tabs import EditForm


class DatesForm(EditForm):
    """The last day on which reviewers are to rate, and hiring managers to decide."""

    reviews_due = DayField(_("Last day for reviewers"), validators=[Optional()])
    decisions_due = DayField(_("Last day for hiring managers"), validators=[Optional()])

    @classmethod
    def values_of(cls, opening: Opening) -> dict[str, Any]:
        """Return what the fields show of `opening`."""
        return {
            "reviews_due": local_day_and_time(opening.reviews_due_at, opening.zone)[0],
            "decisions_due": local_day_and_time(opening.decisions_due_at, opening.zone)[0],
        }

    def dates(self, zone: str) -> DueDates:
        return DueDates(_end_of(self.reviews_due, zone), _end_of(self.decisions_due, zone))


def _end_of(field: DayField, zone: str) -> datetime | None:
    return None if field.data is None else closing_moment(field.data, END_OF_DAY, zone)
