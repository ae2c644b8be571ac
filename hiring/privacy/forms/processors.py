"""Who processes personal data for the organisation."""

from datetime import date
from typing import Any

from babel import Locale
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from hiring.i18n.choice import current_locale
from hiring.openings.forms import BoxesField
from hiring.privacy.forms.fields import choices_of, text_field
from hiring.privacy.models import Processor
from hiring.privacy.rules import (
    CONCERNED_DATA_NAMES,
    INDONESIA,
    TRANSFER_GROUND_NAMES,
    ProcessorFacts,
)
from hiring.web.forms import DayField, HiringForm, plain_text, stripped
from hiring.web.two_tabs import EditForm

_LONGEST_NAME = 120
#: What Babel names beside countries: unions, and codes for what is unknown or pretended.
_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


def countries() -> dict[str, str]:
    """Return every country by its code, in the reader's language and its order, Indonesia first."""
    territories = Locale.parse(current_locale()).territories
    named = {code: name for code, name in territories.items() if len(code) == 2 and code.isalpha()}
    others = sorted(set(named) - {INDONESIA} - _NO_COUNTRIES, key=named.__getitem__)
    return {code: named[code] for code in (INDONESIA, *others)}


def _line(label: Any, *, needed: bool = False) -> StringField:
    required = [InputRequired()] if needed else [Optional()]
    return StringField(
        label, filters=[stripped], validators=[*required, Length(max=_LONGEST_NAME), plain_text]
    )


class ProcessorForm(EditForm):
    """What is known of a processor."""

    name = _line(_("Name of the firm or service"), needed=True)
    purpose = text_field(_("What it does for you"), needed=True)
    data = BoxesField(
        _("Which data does it get to see or keep?"),
        choices=lambda: choices_of(CONCERNED_DATA_NAMES),
        validators=[InputRequired(message=_("Please choose at least one kind of data."))],
    )
    country = SelectField(
        _("Country in which the data are"),
        choices=lambda: [SelectChoice(code, name) for code, name in countries().items()],
    )
    transfer_ground = RadioField(
        _("Why may the data be in that country?"),
        choices=lambda: choices_of(TRANSFER_GROUND_NAMES),
        validate_choice=False,
        validators=[Optional()],
    )
    contract = _line(_("Number or name of the contract"))
    contract_on = DayField(_("Date of the contract"), validators=[Optional()])
    contact = text_field(_("Whom you reach there"))
    since = DayField(_("Processes data for you since"), validators=[InputRequired()])

    @classmethod
    def values_of(cls, processor: Processor) -> dict[str, Any]:
        """Return what the fields show of `processor`."""
        names = (
            "name",
            "purpose",
            "country",
            "transfer_ground",
            "contract",
            "contract_on",
            "contact",
            "since",
        )
        return {**{each: getattr(processor, each) for each in names}, "data": list(processor.data)}

    def is_grounded(self) -> bool:
        """Say whether data in another country have a ground; otherwise an error says so."""
        if self.country.data == INDONESIA or self.transfer_ground.data in set(TRANSFER_GROUND_NAMES):
            return True
        self.refuse(
            "transfer_ground",
            gettext("Data in another country need one of these grounds (Law 27 of 2022, article 56)."),
        )
        return False

    def facts(self) -> ProcessorFacts:
        """Return what was filled in; in Indonesia no ground is needed, so none is kept."""
        abroad = self.country.data != INDONESIA
        return ProcessorFacts(
            name=self.name.data,
            purpose=self.purpose.data,
            data=tuple(self.data.data or ()),
            country=self.country.data,
            transfer_ground=self.transfer_ground.data if abroad else "",
            contract=self.contract.data or "",
            contract_on=self.contract_on.data,
            contact=self.contact.data or "",
            since=self.since.data,
        )


class EndProcessorForm(HiringForm):
    """The last day of a processor."""

    until = DayField(_("Last day"), validators=[InputRequired()])

    def is_possible(self, since: date, today: date) -> bool:
        """Say whether that day can be the last; otherwise an error stands beside it."""
        if since <= self.until.data <= today:
            return True
        self.refuse("until", gettext("The last day lies between the first day and today."))
        return False
