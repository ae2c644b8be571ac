"""What the agency for the protection of personal data is told of an incident, as a text to send."""

from flask_babel import gettext as _

from hiring.i18n.choice import localised, moment_text, number_text
from hiring.privacy.mails import period_text
from hiring.privacy.models import Incident
from hiring.privacy.queries import AffectedNumbers
from hiring.privacy.rules import CONCERNED_DATA_NAMES, ConcernedData
from hiring.settings import Settings


def agency_text(incident: Incident, numbers: AffectedNumbers, settings: Settings) -> str:
    """Return the notice in the reader's language: what the law asks for, and nobody's name."""
    zone = settings.zone
    data = "\n".join(f"– {_(CONCERNED_DATA_NAMES[ConcernedData(each)])}" for each in incident.data)
    told = moment_text(incident.told_at, zone) if incident.told_at else _("not yet")
    people = _(
        "Candidates: %(candidates)s; referees: %(referees)s; staff: %(staff)s",
        candidates=number_text(numbers.candidates),
        referees=number_text(numbers.referees),
        staff=number_text(numbers.staff),
    )
    parts = (
        (_("Organisation"), settings.organisation),
        (_("Contact for personal data"), settings.data_contact),
        (_("Number of the incident"), str(incident.id)),
        (_("What happened"), localised(incident.happened)),
        (_("When"), period_text(incident.began_at, incident.ended_at, zone)),
        (_("Noticed"), moment_text(incident.noticed_at, zone)),
        (_("Which data"), data),
        (_("How many people"), people),
        (_("Those concerned were contacted"), told),
        (_("What is done about it"), localised(incident.measures)),
        *(((_("What was done"), incident.outcome),) if incident.closed_at else ()),
    )
    title = _("Notice of an incident about personal data (Law 27 of 2022, article 46)")
    return "\n\n".join([title, *(f"{name}:\n{text}" for name, text in parts)]) + "\n"
