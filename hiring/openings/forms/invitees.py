"""Whom HR invites, and by which address a candidate comes back."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    EmailField,
    FileField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from hiring.i18n.choice import LANGUAGE_NAMES
from hiring.openings.invitee_import import LONGEST_PASTE
from hiring.openings.invitee_tables import Columns, Found, InviteeFile, widest
from hiring.persons import LONGEST_ADDRESS, LONGEST_NAME
from hiring.web.forms import HiringForm, OperationForm, plain_text, stripped


class InviteesForm(HiringForm):
    """What the ways of inviting have in common: the language of mails where a row names none."""

    locale = SelectField(_("Language of the e-mail"))

    def __init__(self, offered: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.locale.choices = [SelectChoice(code, LANGUAGE_NAMES[code]) for code in offered]


class PersonForm(InviteesForm):
    name = StringField(
        _("Name"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST_NAME), plain_text]
    )
    email = EmailField(
        _("E-mail address"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_ADDRESS), plain_text],
    )


class LinesForm(InviteesForm):
    lines = TextAreaField(
        _("One person per line"), validators=[DataRequired(), Length(max=LONGEST_PASTE), plain_text]
    )


class TableForm(InviteesForm):
    table = FileField(_("Excel or CSV file"))


def _place(value: object) -> int | None:
    """Return the number of a column; no choice is None."""
    return int(str(value)) if value not in {None, "", "None"} else None


class ColumnsForm(InviteesForm):
    """Which column of a file holds what. The file itself travels along, sealed, in `file`."""

    file = HiddenField(validators=[InputRequired()])
    email_column = SelectField(_("Column with e-mail addresses"), coerce=_place)
    name_column = SelectField(_("Column with names"), coerce=_place)
    more_name_column = SelectField(_("Second column with names"), coerce=_place)
    language_column = SelectField(_("Column with languages"), coerce=_place)
    column_names: Sequence[str] = ()

    def offer(self, read: InviteeFile, found: Found) -> None:
        """Offer the columns of `read`, each by its heading or a word that stands in it."""
        self.column_names = [
            gettext("Column %(letter)s: %(heading)s", letter=letter, heading=heading)
            if heading
            else gettext("Column %(letter)s", letter=letter)
            for letter, heading in widest(read, found)
        ]
        choices = [SelectChoice("", ""), *(SelectChoice(str(i), n) for i, n in enumerate(self.column_names))]
        for field in (self.email_column, self.name_column, self.more_name_column, self.language_column):
            field.choices = list(choices)

    def validate_email_column(self, field: SelectField) -> None:
        if field.data is None:
            raise ValidationError(_("Choose the column that holds the addresses."))

    def validate_name_column(self, field: SelectField) -> None:
        if field.data is None:
            raise ValidationError(_("Choose the column that holds the names."))

    def columns(self) -> Columns:
        names = dict.fromkeys(
            each for each in (self.name_column.data, self.more_name_column.data) if each is not None
        )
        return Columns(self.email_column.data, tuple(names), self.language_column.data)


class ConfirmInviteesForm(OperationForm):
    invitees = HiddenField(validators=[InputRequired()])


class FaultyRowsForm(HiringForm):
    """The rows of a list that cannot be used, sealed."""

    rows = HiddenField(validators=[InputRequired()])


class ReturnForm(HiringForm):
    email = EmailField(
        _("E-mail address"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_ADDRESS), plain_text],
    )
