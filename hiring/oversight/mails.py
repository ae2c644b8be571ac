"""The mails that keep an eye on things: the end of the audit trail, and what waits for HR."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from hiring.i18n import N_
from hiring.i18n.choice import date_text, localised, moment_text
from hiring.i18n.localised import at_place
from hiring.mail.kinds import ORGANISATION, READER, Particulars, Placeholder, ReaderGroup, mail_kind
from hiring.openings.mails import SAMPLE_OPENING, SWITCHED_OFF
from hiring.privacy.rules import RIGHT_NAMES, Right

AUDIT_HEAD = "audit_head"
HR_DIGEST = "hr_digest"


def _request(work: Mapping[str, Any]) -> str:
    values = {
        "number": work["number"],
        "right": _(RIGHT_NAMES[Right(work["right"])]),
        "moment": moment_text(work["due_at"], work["zone"]),
    }
    if work["hours"] < 0:
        overdue: str = _(
            "Request no. %(number)s about personal data is overdue since %(moment)s: %(right)s", **values
        )
        return overdue
    waiting: str = ngettext(
        "Request no. %(number)s about personal data must be answered by %(moment)s, %(num)d hour is left: "
        "%(right)s",
        "Request no. %(number)s about personal data must be answered by %(moment)s, %(num)d hours are left: "
        "%(right)s",
        work["hours"],
        **values,
    )
    return waiting


def _adjustments(work: Mapping[str, Any]) -> str:
    asked: str = ngettext(
        "%(num)d candidate asks for an adjustment and waits for your answer",
        "%(num)d candidates ask for an adjustment and wait for your answer",
        work["number"],
    )
    return asked


def _lost_mails(work: Mapping[str, Any]) -> str:
    lost: str = ngettext(
        "%(num)d e-mail could not be delivered", "%(num)d e-mails could not be delivered", work["number"]
    )
    return lost


def _erasure(work: Mapping[str, Any]) -> str:
    coming: str = ngettext(
        "The data of %(num)d application are deleted on %(day)s",
        "The data of %(num)d applications are deleted on %(day)s",
        work["number"],
        day=date_text(work["at"], work["zone"]),
    )
    return coming


_SENTENCES = {
    "request": _request,
    "adjustments": _adjustments,
    "mails": _lost_mails,
    "erasure": _erasure,
}


def _works(about: Particulars) -> str:
    works, more = about.values["works"], about.values["more"]
    lines = [
        f"– {at_place(localised(work['title']), work['place'])}: {_SENTENCES[work['kind']](work)}"
        for work in works
    ]
    if more:
        lines.append(ngettext("– and %(num)d thing more", "– and %(num)d things more", more))
    return "\n".join(lines)


def _matters(about: Particulars) -> str:
    number = len(about.values["works"]) + about.values["more"]
    matters: str = ngettext("%(num)d thing waits for HR", "%(num)d things wait for HR", number)
    return matters


def _sample(now: datetime) -> Mapping[str, Any]:
    opening = {name: SAMPLE_OPENING[name] for name in ("title", "place", "zone")}
    return {
        "works": [
            {
                **opening,
                "kind": "request",
                "number": 7,
                "right": str(Right.CORRECTION),
                "due_at": now + timedelta(hours=30),
                "hours": 30,
            },
            {**opening, "kind": "adjustments", "number": 2},
            {**opening, "kind": "mails", "number": 1},
            {**opening, "kind": "erasure", "number": 40, "at": now + timedelta(days=6)},
        ],
        "more": 0,
    }


KINDS = (
    mail_kind(
        AUDIT_HEAD,
        N_("End of the audit trail"),
        N_("once a day"),
        READER,
        Placeholder.given("number", N_("the number of the last entry")),
        Placeholder.given("head", N_("the line that stands for all entries up to it")),
        group=ReaderGroup.OPERATORS,
        reader=N_("every administrator"),
        sample=lambda now: {"number": 1, "head": f"{now:%Y-%m-%d} 1 {'0f' * 32}"},
    ),
    mail_kind(
        HR_DIGEST,
        N_("What is waiting for HR"),
        N_(
            "once a day, while somebody waits for an answer about their data or an adjustment, e-mails of "
            "the last seven days could not be delivered, or data are deleted within seven days"
        ),
        Placeholder.reader(N_("the name of the HR member")),
        ORGANISATION,
        Placeholder("matters", N_("how much waits in all"), _matters),
        Placeholder("works", N_("a line for each thing: opening, what waits, until when"), _works),
        Placeholder.page("/", N_("the address of HR’s first page")),
        SWITCHED_OFF,
        group=ReaderGroup.HR,
        reader=N_("HR of an opening, unless they have switched it off"),
        sample=_sample,
        needed=("works", "link"),
        order=20,
    ),
)
