"""The mails about references, to referees and to the candidate: what is filled into their texts."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from hiring.i18n import N_
from hiring.i18n.choice import localised, moment_text
from hiring.i18n.localised import at_place
from hiring.mail.kinds import MailKind, Particulars, ReaderGroup
from hiring.openings.mails import PLACEHOLDERS, SAMPLE_OPENING

#: What a mail says that was queued without a number of minutes.
_MINUTES = 15
_TO_ALL = {
    "name": N_("the name of the referee"),
    "candidate": N_("the name of the candidate"),
    "organisation": PLACEHOLDERS["organisation"],
    "contact": PLACEHOLDERS["contact"],
}
_WITH_LINK = {
    "minutes": N_("how many minutes the answer takes at most"),
    "link": N_("the referee's own link"),
    "until": N_("the moment until which the link works"),
}
_SAMPLE_LINK = {"purpose": "reference", "row_id": 0, "generation": 1, "path": "/r/{token}"}


def _to_referee(about: Particulars) -> dict[str, str]:
    return {
        "name": about.to_name,
        "candidate": about.values["candidate"],
        "organisation": about.settings.organisation,
        "contact": about.contact,
    }


def _with_link(about: Particulars) -> dict[str, str]:
    values = about.values
    return {
        **_to_referee(about),
        "minutes": str(values.get("minutes", _MINUTES)),
        "link": about.link,
        "until": moment_text(values["ends_at"], values["zone"]),
    }


def _fill_request(about: Particulars) -> Mapping[str, str]:
    values = about.values
    return {**_with_link(about), "position": at_place(localised(values["opening"]), values["place"])}


def _fill_reminder(about: Particulars) -> Mapping[str, str]:
    last = _("This is our last reminder.") if about.values["is_last"] else ""
    position = localised(about.values["opening"])
    return {**_with_link(about), "position": position, "so_far": _so_far(about), "last": last}


def _so_far(about: Particulars) -> str:
    if about.values["begun"]:
        sentence = N_(
            "You have begun to answer about %(candidate)s, who has applied to %(organisation)s for the "
            "position %(opening)s. What you wrote is saved; please complete it and send it."
        )
    else:
        sentence = N_(
            "%(candidate)s, who has applied to %(organisation)s for the position %(opening)s, named "
            "you as somebody who knows their work. We have not had your answer yet."
        )
    candidate, opening = about.values["candidate"], localised(about.values["opening"])
    organisation = about.settings.organisation
    return str(_(sentence, candidate=candidate, organisation=organisation, opening=opening))


def _fill_replacement(about: Particulars) -> Mapping[str, str]:
    return {
        "name": about.to_name,
        "referee": about.values["referee"],
        "position": localised(about.values["opening"]),
        "organisation": about.settings.organisation,
        "link": about.page("/candidate/referees"),
        "contact": about.contact,
    }


def _sample(now: datetime) -> Mapping[str, Any]:
    return {
        **{name: SAMPLE_OPENING[name] for name in ("place", "zone", "contact")},
        "opening": SAMPLE_OPENING["title"],
        "candidate": "Rina Wati",
        "referee": "Bambang Hartono",
        "ends_at": now + timedelta(days=14),
        "minutes": _MINUTES,
        "is_last": True,
        "begun": False,
    }


KINDS = (
    MailKind(
        "reference_request",
        ReaderGroup.REFEREES,
        title=N_("Request for a reference"),
        reader=N_("the referee"),
        moment=N_("when the candidate has handed in, or HR asks"),
        placeholders={**_TO_ALL, **_WITH_LINK, "position": PLACEHOLDERS["position"]},
        fill=_fill_request,
        sample=_sample,
        sample_link=_SAMPLE_LINK,
        needed=frozenset({"link", "candidate"}),
        order=10,
    ),
    MailKind(
        "reference_reminder",
        ReaderGroup.REFEREES,
        title=N_("Reminder of a reference"),
        reader=N_("the referee who has not answered"),
        moment=N_("some days after the request, and when HR reminds"),
        placeholders={
            **_TO_ALL,
            **_WITH_LINK,
            "position": N_("the title of the opening"),
            "so_far": N_("a sentence: that an answer was begun and is saved, or that none has come yet"),
            "last": N_("a sentence: that this is the last reminder, where it is"),
        },
        fill=_fill_reminder,
        sample=_sample,
        sample_link=_SAMPLE_LINK,
        needed=frozenset({"link"}),
        order=20,
    ),
    MailKind(
        "reference_thanks",
        ReaderGroup.REFEREES,
        title=N_("Thanks for a reference"),
        reader=N_("the referee"),
        moment=N_("when the answer has arrived"),
        placeholders=_TO_ALL,
        fill=_to_referee,
        sample=_sample,
        order=30,
    ),
    MailKind(
        "reference_replacement",
        ReaderGroup.CANDIDATES,
        title=N_("Request to name another referee"),
        reader=N_("the candidate"),
        moment=N_("when a referee declines or cannot be reached"),
        placeholders={
            "name": PLACEHOLDERS["name"],
            "referee": N_("the name of the referee"),
            "position": N_("the title of the opening"),
            "organisation": PLACEHOLDERS["organisation"],
            "link": N_("the address of the page on which referees are named"),
            "contact": PLACEHOLDERS["contact"],
        },
        fill=_fill_replacement,
        sample=_sample,
        needed=frozenset({"link"}),
        order=120,
    ),
)
