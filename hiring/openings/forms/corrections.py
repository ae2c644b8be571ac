"""A candidate's name and address, put right."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import EmailField, HiddenField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from hiring.mail.misspelt import PERHAPS_MISSPELT, likely_address
from hiring.persons import LONGEST_ADDRESS, LONGEST_NAME
from hiring.web.forms import mail_address, person_name, stripped
from hiring.web.two_tabs import EditForm


class CorrectionForm(EditForm):
    """Name and address of somebody who was invited, put right."""

    name = StringField(
        _("Name"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST_NAME), person_name]
    )
    email = EmailField(
        _("E-mail address"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_ADDRESS), mail_address],
    )

    meant = HiddenField()
    """An address that was pointed out as perhaps misspelt: sent once more, it is meant."""

    def validate_email(self, field: EmailField) -> None:
        """Point out an address that looks misspelt."""
        likely = likely_address(field.data or "")
        if likely and field.data != self.meant.data:
            self.meant.raw_data, self.meant.data = None, field.data
            raise ValidationError(gettext(PERHAPS_MISSPELT, likely=likely))
