"""The outcomes a person may decide on."""

from enum import StrEnum

from hiring.i18n import N_


class Outcome(StrEnum):
    """What was decided about an application."""

    OFFER = "offer"
    RESERVE = "reserve"
    REJECT = "reject"


OUTCOME_NAMES = {
    Outcome.OFFER: N_("Offer"),
    Outcome.RESERVE: N_("Reserve"),
    Outcome.REJECT: N_("Not selected"),
}
