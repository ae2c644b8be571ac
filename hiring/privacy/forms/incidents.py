"""What is known of an incident about personal data, and how it ended."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from hiring.i18n.localised import Localised
from hiring.openings.closing_time import local_day_and_time
from hiring.openings.forms import BoxesField
from hiring.privacy.forms.fields import choices_of, text_field
from hiring.privacy.models import Incident
from hiring.privacy.rules import CONCERNED_DATA_NAMES, Concerned, IncidentFacts
from hiring.web.forms import DayField, HiringForm, plain_text, tidied
from hiring.web.two_tabs import EditForm

#: Whom an incident concerns.
EVERYBODY, SOME = "everybody", "some"
#: More names and codes than this are no list that somebody writes by hand.
_LONGEST_LIST = 5000


def _names(label: Any) -> TextAreaField:
    return TextAreaField(label, filters=[tidied], validators=[Length(max=_LONGEST_LIST), plain_text])


class IncidentForm(EditForm):
    """What is known of an incident about personal data."""

    noticed_on = DayField(_("Day on which it was noticed"), validators=[InputRequired()])
    noticed_at = TimeField(_("Time at which it was noticed"), validators=[InputRequired()])
    began_on = DayField(_("Day on which it began"), validators=[InputRequired()])
    began_at = TimeField(_("Time at which it began"), validators=[InputRequired()])
    ended_on = DayField(_("Day on which it ended"), validators=[Optional()])
    ended_at = TimeField(_("Time at which it ended"), validators=[Optional()])
    happened_id = text_field(_("What happened, in Indonesian"), needed=True)
    happened_en = text_field(_("What happened, in English"))
    data = BoxesField(
        _("Which data are concerned?"),
        choices=lambda: choices_of(CONCERNED_DATA_NAMES),
        validators=[InputRequired(message=_("Please choose at least one kind of data."))],
    )
    measures_id = text_field(_("What is done about it, in Indonesian"), needed=True)
    measures_en = text_field(_("What is done about it, in English"))
    whom = RadioField(
        _("Whom does it concern?"),
        choices=[
            SelectChoice(SOME, _("whoever is named below")),
            SelectChoice(EVERYBODY, _("everybody whose data were held at that time")),
        ],
        validators=[InputRequired(message=_("Please choose whom it concerns."))],
    )
    accounts = _names(_("Accounts of staff"))
    openings = BoxesField(_("Openings"))
    applications = _names(_("Applications"))

    @classmethod
    def values_of(cls, incident: Incident, named: tuple[list[str], list[str]], zone: str) -> dict[str, Any]:
        """Return what the fields show of `incident`; `named` are its accounts and applications."""
        facts = incident.facts
        values: dict[str, Any] = {}
        for name in ("noticed", "began", "ended"):
            moment = getattr(facts, f"{name}_at")
            day, time = local_day_and_time(moment, zone)
            values |= {f"{name}_on": day, f"{name}_at": time if moment else None}
        return {
            **values,
            "happened_id": facts.happened.id,
            "happened_en": facts.happened.en,
            "data": list(facts.data),
            "measures_id": facts.measures.id,
            "measures_en": facts.measures.en,
            "whom": EVERYBODY if facts.concerned.everybody else SOME,
            "accounts": "\n".join(named[0]),
            "openings": [str(each) for each in facts.concerned.openings],
            "applications": "\n".join(named[1]),
        }

    @property
    def addresses(self) -> list[str]:
        """Return the accounts that are named, by their addresses."""
        return (self.accounts.data or "").split()

    @property
    def codes(self) -> list[str]:
        """Return the applications that are named, by their codes."""
        return (self.applications.data or "").split()

    def in_order(self, zone: str, now: datetime) -> bool:
        """Say whether the moments can be right; otherwise an error stands beside the first that cannot."""
        noticed, began = self._moment("noticed", zone), self._moment("began", zone)
        ended = self._moment("ended", zone) if self.ended_on.data and self.ended_at.data else None
        if bool(self.ended_on.data) != bool(self.ended_at.data):
            self.refuse("ended_on", gettext("Please enter day and time of the end, or neither."))
        elif noticed > now:
            self.refuse("noticed_on", gettext("Please enter a day and time in the past."))
        elif began > noticed:
            self.refuse("began_on", gettext("It cannot have begun after it was noticed."))
        elif ended is not None and not began <= ended <= now:
            self.refuse("ended_on", gettext("The end lies between the beginning and now."))
        else:
            return True
        return False

    def facts(self, zone: str, accounts: tuple[int, ...], applications: tuple[int, ...]) -> IncidentFacts:
        """Return what was filled in, which is in order; accounts and applications as they were found."""
        openings = tuple(sorted(int(each) for each in self.openings.data or ()))
        everybody = self.whom.data == EVERYBODY
        some = Concerned(False, accounts, openings, applications)
        return IncidentFacts(
            noticed_at=self._moment("noticed", zone),
            began_at=self._moment("began", zone),
            ended_at=self._moment("ended", zone) if self.ended_on.data else None,
            happened=Localised(id=self.happened_id.data, en=self.happened_en.data),
            data=tuple(self.data.data or ()),
            measures=Localised(id=self.measures_id.data, en=self.measures_en.data),
            concerned=Concerned(True) if everybody else some,
        )

    def _moment(self, name: str, zone: str) -> datetime:
        day, time = self[f"{name}_on"].data, self[f"{name}_at"].data
        return datetime.combine(day, time, ZoneInfo(zone)).astimezone(UTC)


class IncidentOutcomeForm(HiringForm):
    """How an incident ended."""

    outcome = text_field(_("What was done"), needed=True)
