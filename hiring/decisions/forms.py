"""What somebody who decides sends."""

import uuid

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from hiring.decisions.rules import (
    LONGEST_REASON,
    OUTCOME_NAMES,
    SCORE_TABLE_NAMES,
    SHORTEST_REASON,
    Outcome,
    ScoreTable,
    Verdict,
)
from hiring.spreadsheets import TableFormat
from hiring.web.forms import HiringForm, plain_text, tidied

_FORMAT_NAMES = {
    TableFormat.XLSX: _("XLSX, for every spreadsheet program"),
    TableFormat.CSV_SEMICOLON: _("CSV with semicolons and decimal commas (Excel set to Indonesian)"),
    TableFormat.CSV_COMMA: _(
        "CSV with commas and decimal points (Excel set to English, statistics programs)"
    ),
}


class ScoresForm(HiringForm):
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
    operation_id = HiddenField(
        default=lambda: str(uuid.uuid4()), validators=[InputRequired(), Length(max=36), plain_text]
    )
    seen = HiddenField(default="", validators=[Length(max=22), plain_text])

    def verdict(self) -> Verdict:
        return Verdict(
            Outcome(self.outcome.data),
            self.reason.data or "",
            self.operation_id.data or "",
            self.seen.data or "",
        )
