"""What HR fills in about until when the others of an opening are to be done."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField
from wtforms.validators import Optional, ValidationError

from hiring.openings.closing_time import END_OF_DAY, closing_moment, local_day_and_time, sensible_day
from hiring.openings.models import Opening
from hiring.openings.rules import DueDates
from hiring.web.two_tabs import EditForm


class DatesForm(EditForm):
    """The last day on which reviewers are to rate, and hiring managers to decide."""

    reviews_due = DateField(_("Last day for reviewers"), validators=[Optional()])
    decisions_due = DateField(_("Last day for hiring managers"), validators=[Optional()])

    def validate_reviews_due(self, field: DateField) -> None:
        _check(field)

    def validate_decisions_due(self, field: DateField) -> None:
        _check(field)

    @classmethod
    def values_of(cls, opening: Opening) -> dict[str, Any]:
        """Return what the fields show of `opening`."""
        return {
            "reviews_due": local_day_and_time(opening.reviews_due_at, opening.zone)[0],
            "decisions_due": local_day_and_time(opening.decisions_due_at, opening.zone)[0],
        }

    def dates(self, zone: str) -> DueDates:
        return DueDates(_end_of(self.reviews_due, zone), _end_of(self.decisions_due, zone))


def _check(field: DateField) -> None:
    if field.data is not None and not sensible_day(field.data):
        raise ValidationError(field.gettext("Not a valid date value."))


def _end_of(field: DateField, zone: str) -> datetime | None:
    return None if field.data is None else closing_moment(field.data, END_OF_DAY, zone)
