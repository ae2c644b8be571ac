"""The mails with which candidates come in, and what becomes of that: what is filled into their texts."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from flask_babel import gettext as _

from hiring.i18n import N_
from hiring.i18n.choice import date_text, localised
from hiring.i18n.localised import Localised, at_place
from hiring.mail.kinds import ORGANISATION, MailKind, Particulars, Placeholder, ReaderGroup, mail_kind
from hiring.mail.rules import Contact

CANDIDATE = Placeholder.reader(N_("the name of the candidate"))
TITLE = Placeholder.title(N_("the title of the opening"))
CONTACT = Placeholder(
    "contact",
    N_("the contact person of the opening, with address and WhatsApp number"),
    lambda about: about.contact,
)
DATA_CONTACT = Placeholder(
    "data_contact",
    N_("where the organisation answers questions about personal data"),
    lambda about: about.settings.data_contact,
)


def title_and_place(value: str = "title") -> Placeholder:
    """Return {position}: the title that the action gave as `value`, with the place."""
    return Placeholder(
        "position",
        N_("title and place of the opening"),
        lambda about: at_place(localised(about.values[value]), about.values["place"]),
    )


def lines_of_openings(meaning: str, line: Callable[[Mapping[str, Any]], str]) -> Placeholder:
    """Return {openings} of a mail that tells a member of staff what waits: a line for each opening.

    `line` says what waits in one of them; behind it stands until when, where a last day is set.
    """
    return Placeholder(
        "openings",
        meaning,
        lambda about: "\n".join(f"– {line(each)}{_until(each)}" for each in about.values["openings"]),
    )


def _until(opening: Mapping[str, Any]) -> str:
    if opening["due"] is None:
        return ""
    until = _("until %(day)s", day=date_text(opening["due"], opening["zone"]))
    return f", {until}"


def number_in_all(about: Particulars) -> int:
    """Return how much waits in all openings of such a mail."""
    return sum(each["number"] for each in about.values["openings"])


SWITCHED_OFF = Placeholder.page(
    "/account", N_("the address of the page on which this e-mail is switched off"), name="account"
)
#: An opening as previews show it.
SAMPLE_OPENING: Mapping[str, Any] = {
    "title": Localised(id="Petugas Komunitas", en="Community Officer"),
    "place": "Bekasi",
    "zone": "Asia/Jakarta",
    "contact": Contact("Ratna Kusumawati", "ratna@contoh.example", "+6281234567890"),
}


def _sample(now: datetime) -> Mapping[str, Any]:
    reason = "Tahun lulus Anda tertulis keliru."
    return {**SAMPLE_OPENING, "closes_at": now + timedelta(days=14), "reason": reason}


_OF_ALL = (CANDIDATE, title_and_place(), ORGANISATION)
_OF_LINK = (
    Placeholder.link(N_("the candidate's own link")),
    Placeholder.moment("closing", N_("the moment until which the tasks can be begun"), value="closes_at"),
)
_kind = partial(mail_kind, group=ReaderGroup.CANDIDATES, reader=N_("the invited candidate"), sample=_sample)


def _notice(name: str, title: str, moment: str, order: int) -> MailKind:
    """Return a mail that leads nowhere."""
    return _kind(name, title, moment, *_OF_ALL, CONTACT, order=order)


def _invitation(name: str, title: str, moment: str, order: int) -> MailKind:
    """Return a mail with the link with which the candidate comes in."""
    link = {"purpose": "invitation", "row_id": 0, "generation": 1, "path": "/i/{token}"}
    filled_in = *_OF_ALL, *_OF_LINK, CONTACT
    return _kind(name, title, moment, *filled_in, order=order, sample_link=link, needed=("link",))


KINDS = (
    _invitation("invitation", N_("Invitation"), N_("when HR invites, or invites again"), 10),
    _invitation("fresh_link", N_("A new link"), N_("when the candidate asks for one"), 20),
    mail_kind(
        "data_link",
        N_("A link to one's own data"),
        N_("when the candidate asks for a link and the tasks can no longer be begun"),
        *_OF_ALL,
        Placeholder.link(N_("the link to the page about the candidate's data")),
        CONTACT,
        group=ReaderGroup.CANDIDATES,
        reader=N_("the candidate whose application has ended"),
        sample=_sample,
        sample_link={"purpose": "data", "row_id": 0, "generation": 1, "path": "/d/{token}"},
        needed=("link",),
        order=25,
    ),
    _invitation(
        "reminder",
        N_("Reminder"),
        N_("when HR reminds, and automatically a few days before the opening closes"),
        15,
    ),
    _invitation(
        "closing_moved", N_("More time"), N_("when HR extends the opening and lets candidates be told"), 30
    ),
    _notice(
        "opening_closed",
        N_("Closed early"),
        N_("when HR closes the opening and lets be told who is too late"),
        40,
    ),
    _kind(
        "application_expired",
        N_("Too late"),
        N_(
            "when the opening closes at its closing time, or a later one of their own is over, to who had "
            "not begun"
        ),
        *_OF_ALL,
        Placeholder.moment(
            "closing", N_("the moment until which the tasks could be begun"), value="closes_at"
        ),
        CONTACT,
        order=45,
    ),
    _notice(
        "application_ended",
        N_("Application ended"),
        N_("when HR removes a candidate and lets them be told"),
        130,
    ),
    _notice("withdrawal_receipt", N_("Withdrawal confirmed"), N_("when a candidate withdraws"), 140),
    _kind(
        "facts_corrected",
        N_("Statements corrected"),
        N_("when HR corrects what the candidate has stated"),
        CANDIDATE,
        TITLE,
        ORGANISATION,
        Placeholder.given("reason", N_("the reason that HR writes")),
        CONTACT,
        Placeholder.page("/candidate/return", N_("the address of the page that e-mails a new link")),
        needed=("reason",),
        order=75,
    ),
    _kind(
        "person_corrected",
        N_("Name or address corrected"),
        N_("when HR corrects the name or the address"),
        CANDIDATE,
        TITLE,
        ORGANISATION,
        Placeholder.page("/candidate/return", N_("the address of the page that e-mails a new link")),
        DATA_CONTACT,
        needed=("link",),
        order=70,
    ),
)
