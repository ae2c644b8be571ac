"""The mail that tells a reviewer once a day what waits: what is filled into its text."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from hiring.i18n import N_
from hiring.i18n.choice import date_text, localised
from hiring.i18n.localised import Localised
from hiring.mail.kinds import MailKind, Particulars

REVIEWER_DIGEST = "reviewer_digest"


def _fill(about: Particulars) -> Mapping[str, str]:
    openings = about.values["openings"]
    number = sum(each["number"] for each in openings)
    return {
        "name": about.to_name,
        "organisation": about.settings.organisation,
        "answers": ngettext("%(num)d answer", "%(num)d answers", number),
        "openings": "\n".join(f"– {_line(each)}" for each in openings),
        "link": f"{about.settings.base_url}/reviews",
        "account": f"{about.settings.base_url}/account",
    }


def _line(opening: Mapping[str, Any]) -> str:
    answers = ngettext("%(num)d answer", "%(num)d answers", opening["number"])
    minutes = ngettext("about %(num)d minute", "about %(num)d minutes", opening["minutes"])
    said = f"{localised(opening['title'])}: {answers}, {minutes}"
    if opening["due"] is None:
        return said
    until = _("until %(day)s", day=date_text(opening["due"], opening["zone"]))
    return f"{said}, {until}"


def _sample(now: datetime) -> Mapping[str, Any]:
    titles = Localised(id="Petugas Komunitas", en="Community Officer")
    due, zone = now + timedelta(days=5), "Asia/Jakarta"
    return {"openings": [{"title": titles, "number": 12, "minutes": 60, "due": due, "zone": zone}]}


KINDS = (
    MailKind(
        REVIEWER_DIGEST,
        title=N_("What waits for a reviewer"),
        reader=N_("reviewers for whom answers wait, unless they have switched it off"),
        moment=N_("once a day, as long as answers wait"),
        placeholders={
            "name": N_("the name of the reviewer"),
            "organisation": N_("the name of the organisation"),
            "answers": N_("how many answers wait in all"),
            "openings": N_("a line for each opening: answers, minutes, last day"),
            "link": N_("the address of the page of marking"),
            "account": N_("the address of the page on which this mail is switched off"),
        },
        fill=_fill,
        sample=_sample,
        needed=frozenset({"openings", "link"}),
        order=70,
    ),
)
