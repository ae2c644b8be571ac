"""What somebody who decides sends."""

import uuid
from datetime import datetime, time
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from hiring import clock
from hiring.decisions.rules import (
    LONGEST_REASON,
    OUTCOME_NAMES,
    SCORE_TABLE_NAMES,
    SHORTEST_REASON,
    WAYS_OF_TELLING,
    Outcome,
    ScoreTable,
    Verdict,
    WayOfTelling,
)
from hiring.openings.closing_time import END_OF_DAY, closing_moment, local_day_and_time
from hiring.openings.models import Opening
from hiring.spreadsheets import TableFormat
from hiring.web.forms import DayField, HiringForm, OperationForm, plain_text, tidied
from hiring.web.paging import row_number
from hiring.web.two_tabs import EditForm

_FORMAT_NAMES = {
    TableFormat.XLSX: _("XLSX, for every spreadsheet program"),
    TableFormat.CSV_SEMICOLON: _("CSV with semicolons and decimal commas (Excel set to Indonesian)"),
    TableFormat.CSV_COMMA: _(
        "CSV with commas and decimal points (Excel set to English, statistics programs)"
    ),
}


def format_name(table_format: TableFormat) -> str:
    return str(_FORMAT_NAMES[table_format])


class ScoresForm(OperationForm):
    """Which table of an opening's scores, as what kind of file."""

    table = RadioField(
        _("Table"),
        choices=[SelectChoice(table.value, _(name)) for table, name in SCORE_TABLE_NAMES.items()],
        default=ScoreTable.CANDIDATES.value,
        validators=[InputRequired(_("Please choose a table."))],
    )
    table_format = RadioField(
        _("File"),
        choices=[SelectChoice(each.value, name) for each, name in _FORMAT_NAMES.items()],
        default=TableFormat.XLSX.value,
        validators=[InputRequired(_("Please choose a kind of file."))],
    )


class DecisionForm(HiringForm):
    """An outcome and the reason for it."""

    outcome = RadioField(
        _("Decision"),
        choices=[SelectChoice(outcome.value, _(name)) for outcome, name in OUTCOME_NAMES.items()],
        validators=[InputRequired(_("Please choose what is decided."))],
        validate_choice=True,
    )
    reason = TextAreaField(
        _("Reason"),
        filters=[tidied],
        validators=[
            InputRequired(_("Please write the reason.")),
            Length(
                min=SHORTEST_REASON,
                max=LONGEST_REASON,
                message=_("Please write the reason in %(min)d to %(max)d characters."),
            ),
            plain_text,
        ],
    )
    order_reason = TextAreaField(
        _("Why otherwise than the order of the bands?"),
        filters=[tidied],
        validators=[
            Optional(),
            Length(
                min=SHORTEST_REASON,
                max=LONGEST_REASON,
                message=_("Please write the reason in %(min)d to %(max)d characters."),
            ),
            plain_text,
        ],
    )
    """Asked for only where the decision goes against that order."""
    operation_id = HiddenField(
        default=lambda: str(uuid.uuid4()), validators=[InputRequired(), Length(max=36), plain_text]
    )
    seen = HiddenField(default="", validators=[Length(max=22), plain_text])
    offers_known = HiddenField(default="", validators=[Length(max=9), plain_text])
    """How many others had an offer when the page asked about it; empty: it did not ask."""

    def verdict(self) -> Verdict:
        return Verdict(
            Outcome(self.outcome.data),
            self.reason.data or "",
            self.operation_id.data or "",
            self.seen.data or "",
            row_number(self.offers_known.data) if self.offers_known.data else None,
            self.order_reason.data or "",
        )


class ManyDecisionsForm(DecisionForm):
    """One outcome and reason about several; `confirmed` once their names were read beside it."""

    who = SelectMultipleField(_("Candidates"), validate_choice=False)
    confirmed = BooleanField()


#: People begin to read their mail in the morning.
_MORNING = time(9, 0)


class MomentForm(EditForm):
    """From when candidates of an opening are told; without a day: at once."""

    day = DayField(_("Not before (day)"), validators=[Optional()])
    at = TimeField(_("Time"), default=_MORNING, validators=[Optional()])

    @classmethod
    def values_of(cls, opening: Opening) -> dict[str, Any]:
        """Return what the fields show of `opening`."""
        if opening.letters_from is None:
            return {"day": None, "at": _MORNING}
        day, at = local_day_and_time(opening.letters_from, opening.zone)
        return {"day": day, "at": at}

    def moment(self, zone: str) -> datetime | None:
        if self.day.data is None:
            return None
        return closing_moment(self.day.data, self.at.data or _MORNING, zone)


class TellingForm(HiringForm):
    """How and on which day a candidate was told, where no letter did it."""

    way = RadioField(
        _("How"),
        choices=[SelectChoice(way.value, _(name)) for way, name in WAYS_OF_TELLING.items()],
        validators=[InputRequired(_("Please choose how."))],
    )
    day = DayField(_("Day"), validators=[InputRequired()])

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, data={"day": local_day_and_time(clock.now(), zone)[0]}, **kwargs)
        self._zone = zone

    def validate_day(self, field: DayField) -> None:
        today = local_day_and_time(clock.now(), self._zone)[0]
        if field.data > today:
            raise ValidationError(_("Please write the date: today or earlier."))

    def way_of_telling(self) -> WayOfTelling:
        return WayOfTelling(self.way.data)

    def moment(self) -> datetime:
        """Return the end of that day, or now where it is today."""
        return min(closing_moment(self.day.data, END_OF_DAY, self._zone), clock.now())


class LettersForm(HiringForm):
    """Whom a letter goes to; `confirmed` once its number and outcome were read."""

    who = SelectMultipleField(_("Candidates"), validate_choice=False)
    confirmed = BooleanField()
    seen = StringField(validators=[Length(max=22), plain_text])
    """The decision that the page of one candidate's letter showed."""
