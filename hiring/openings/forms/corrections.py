"""A candidate's name and address, put right."""

from collections.abc import Callable

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import EmailField, HiddenField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from hiring.mail.misspelt import PERHAPS_MISSPELT, likely_address
from hiring.openings.invitees import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    RowRefused,
    checked_address,
    checked_name,
)
from hiring.web.forms import plain_text, stripped
from hiring.web.two_tabs import EditForm


class CorrectionForm(EditForm):
    """Name and address of somebody who was invited, put right."""

    name = StringField(
        _("Name"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST_NAME), plain_text]
    )
    email = EmailField(
        _("E-mail address"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_ADDRESS), plain_text],
    )

    meant = HiddenField()
    """An address that was pointed out as perhaps misspelt: sent once more, it is meant."""

    def validate_name(self, field: StringField) -> None:
        """Refuse what no name holds; keep the one spelling."""
        _keep_checked(field, checked_name)

    def validate_email(self, field: EmailField) -> None:
        """Refuse what is no address; keep the one spelling."""
        _keep_checked(field, checked_address)
        likely = likely_address(field.data or "")
        if likely and field.data != self.meant.data:
            self.meant.raw_data, self.meant.data = None, field.data
            raise ValidationError(gettext(PERHAPS_MISSPELT, likely=likely))


def _keep_checked(field: StringField, check: Callable[[str], str]) -> None:
    try:
        field.data = check(field.data or "")
    except RowRefused as refused:
        raise ValidationError(gettext(refused.sentence, **refused.values)) from None
