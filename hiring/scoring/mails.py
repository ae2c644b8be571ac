"""The mail that tells a reviewer once a day what waits: what is filled into its text."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import ngettext

from hiring.i18n import N_
from hiring.i18n.choice import localised
from hiring.mail.kinds import MailKind, Particulars, ReaderGroup
from hiring.openings.mails import SAMPLE_OPENING, fill_digest

REVIEWER_DIGEST = "reviewer_digest"


def _fill(about: Particulars) -> Mapping[str, str]:
    number = sum(each["number"] for each in about.values["openings"])
    return {
        **fill_digest(about, line=_line, page="/reviews"),
        "answers": ngettext("%(num)d answer", "%(num)d answers", number),
    }


def _line(opening: Mapping[str, Any]) -> str:
    answers = ngettext("%(num)d answer", "%(num)d answers", opening["number"])
    minutes = ngettext("about %(num)d minute", "about %(num)d minutes", opening["minutes"])
    return f"{localised(opening['title'])}: {answers}, {minutes}"


def _sample(now: datetime) -> Mapping[str, Any]:
    shown = {name: SAMPLE_OPENING[name] for name in ("title", "zone")}
    return {"openings": [{**shown, "number": 12, "minutes": 60, "due": now + timedelta(days=5)}]}


KINDS = (
    MailKind(
        REVIEWER_DIGEST,
        ReaderGroup.REVIEWERS,
        title=N_("What waits for a reviewer"),
        reader=N_("reviewers for whom answers wait, unless they have switched it off"),
        moment=N_("once a day, as long as answers wait"),
        placeholders={
            "name": N_("the name of the reviewer"),
            "organisation": N_("the name of the organisation"),
            "answers": N_("how many answers wait in all"),
            "openings": N_("a line for each opening: answers, minutes, last day"),
            "link": N_("the address of the page of marking"),
            "account": N_("the address of the page on which this e-mail is switched off"),
        },
        fill=_fill,
        sample=_sample,
        needed=frozenset({"openings", "link"}),
    ),
)
