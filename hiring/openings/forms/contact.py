"""What HR fills in about the contact person of an opening."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    EmailField,
    StringField,
)
from wtforms.validators import InputRequired, Length

from hiring.mail.contacts import whatsapp_number
from hiring.mail.rules import Contact
from hiring.organisation.forms import phone_number
from hiring.persons import LONGEST_ADDRESS, LONGEST_NAME
from hiring.web.forms import mail_address, person_name, plain_text, stripped
from hiring.web.two_tabs import EditForm


class ContactForm(EditForm):
    """Whom candidates and referees of an opening may write to."""

    contact_name = StringField(
        _("Name"), filters=[stripped], validators=[InputRequired(), Length(max=LONGEST_NAME), person_name]
    )
    contact_email = EmailField(
        _("E-mail address"),
        filters=[stripped],
        validators=[InputRequired(), Length(max=LONGEST_ADDRESS), mail_address],
    )
    contact_whatsapp = StringField(
        _("WhatsApp number"), filters=[stripped], validators=[Length(max=30), plain_text, phone_number]
    )

    @classmethod
    def values_of(cls, contact: Contact) -> dict[str, Any]:
        """Return what the fields show for `contact`."""
        return {
            "contact_name": contact.name,
            "contact_email": contact.email,
            "contact_whatsapp": contact.whatsapp,
        }

    def contact(self) -> Contact:
        return Contact(
            self.contact_name.data or "",
            self.contact_email.data or "",
            whatsapp_number(self.contact_whatsapp.data or "") or "",
        )
