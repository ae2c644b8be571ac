"""The mails to somebody who asks about their data: what is filled into their texts."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from hiring.i18n import N_
from hiring.i18n.choice import localised, moment_text
from hiring.mail.kinds import MailKind, Particulars, ReaderGroup
from hiring.openings.mails import DATA_CONTACT, PLACEHOLDERS, SAMPLE_OPENING
from hiring.privacy.rules import RIGHT_NAMES, PrivacyRequestState, Right

#: Tell somebody that their data are erased; each is the last mail its reader gets.
CANDIDATE_ERASED, REFEREE_ERASED = "privacy_erased", "referee_erased"
LAST_MAILS = frozenset({CANDIDATE_ERASED, REFEREE_ERASED})

_NAMES = {"name": N_("the name of the reader"), "organisation": PLACEHOLDERS["organisation"]}
_NUMBER = {"number": N_("the number of the request")}
_PAGE = {
    "page": N_("a sentence with the address where this is read; empty for referees who have no link"),
}
_CONTACT = {"data_contact": DATA_CONTACT}


def _of_all(about: Particulars) -> dict[str, str]:
    return {
        "name": about.to_name,
        "organisation": about.settings.organisation,
        "data_contact": about.settings.contact,
    }


def _of_request(about: Particulars) -> dict[str, str]:
    return {**_of_all(about), "number": str(about.values["number"])}


def _fill_received(about: Particulars) -> Mapping[str, str]:
    values = about.values
    return {
        **_of_request(about),
        "request": _(RIGHT_NAMES[Right(values["right"])]),
        "until": moment_text(values["due_at"], values["zone"]),
        "page": _read_on(about, _("This page shows what became of it:")),
    }


def _fill_answered(about: Particulars) -> Mapping[str, str]:
    number = about.values["number"]
    if about.values["outcome"] == PrivacyRequestState.DONE:
        outcome = _("Your request no. %(number)s about your data has been fulfilled.", number=number)
    else:
        outcome = _("Your request no. %(number)s about your data could not be fulfilled.", number=number)
    return {
        **_of_request(about),
        "outcome": outcome,
        "answer": about.values["answer"],
        "page": _read_on(about, _("The whole answer is on this page:")),
    }


def _fill_archive(about: Particulars) -> Mapping[str, str]:
    until = moment_text(about.values["until"], about.values["zone"])
    sentence = _("You can download it until %(moment)s on this page:", moment=until)
    return {**_of_request(about), "until": until, "page": _read_on(about, sentence)}


def _fill_erased(about: Particulars) -> Mapping[str, str]:
    return {**_of_all(about), "position": localised(about.values["title"])}


def _read_on(about: Particulars, sentence: str) -> str:
    """Return where the reader goes on: a referee by the link of the mail, a candidate after coming in."""
    if about.link:
        return f"{sentence}\n{about.link}"
    return "" if about.values["is_referee"] else f"{sentence}\n{about.page('/candidate/rights')}"


def _sample(now: datetime) -> Mapping[str, Any]:
    return {
        **SAMPLE_OPENING,
        "number": 7,
        "right": str(Right.ACCESS),
        "is_referee": False,
        "due_at": now + timedelta(hours=72),
        "outcome": str(PrivacyRequestState.DONE),
        "answer": "Nama Anda sudah diperbaiki.",
        "until": now + timedelta(days=7),
    }


def _kind(
    name: str,
    title: str,
    moment: str,
    placeholders: Mapping[str, str],
    fill: Callable[[Particulars], Mapping[str, str]],
    *needed: str,
    order: int,
    reader: str = N_("the candidate or referee who asked"),
) -> MailKind:
    return MailKind(
        name,
        ReaderGroup.DATA_SUBJECTS,
        title=title,
        reader=reader,
        moment=moment,
        placeholders={**_NAMES, **placeholders, **_CONTACT},
        fill=fill,
        sample=_sample,
        needed=frozenset(needed),
        order=order,
    )


KINDS = (
    _kind(
        "privacy_received",
        N_("Request about personal data received"),
        N_("when the request is made, or HR enters it"),
        {
            **_NUMBER,
            "request": N_("what was asked for"),
            "until": N_("the moment until which an answer comes"),
            **_PAGE,
        },
        _fill_received,
        "number",
        "page",
        order=10,
    ),
    _kind(
        "privacy_archive",
        N_("Personal data to download"),
        N_("when the file is ready"),
        {**_NUMBER, "until": N_("the moment until which it can be downloaded"), **_PAGE},
        _fill_archive,
        "page",
        order=20,
    ),
    _kind(
        "privacy_answered",
        N_("Request about personal data answered"),
        N_("when HR answers"),
        {
            **_NUMBER,
            "outcome": N_("a sentence: that the request was fulfilled, or could not be"),
            "answer": N_("what HR writes"),
            **_PAGE,
        },
        _fill_answered,
        "outcome",
        "answer",
        "page",
        order=30,
    ),
    _kind(
        CANDIDATE_ERASED,
        N_("Personal data deleted"),
        N_("when the data of the application are deleted; the last e-mail in the matter"),
        {"position": N_("the title of the opening")},
        _fill_erased,
        order=40,
        reader=N_("the candidate"),
    ),
    _kind(
        REFEREE_ERASED,
        N_("Personal data of a referee deleted"),
        N_("when the data of the referee are deleted; the last e-mail in the matter"),
        {"position": N_("the title of the opening")},
        _fill_erased,
        order=50,
        reader=N_("the referee"),
    ),
)
