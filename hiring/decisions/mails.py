"""The mail that tells hiring managers of candidates to decide on: what is filled into its text."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import ngettext

from hiring.i18n import N_
from hiring.i18n.choice import localised
from hiring.i18n.localised import at_place
from hiring.mail.kinds import ORGANISATION, Particulars, Placeholder, ReaderGroup, mail_kind
from hiring.openings.mails import SAMPLE_OPENING, SWITCHED_OFF, lines_of_openings, number_in_all

MANAGER_DIGEST = "manager_digest"


def _candidates(about: Particulars) -> str:
    candidates: str = ngettext("%(num)d candidate", "%(num)d candidates", number_in_all(about))
    return candidates


def _line(opening: Mapping[str, Any]) -> str:
    candidates = ngettext("%(num)d candidate", "%(num)d candidates", opening["number"])
    return f"{at_place(localised(opening['title']), opening['place'])}: {candidates}"


def _sample(now: datetime) -> Mapping[str, Any]:
    shown = {name: SAMPLE_OPENING[name] for name in ("title", "place", "zone")}
    return {"openings": [{**shown, "number": 5, "due": now + timedelta(days=2)}]}


KINDS = (
    mail_kind(
        MANAGER_DIGEST,
        N_("Candidates waiting for a decision"),
        N_(
            "once when all candidates of an opening are scored or three days have brought no new score, "
            "and two days before the last day for decisions; at most one a day"
        ),
        Placeholder.reader(N_("the name of the hiring manager")),
        ORGANISATION,
        Placeholder("candidates", N_("how many candidates wait in all"), _candidates),
        lines_of_openings(N_("a line for each opening: candidates, last day"), _line),
        Placeholder.page("/shortlists", N_("the address of the page that compares candidates")),
        SWITCHED_OFF,
        group=ReaderGroup.HIRING_MANAGERS,
        reader=N_("hiring managers of an opening, unless they have switched it off"),
        sample=_sample,
        needed=("openings", "link"),
    ),
)
