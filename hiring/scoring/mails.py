"""The mail that tells a reviewer once a day what waits: what is filled into its text."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import ngettext

from hiring.i18n import N_
from hiring.i18n.choice import localised
from hiring.mail.kinds import ORGANISATION, Particulars, Placeholder, ReaderGroup, mail_kind
from hiring.openings.mails import SAMPLE_OPENING, SWITCHED_OFF, lines_of_openings, number_in_all

REVIEWER_DIGEST = "reviewer_digest"


def _answers(about: Particulars) -> str:
    answers: str = ngettext("%(num)d answer", "%(num)d answers", number_in_all(about))
    return answers


def _line(opening: Mapping[str, Any]) -> str:
    answers = ngettext("%(num)d answer", "%(num)d answers", opening["number"])
    minutes = ngettext("about %(num)d minute", "about %(num)d minutes", opening["minutes"])
    return f"{localised(opening['title'])}: {answers}, {minutes}"


def _sample(now: datetime) -> Mapping[str, Any]:
    shown = {name: SAMPLE_OPENING[name] for name in ("title", "zone")}
    return {"openings": [{**shown, "number": 12, "minutes": 60, "due": now + timedelta(days=5)}]}


KINDS = (
    mail_kind(
        REVIEWER_DIGEST,
        N_("What is waiting for a reviewer"),
        N_("once a day, as long as answers wait"),
        Placeholder.reader(N_("the name of the reviewer")),
        ORGANISATION,
        Placeholder("answers", N_("how many answers wait in all"), _answers),
        lines_of_openings(N_("a line for each opening: answers, minutes, last day"), _line),
        Placeholder.page("/reviews", N_("the address of the page of marking")),
        SWITCHED_OFF,
        group=ReaderGroup.REVIEWERS,
        reader=N_("reviewers for whom answers wait, unless they have switched it off"),
        sample=_sample,
        needed=("openings", "link"),
    ),
)
