"""The mail that tells hiring managers of candidates to decide on: what is filled into its text."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import ngettext

from hiring.i18n import N_
from hiring.i18n.choice import localised
from hiring.i18n.localised import at_place
from hiring.mail.kinds import MailKind, Particulars, ReaderGroup
from hiring.openings.mails import SAMPLE_OPENING, fill_digest

MANAGER_DIGEST = "manager_digest"


def _fill(about: Particulars) -> Mapping[str, str]:
    number = sum(each["number"] for each in about.values["openings"])
    return {
        **fill_digest(about, line=_line, page="/shortlists"),
        "candidates": ngettext("%(num)d candidate", "%(num)d candidates", number),
    }


def _line(opening: Mapping[str, Any]) -> str:
    candidates = ngettext("%(num)d candidate", "%(num)d candidates", opening["number"])
    return f"{at_place(localised(opening['title']), opening['place'])}: {candidates}"


def _sample(now: datetime) -> Mapping[str, Any]:
    shown = {name: SAMPLE_OPENING[name] for name in ("title", "place", "zone")}
    return {"openings": [{**shown, "number": 5, "due": now + timedelta(days=2)}]}


KINDS = (
    MailKind(
        MANAGER_DIGEST,
        ReaderGroup.HIRING_MANAGERS,
        title=N_("Candidates to decide on"),
        reader=N_("hiring managers of an opening, unless they have switched it off"),
        moment=N_(
            "once when all candidates of an opening are scored, and two days before the last day for "
            "decisions; at most one a day"
        ),
        placeholders={
            "name": N_("the name of the hiring manager"),
            "organisation": N_("the name of the organisation"),
            "candidates": N_("how many candidates wait in all"),
            "openings": N_("a line for each opening: candidates, last day"),
            "link": N_("the address of the page that compares candidates"),
            "account": N_("the address of the page on which this e-mail is switched off"),
        },
        fill=_fill,
        sample=_sample,
        needed=frozenset({"openings", "link"}),
    ),
)
