"""What candidates write about what they need, and what HR answers."""

import uuid
from datetime import datetime

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, RadioField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from hiring.adjustments.rules import MOST_GIVEN_BACK
from hiring.openings.closing_time import END_OF_DAY, closing_moment, local_day_and_time
from hiring.openings.rules import (
    MOST_BREAK_MINUTES,
    MOST_EXTRA_MINUTES,
    MOST_EXTRA_PER_CENT,
    GrantedTime,
)
from hiring.web.forms import DayField, HiringForm, plain_text, tidied
from hiring.web.two_tabs import EditForm

LONGEST_WISH = 2_000
SHORTEST_REASON, LONGEST_ANSWER = 10, 2_000
GRANT, REFUSE = "grant", "refuse"
YES, NO = "yes", "no"
_TOO_LONG = _("This is longer than %(max)d characters.")


def wish_field() -> TextAreaField:
    """Return the field in which a candidate says what would help."""
    return TextAreaField(
        _("What would help you?"),
        filters=[tidied],
        validators=[Length(max=LONGEST_WISH, message=_TOO_LONG), plain_text],
    )


def need_field() -> RadioField:
    """Return the question whether anything is needed; who leaves it open needs nothing."""
    return RadioField(
        _("Do you need an adjustment?"),
        choices=[SelectChoice(NO, _("No")), SelectChoice(YES, _("Yes, I need an adjustment"))],
        validators=[Optional()],
    )


class WishForm(HiringForm):
    wish = wish_field()


class GiveBackForm(HiringForm):
    """Minutes for one candidate, and why they were lost."""

    minutes = IntegerField(
        _("Minutes to give back"), default=15, validators=[InputRequired(), NumberRange(1, MOST_GIVEN_BACK)]
    )
    reason = TextAreaField(
        _("What went wrong"),
        filters=[tidied],
        validators=[InputRequired(), Length(SHORTEST_REASON, LONGEST_ANSWER), plain_text],
    )
    operation = HiddenField(validators=[InputRequired(), Length(max=36), plain_text])

    def name_operation(self) -> None:
        """Have a page that was just opened carry a name of its own: sent twice it is one deed."""
        if not self.is_submitted():
            self.operation.data = str(uuid.uuid4())


class GiveBackToAllForm(GiveBackForm):
    """The same for everybody who was writing at that time."""

    day = DayField(_("Day"), validators=[InputRequired()])
    since = TimeField(_("From"), validators=[InputRequired()])
    until = TimeField(_("Until"), validators=[InputRequired()])

    def validate_until(self, field: TimeField) -> None:
        if field.data is not None and self.since.data is not None and field.data <= self.since.data:
            raise ValidationError(_("This must be later than the beginning."))

    def moments(self, zone: str) -> tuple[datetime, datetime]:
        """Return from when until when something was out of order."""
        return (
            closing_moment(self.day.data, self.since.data, zone),
            closing_moment(self.day.data, self.until.data, zone),
        )


def _number(label: object, most: int) -> IntegerField:
    return IntegerField(label, default=0, validators=[Optional(), NumberRange(0, most)])


class GrantForm(EditForm):
    """What is granted, and what the candidate is told. Without a request nothing can be refused."""

    verdict = RadioField(
        _("Your answer"),
        choices=[SelectChoice(GRANT, _("I grant what is listed below")), SelectChoice(REFUSE, _("I refuse"))],
        validators=[InputRequired()],
    )
    per_cent = _number(_("More time in every section, in per cent"), MOST_EXTRA_PER_CENT)
    minutes = _number(_("More minutes in every section"), MOST_EXTRA_MINUTES)
    break_minutes = _number(_("Break after a section, in minutes"), MOST_BREAK_MINUTES)
    closes_on = DayField(_("May begin until (day)"), validators=[Optional()])
    closes_at = TimeField(_("At"), default=END_OF_DAY, validators=[Optional()])
    answer = TextAreaField(
        _("What you tell the candidate"),
        filters=[tidied],
        validators=[Length(max=LONGEST_ANSWER, message=_TOO_LONG), plain_text],
    )

    @classmethod
    def about(cls, granted: GrantedTime, zone: str, *, asked: bool, **values: object) -> "GrantForm":
        """Return the form as it is before anybody has written in it."""
        day, at = local_day_and_time(granted.closes_at, zone)
        form = cls(
            data={
                "per_cent": granted.per_cent,
                "minutes": granted.minutes,
                "break_minutes": granted.break_minutes,
                "closes_on": day,
                "closes_at": at,
            },
            **values,
        )
        if not asked:
            del form.verdict
        return form

    def validate_answer(self, field: TextAreaField) -> None:
        if self.refuses and len(field.data or "") < SHORTEST_REASON:
            raise ValidationError(_("Please say why, so that the candidate understands it."))

    @property
    def refuses(self) -> bool:
        return self.verdict is not None and self.verdict.data == REFUSE

    def granted(self, zone: str) -> GrantedTime:
        """Return what is to be granted; without a day the candidate closes with everybody."""
        return GrantedTime(
            self.per_cent.data or 0,
            self.minutes.data or 0,
            self.break_minutes.data or 0,
            self._closes_at(zone),
        )

    def _closes_at(self, zone: str) -> datetime | None:
        if self.closes_on.data is None:
            return None
        return closing_moment(self.closes_on.data, self.closes_at.data or END_OF_DAY, zone)
