"""What HR is told once many were invited, reminded or sent new links."""

from flask_babel import ngettext

from hiring.openings.actions.many import INVITE_MANY, INVITE_MANY_AGAIN, REMIND_MANY
from hiring.openings.views.applications import linked_sentence
from hiring.openings.views.batches import BatchOutcome
from hiring.openings.views.invitations import invited_sentence
from hiring.openings.views.reminders import reminded_sentence


def _known(number: int) -> str:
    return ngettext(
        "%(num)d person was skipped: they had already been invited.",
        "%(num)d people were skipped: they had already been invited.",
        number,
    )


def _too_late(number: int) -> str:
    return ngettext(
        "%(num)d person was not invited: the opening no longer takes candidates.",
        "%(num)d people were not invited: the opening no longer takes candidates.",
        number,
    )


def _not_reminded(number: int) -> str:
    return ngettext(
        "%(num)d person was skipped: they can no longer be reminded.",
        "%(num)d people were skipped: they can no longer be reminded.",
        number,
    )


def _not_linked(number: int) -> str:
    return ngettext(
        "%(num)d person was skipped: they can no longer use a new link.",
        "%(num)d people were skipped: they can no longer use a new link.",
        number,
    )


OUTCOMES = (
    BatchOutcome(INVITE_MANY, {"invited": invited_sentence, "known": _known, "too_late": _too_late}),
    BatchOutcome(REMIND_MANY, {"reminded": reminded_sentence, "not_reminded": _not_reminded}),
    BatchOutcome(INVITE_MANY_AGAIN, {"linked": linked_sentence, "not_linked": _not_linked}),
)
