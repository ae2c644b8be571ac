"""Whom HR invites, and by which address a candidate comes back."""

from collections.abc import Sequence
from typing import Any

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
from wtforms.validators import DataRequired, InputRequired, Length

from hiring.i18n.choice import LANGUAGE_NAMES
from hiring.openings.invitee_import import LONGEST_PASTE
from hiring.openings.invitees import LONGEST_ADDRESS, LONGEST_NAME
from hiring.web.forms import HiringForm, plain_text, stripped


class InviteesForm(HiringForm):
    """What the three ways of inviting have in common: the language of mails where a row names none."""

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
    table = FileField(_("CSV file"))


class ConfirmInviteesForm(HiringForm):
    invitees = HiddenField(validators=[InputRequired()])


class ReturnForm(HiringForm):
    email = EmailField(
        _("E-mail address"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_ADDRESS), plain_text],
    )
