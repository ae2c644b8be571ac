"""What the mails to a candidate are called on the candidate's own page. Pure."""

from collections.abc import Mapping

from hiring.i18n import N_

#: So many mails are listed, the newest.
MOST_SHOWN = 40
_LETTER = N_("Letter about the decision")
#: Template of a mail -> what it is called; an outcome is named by the letter alone.
SENT_NAMES: Mapping[str, str] = {
    "invitation": N_("Invitation"),
    "fresh_link": N_("A new link"),
    "data_link": N_("A link to one's own data"),
    "reminder": N_("Reminder"),
    "closing_moved": N_("More time"),
    "opening_closed": N_("Closed early"),
    "application_expired": N_("Too late"),
    "application_ended": N_("Application ended"),
    "withdrawal_receipt": N_("Withdrawal confirmed"),
    "facts_corrected": N_("Statements corrected"),
    "person_corrected": N_("Name or address corrected"),
    "adjustment_granted": N_("Adjustment granted"),
    "adjustment_refused": N_("Adjustment refused"),
    "minutes_given_back": N_("Minutes given back"),
    "interview_invitation": N_("Invitation to an interview"),
    "reference_kind_wanted": N_("Request to name a referee of a kind"),
    "interview_moved": N_("Interview changed"),
    "interview_called_off": N_("Interview called off"),
    "interview_kept": N_("Time of the interview kept"),
    "receipt": N_("Receipt"),
    "reference_replacement": N_("Request to name another referee"),
    "privacy_received": N_("Request about personal data received"),
    "privacy_archive": N_("Personal data to download"),
    "privacy_answered": N_("Request about personal data answered"),
    "incident": N_("Notice about an incident with personal data"),
    "decision_offer": _LETTER,
    "decision_reserve": _LETTER,
    "decision_reject": _LETTER,
}
