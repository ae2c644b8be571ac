"""What an administrator types about the organisation."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import ColorField, EmailField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from hiring.mail.contacts import whatsapp_number
from hiring.mail.rules import NOBODY, Contact
from hiring.organisation.colours import STANDARD, is_colour, stands_out
from hiring.organisation.queries import Profile
from hiring.web.forms import HiringForm, mail_address, person_name, plain_text, stripped
from hiring.web.two_tabs import EditForm


def phone_number(form: Any, field: Any) -> None:
    """Refuse what is no number of a phone; a validator. Empty is none."""
    if field.data and whatsapp_number(field.data) is None:
        raise ValidationError(gettext("This is not a phone number. Write it like 0812 3456 7890."))


class OrganisationForm(EditForm):
    """Name, contact and colour of the organisation."""

    name = StringField(
        _("Name of the organisation"),
        filters=[stripped],
        validators=[InputRequired(), Length(max=120), plain_text],
    )
    contact_name = StringField(
        _("Name of the contact"), filters=[stripped], validators=[Optional(), Length(max=120), person_name]
    )
    contact_email = EmailField(
        _("E-mail address"), filters=[stripped], validators=[Length(max=254), mail_address]
    )
    contact_whatsapp = StringField(
        _("WhatsApp number"), filters=[stripped], validators=[Length(max=30), plain_text, phone_number]
    )
    officer_name = StringField(
        _("Name of the data protection officer"),
        filters=[stripped],
        validators=[Optional(), Length(max=120), person_name],
    )
    officer_email = EmailField(
        _("E-mail address of the data protection officer"),
        filters=[stripped],
        validators=[Length(max=254), mail_address],
    )
    colour = ColorField(_("Colour"), filters=[stripped], validators=[Length(max=20), plain_text])

    def validate_contact_email(self, field: EmailField) -> None:
        if not field.data and (self.contact_name.data or self.contact_whatsapp.data):
            raise ValidationError(_("Write the e-mail address of the contact, too."))

    def validate_officer_email(self, field: EmailField) -> None:
        if not field.data and self.officer_name.data:
            raise ValidationError(_("Write the e-mail address of the officer, too."))

    def validate_colour(self, field: ColorField) -> None:
        colour = (field.data or "").lower()
        if not colour:
            return
        if not is_colour(colour):
            raise ValidationError(_("This is not a colour. Write it like #0b5563."))
        if not stands_out(colour):
            raise ValidationError(
                _("Text in this colour cannot be read well on a light page. Choose a darker one.")
            )

    @classmethod
    def values_of(cls, profile: Profile) -> dict[str, Any]:
        """Return what the fields show for `profile`."""
        return {
            "name": profile.name,
            "contact_name": profile.contact.name,
            "contact_email": profile.contact.email,
            "contact_whatsapp": profile.contact.whatsapp,
            "officer_name": profile.officer.name,
            "officer_email": profile.officer.email,
            "colour": profile.colour or STANDARD,
        }

    def profile(self) -> Profile:
        """Return what was typed; the standard colour is no colour of one's own."""
        colour = (self.colour.data or "").lower()
        email = self.contact_email.data or ""
        contact = Contact(
            " ".join((self.contact_name.data or "").split()),
            email,
            whatsapp_number(self.contact_whatsapp.data or "") or "",
        )
        officer = Contact(" ".join((self.officer_name.data or "").split()), self.officer_email.data or "")
        return Profile(
            name=" ".join((self.name.data or "").split()),
            contact=contact if email else NOBODY,
            colour="" if colour == STANDARD else colour,
            officer=officer if officer.email else NOBODY,
        )


class LogoForm(HiringForm):
    """A picture that stands for the organisation."""

    logo = FileField(_("Picture"), validators=[FileRequired(_("Please choose a file."))])

    def content(self, most: int) -> bytes:
        """Return what was sent, as far as one byte beyond `most`."""
        return bytes(self.logo.data.stream.read(most + 1))
