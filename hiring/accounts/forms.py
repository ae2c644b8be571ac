"""What people type at the door and about accounts."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from hiring.accounts.rules import LONGEST_PASSWORD, LONGEST_STAFF_NAME, ROLE_NAMES, SHORTEST_PASSWORD, Role
from hiring.i18n.choice import LANGUAGE_NAMES
from hiring.mail.misspelt import PERHAPS_MISSPELT, likely_address
from hiring.persons import LONGEST_ADDRESS
from hiring.web.forms import HiringForm, mail_address, person_name, plain_text, stripped
from hiring.web.two_tabs import EditForm


class SignInForm(HiringForm):
    email = EmailField(_("E-mail address"), filters=[stripped], validators=[InputRequired(), Length(max=254)])
    password = PasswordField(_("Password"), validators=[InputRequired(), Length(max=LONGEST_PASSWORD)])


class PasswordForm(HiringForm):
    password = PasswordField(
        _("Current password"), validators=[InputRequired(), Length(max=LONGEST_PASSWORD)]
    )
    new_password = PasswordField(
        _("New password"), validators=[InputRequired(), Length(min=SHORTEST_PASSWORD, max=LONGEST_PASSWORD)]
    )


class RolesForm(EditForm):
    roles = SelectMultipleField(
        _("Roles"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False), coerce=Role
    )
    active = BooleanField(_("May sign in"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.roles.choices = [SelectChoice(role.value, _(name)) for role, name in ROLE_NAMES.items()]


class DigestForm(HiringForm):
    """Whether a mail a day tells what waits: each button says which."""

    wanted = HiddenField()


class ForgottenForm(HiringForm):
    email = EmailField(
        _("E-mail address"), filters=[stripped], validators=[InputRequired(), Length(max=254), plain_text]
    )


class NewPasswordForm(HiringForm):
    new_password = PasswordField(
        _("New password"), validators=[InputRequired(), Length(min=SHORTEST_PASSWORD, max=LONGEST_PASSWORD)]
    )


class AddressForm(HiringForm):
    """Where a person is written to; an address that looks misspelt is pointed out once."""

    email = EmailField(
        _("E-mail address"),
        filters=[stripped],
        validators=[InputRequired(), Length(max=LONGEST_ADDRESS), mail_address],
    )
    meant = HiddenField()
    """An address that was pointed out as perhaps misspelt: sent once more, it is meant."""

    def validate_email(self, field: EmailField) -> None:
        """Point out an address that looks misspelt."""
        likely = likely_address(field.data or "")
        if likely and field.data != self.meant.data:
            self.meant.raw_data, self.meant.data = None, field.data
            raise ValidationError(gettext(PERHAPS_MISSPELT, likely=likely))


def _staff_name() -> StringField:
    return StringField(
        _("Name"),
        filters=[stripped],
        validators=[InputRequired(), Length(max=LONGEST_STAFF_NAME), person_name],
    )


class StaffCorrectionForm(AddressForm, EditForm):
    """Name and address of a member of staff, put right."""

    name = _staff_name()


class InviteForm(AddressForm, RolesForm):
    """A new account whose owner sets the password."""

    name = _staff_name()
    locale = SelectField(
        _("Language of their pages and e-mails"),
        choices=[SelectChoice(code, name) for code, name in LANGUAGE_NAMES.items()],
    )


class UserForm(InviteForm):
    """A new account with a first password, where no mail could carry a link."""

    password = PasswordField(
        _("First password"), validators=[InputRequired(), Length(min=SHORTEST_PASSWORD, max=LONGEST_PASSWORD)]
    )
