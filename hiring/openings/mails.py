"""The mails with which candidates come in, and what becomes of that: what is filled into their texts."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from hiring.i18n import N_
from hiring.i18n.choice import date_text, localised, moment_text
from hiring.i18n.localised import Localised, at_place
from hiring.mail.kinds import MailKind, Particulars, ReaderGroup
from hiring.mail.rules import Contact

PLACEHOLDERS = {
    "name": N_("the name of the candidate"),
    "position": N_("title and place of the opening"),
    "organisation": N_("the name of the organisation"),
    "link": N_("the candidate's own link"),
    "closing": N_("the moment until which the tasks can be begun"),
    "contact": N_("the contact person of the opening, with address and WhatsApp number"),
}
DATA_CONTACT = N_("where the organisation answers questions about personal data")
#: An opening as previews show it.
SAMPLE_OPENING: Mapping[str, Any] = {
    "title": Localised(id="Petugas Komunitas", en="Community Officer"),
    "place": "Bekasi",
    "zone": "Asia/Jakarta",
    "contact": Contact("Ratna Kusumawati", "ratna@contoh.example", "+6281234567890"),
}
_SAMPLE_LINK = {"purpose": "invitation", "row_id": 0, "generation": 1, "path": "/i/{token}"}


def _fill(about: Particulars) -> Mapping[str, str]:
    values = about.values
    return {
        "name": about.to_name,
        "position": at_place(localised(values["title"]), values["place"]),
        "organisation": about.settings.organisation,
        "link": about.link,
        "closing": moment_text(values["closes_at"], values["zone"]),
        "contact": about.contact,
    }


def fill_digest(about: Particulars, *, line: Callable[[Mapping[str, Any]], str], page: str) -> dict[str, str]:
    """Return what a mail says that tells a member of staff once a day what waits: a line for each opening.

    `line` says what waits in one of them; behind it stands until when, where a last day is set. `page` is
    the path on which they go on.
    """
    return {
        "name": about.to_name,
        "organisation": about.settings.organisation,
        "openings": "\n".join(f"– {line(each)}{_until(each)}" for each in about.values["openings"]),
        "link": about.page(page),
        "account": about.page("/account"),
    }


def _until(opening: Mapping[str, Any]) -> str:
    if opening["due"] is None:
        return ""
    until = _("until %(day)s", day=date_text(opening["due"], opening["zone"]))
    return f", {until}"


def _sample(now: datetime) -> Mapping[str, Any]:
    return {**SAMPLE_OPENING, "closes_at": now + timedelta(days=14)}


def _without_link(about: Particulars) -> Mapping[str, str]:
    return {name: value for name, value in _fill(about).items() if name not in {"link", "closing"}}


def _filled_when_corrected(about: Particulars) -> Mapping[str, str]:
    return {
        "name": about.to_name,
        "position": localised(about.values["title"]),
        "organisation": about.settings.organisation,
        "link": about.page("/candidate/return"),
        "data_contact": about.settings.contact,
    }


def _notice(name: str, title: str, moment: str, order: int) -> MailKind:
    """Return a mail that leads nowhere."""
    return MailKind(
        name,
        ReaderGroup.CANDIDATES,
        title=title,
        reader=N_("the invited candidate"),
        moment=moment,
        placeholders={name: PLACEHOLDERS[name] for name in ("name", "position", "organisation", "contact")},
        fill=_without_link,
        sample=_sample,
        order=order,
    )


def _kind(name: str, title: str, moment: str, order: int) -> MailKind:
    return MailKind(
        name,
        ReaderGroup.CANDIDATES,
        title=title,
        reader=N_("the invited candidate"),
        moment=moment,
        placeholders=PLACEHOLDERS,
        fill=_fill,
        sample=_sample,
        sample_link=_SAMPLE_LINK,
        needed=frozenset({"link"}),
        order=order,
    )


KINDS = (
    _kind("invitation", N_("Invitation"), N_("when HR invites, or invites again"), 10),
    _kind("fresh_link", N_("A fresh link"), N_("when the candidate asks for one"), 20),
    _kind(
        "reminder",
        N_("Reminder"),
        N_("when HR reminds, and automatically some days before the opening closes"),
        15,
    ),
    _kind(
        "closing_moved", N_("More time"), N_("when HR extends the opening and lets candidates be told"), 30
    ),
    _notice(
        "opening_closed",
        N_("Closed early"),
        N_("when HR closes the opening and lets be told who is too late"),
        40,
    ),
    _notice(
        "application_ended",
        N_("Application ended"),
        N_("when HR removes a candidate and lets them be told"),
        130,
    ),
    _notice("withdrawal_receipt", N_("Withdrawal confirmed"), N_("when a candidate withdraws"), 140),
    MailKind(
        "person_corrected",
        ReaderGroup.CANDIDATES,
        title=N_("Name or address corrected"),
        reader=N_("the invited candidate"),
        moment=N_("when HR corrects the name or the address"),
        placeholders={
            "name": PLACEHOLDERS["name"],
            "position": N_("the title of the opening"),
            "organisation": PLACEHOLDERS["organisation"],
            "link": N_("the address of the page that e-mails a new link"),
            "data_contact": DATA_CONTACT,
        },
        fill=_filled_when_corrected,
        sample=_sample,
        needed=frozenset({"link"}),
        order=70,
    ),
)
