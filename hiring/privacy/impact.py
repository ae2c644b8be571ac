"""What an impact assessment is made of, and whether the signed one still counts. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hiring.i18n import N_

#: So long after a signature the impact is assessed anew, unless the signer chooses another day.
REVIEW_AFTER = timedelta(days=365)
#: A later day is not to be chosen.
LATEST_REVIEW = timedelta(days=2 * 366)


class ImpactSection(StrEnum):
    """The parts of the text, in their order."""

    REASONS = "reasons"
    PROCESSING = "processing"
    NECESSITY = "necessity"
    RISKS = "risks"
    REMAINING = "remaining"


class Grade(StrEnum):
    """How likely or how grave something is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


GRADE_NAMES = {Grade.LOW: N_("low"), Grade.MEDIUM: N_("medium"), Grade.HIGH: N_("high")}


class OfficerHeard(StrEnum):
    """Whether the data protection officer was heard (Law 27 of 2022, article 54)."""

    HEARD = "heard"
    NOT_HEARD = "not_heard"
    NONE = "none"


OFFICER_NAMES = {
    OfficerHeard.HEARD: N_("The officer was heard"),
    OfficerHeard.NOT_HEARD: N_("The officer was not heard"),
    OfficerHeard.NONE: N_("The organisation has no officer"),
}


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """What a signer says beside the text."""

    assessed_by: str
    officer: str
    """An `OfficerHeard`."""
    review_on: date


@dataclass(frozen=True, slots=True)
class SignedImpact:
    """What decides whether a signature still counts."""

    shipped_hash: str
    review_on: date


class ImpactStanding(StrEnum):
    """How the assessment stands."""

    UNSIGNED = "unsigned"
    CHANGED = "changed"
    """The shipped text is another one than the signed one."""
    DUE = "due"
    SIGNED = "signed"


IMPACT_SENTENCES = {
    ImpactStanding.UNSIGNED: N_("The impact assessment has not been signed yet"),
    ImpactStanding.CHANGED: N_("The text of the impact assessment has changed since it was signed"),
    ImpactStanding.DUE: N_("The impact assessment is due to be made anew"),
}


def impact_standing(signed: SignedImpact | None, shipped: str, today: date) -> ImpactStanding:
    """Return how the assessment stands; `signed` is its newest signature, `shipped` the text's hash now."""
    if signed is None:
        return ImpactStanding.UNSIGNED
    if signed.shipped_hash != shipped:
        return ImpactStanding.CHANGED
    return ImpactStanding.DUE if today >= signed.review_on else ImpactStanding.SIGNED
