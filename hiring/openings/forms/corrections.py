"""A candidate's name and address, put right."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from hiring.accounts.forms import AddressForm
from hiring.persons import LONGEST_NAME
from hiring.web.forms import person_name, stripped
from hiring.web.two_tabs import EditForm


class CorrectionForm(AddressForm, EditForm):
    """Name and address of somebody who was invited, put right."""

    name = StringField(
        _("Name"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST_NAME), person_name]
    )
