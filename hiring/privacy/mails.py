"""The mails to somebody who asks about their data, or whose data an incident concerns: what is filled in."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from flask_babel import gettext as _

from hiring.i18n import N_
from hiring.i18n.choice import localised, moment_text
from hiring.i18n.localised import Localised
from hiring.mail.kinds import ORGANISATION, READER, Particulars, Placeholder, ReaderGroup, mail_kind
from hiring.openings.mails import DATA_CONTACT, SAMPLE_OPENING, TITLE, title_and_place
from hiring.privacy.rules import CONCERNED_DATA_NAMES, RIGHT_NAMES, ConcernedData, PrivacyRequestState, Right

#: Tell somebody that their data are erased; each is the last mail its reader gets.
CANDIDATE_ERASED, REFEREE_ERASED = "privacy_erased", "referee_erased"
LAST_MAILS = frozenset({CANDIDATE_ERASED, REFEREE_ERASED})

#: Tell HR of a request that a person has to answer.
REQUEST_TO_ANSWER = "privacy_to_answer"

#: Tell somebody of an incident that concerns their data.
INCIDENT = "incident"

_OF_ALL = READER, ORGANISATION
_NUMBER = Placeholder.given("number", N_("the number of the request"))


def _page(sentence: Callable[[Particulars], str]) -> Placeholder:
    """Return where the reader goes on: by the link of the mail, which a referee not asked yet has not."""

    def read_on(about: Particulars) -> str:
        said = sentence(about)
        if about.link:
            return f"{said}\n{about.link}"
        return "" if about.values["is_referee"] else f"{said}\n{about.page('/candidate/rights')}"

    meaning = N_("a sentence with the address where this is read; empty for referees who have no link")
    return Placeholder("page", meaning, read_on)


def _request(about: Particulars) -> str:
    right = Right(about.values["right"])
    asked = _(RIGHT_NAMES[right])
    if right is not Right.RESTRICTION:
        return asked
    stopped = _(
        "From now on your data are no longer used. On your own page you can take this back until they "
        "are deleted."
    )
    return f"{asked}\n\n{stopped}"


def _right(about: Particulars) -> str:
    return str(_(RIGHT_NAMES[Right(about.values["right"])]))


def _outcome(about: Particulars) -> str:
    if about.values["outcome"] == PrivacyRequestState.DONE:
        sentence = N_("Your request no. %(number)s about your data has been fulfilled.")
    else:
        sentence = N_("Your request no. %(number)s about your data could not be fulfilled.")
    return _(sentence, number=about.values["number"])


def _to_download(about: Particulars) -> str:
    until = moment_text(about.values["until"], about.values["zone"])
    return _("You can download it until %(moment)s on this page:", moment=until)


def _data(about: Particulars) -> str:
    return "\n".join(f"– {_(CONCERNED_DATA_NAMES[ConcernedData(each)])}" for each in about.values["data"])


def period_text(began_at: datetime, ended_at: datetime | None, zone: str) -> str:
    """Return from when until when an incident lasted, as far as it is known."""
    since = moment_text(began_at, zone)
    if ended_at is None:
        return str(_("since %(moment)s; the end is not known yet", moment=since))
    return str(_("from %(since)s until %(until)s", since=since, until=moment_text(ended_at, zone)))


def _period(about: Particulars) -> str:
    return period_text(about.values["began_at"], about.values["ended_at"], about.settings.zone)


def _incident_sample(now: datetime) -> Mapping[str, Any]:
    return {
        "data": [str(ConcernedData.NAMES), str(ConcernedData.ANSWERS)],
        "began_at": now - timedelta(hours=30),
        "ended_at": now - timedelta(hours=20),
        "noticed_at": now - timedelta(hours=20),
        "happened": Localised(
            id="Satu akun staf dipakai oleh orang yang tidak berhak.",
            en="An account of staff was used by somebody who had no right to it.",
        ),
        "measures": Localised(
            id="Akun itu sudah ditutup dan semua kata sandi diganti.",
            en="That account is closed, and all passwords were changed.",
        ),
    }


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


_kind = partial(mail_kind, group=ReaderGroup.DATA_SUBJECTS, sample=_sample)
_kind_to_who_asked = partial(_kind, reader=N_("the candidate or referee who asked"))

KINDS = (
    _kind_to_who_asked(
        "privacy_received",
        N_("Request about personal data received"),
        N_("when the request is made, or HR enters it"),
        *_OF_ALL,
        _NUMBER,
        Placeholder("request", N_("what was asked for"), _request),
        Placeholder.moment("until", N_("the moment until which an answer comes"), value="due_at"),
        _page(lambda _about: _("This page shows the result:")),
        DATA_CONTACT,
        needed=("number", "page"),
        order=10,
    ),
    _kind_to_who_asked(
        "privacy_archive",
        N_("Personal data to download"),
        N_("when the file is ready"),
        *_OF_ALL,
        _NUMBER,
        Placeholder.moment("until", N_("the moment until which it can be downloaded")),
        _page(_to_download),
        DATA_CONTACT,
        needed=("page",),
        order=20,
    ),
    _kind_to_who_asked(
        "privacy_answered",
        N_("Request about personal data answered"),
        N_("when HR answers"),
        *_OF_ALL,
        _NUMBER,
        Placeholder("outcome", N_("a sentence: that the request was fulfilled, or could not be"), _outcome),
        Placeholder.given("answer", N_("what HR writes")),
        _page(lambda _about: _("The whole answer is on this page:")),
        DATA_CONTACT,
        needed=("outcome", "answer", "page"),
        order=30,
    ),
    _kind(
        CANDIDATE_ERASED,
        N_("Personal data deleted"),
        N_("when the data of the application are deleted; the last e-mail in the matter"),
        *_OF_ALL,
        TITLE,
        DATA_CONTACT,
        reader=N_("the candidate"),
        order=40,
    ),
    _kind(
        REFEREE_ERASED,
        N_("Personal data of a referee deleted"),
        N_("when the data of the referee are deleted; the last e-mail in the matter"),
        *_OF_ALL,
        TITLE,
        DATA_CONTACT,
        reader=N_("the referee"),
        order=50,
    ),
    mail_kind(
        INCIDENT,
        N_("Incident about personal data"),
        N_("when an administrator writes to those whom an incident concerns"),
        *_OF_ALL,
        Placeholder("happened", N_("what happened"), lambda about: localised(about.values["happened"])),
        Placeholder("period", N_("from when until when it happened"), _period),
        Placeholder("data", N_("which data are concerned, a line for each kind"), _data),
        Placeholder.moment("noticed", N_("the moment at which it was noticed"), value="noticed_at"),
        Placeholder(
            "measures", N_("what is done about it"), lambda about: localised(about.values["measures"])
        ),
        DATA_CONTACT,
        group=ReaderGroup.DATA_SUBJECTS,
        reader=N_("each candidate, referee and member of staff whom the incident concerns"),
        sample=_incident_sample,
        needed=("happened", "period", "data", "measures"),
        order=60,
    ),
    mail_kind(
        REQUEST_TO_ANSWER,
        N_("Request about personal data to answer"),
        N_("at once, when somebody asks on their page for more than to see their data"),
        Placeholder.reader(N_("the name of the HR member")),
        ORGANISATION,
        title_and_place(),
        _NUMBER,
        Placeholder("request", N_("what was asked for"), _right),
        Placeholder.moment("until", N_("the moment until which an answer must be given"), value="due_at"),
        Placeholder(
            "link",
            N_("the address of the page on which the request is answered"),
            lambda about: about.page(f"/privacy-requests/{about.values['request']}"),
        ),
        group=ReaderGroup.HR,
        reader=N_("HR of the opening, also who has switched the daily e-mail off"),
        sample=lambda now: {**_sample(now), "request": "prq_7"},
        needed=("until", "link"),
        order=10,
    ),
)
