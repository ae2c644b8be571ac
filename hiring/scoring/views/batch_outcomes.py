"""What HR is told once reviewers were found for many answers, or many answers given to others."""

from flask_babel import ngettext

from hiring.openings.views.batches import BatchOutcome
from hiring.scoring.actions.many import ALLOCATE_MANY, RELEASE_MANY
from hiring.scoring.views.hr import allocated_sentence


def _nobody(number: int) -> str:
    return ngettext(
        "No further reviewer was found for %(num)d candidate. If any is lacking, add one to the panel.",
        "No further reviewer was found for %(num)d candidates. If any is lacking, add one to the panel.",
        number,
    )


def _released(number: int) -> str:
    return ngettext("%(num)d open review was taken back.", "%(num)d open reviews were taken back.", number)


def _kept(number: int) -> str:
    return ngettext(
        "%(num)d review stayed: it had been locked or had ended.",
        "%(num)d reviews stayed: they had been locked or had ended.",
        number,
    )


OUTCOMES = (
    BatchOutcome(ALLOCATE_MANY, {"made": allocated_sentence, "nobody": _nobody}),
    BatchOutcome(RELEASE_MANY, {"released": _released, "kept": _kept}),
)
