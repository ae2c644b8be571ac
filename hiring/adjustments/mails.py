"""The mails about what a candidate needs, and about minutes given back: what is filled into their texts."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from hiring.i18n import N_
from hiring.i18n.choice import moment_text
from hiring.mail.kinds import ORGANISATION, Particulars, Placeholder, ReaderGroup, mail_kind
from hiring.openings.mails import CANDIDATE, CONTACT, SAMPLE_OPENING, TITLE

_OF_ALL = (CANDIDATE, TITLE, ORGANISATION, CONTACT)


def _granted(about: Particulars) -> str:
    granted = list(_times_granted(about.values)) or [_("The same times as for everybody")]
    return "\n".join(f"- {line}" for line in granted)


def _times_granted(values: Mapping[str, Any]) -> Iterator[str]:
    if values["per_cent"]:
        yield _("%(per_cent)s%% more time in every section", per_cent=values["per_cent"])
    if values["minutes"]:
        yield ngettext(
            "%(num)d minute more in every section",
            "%(num)d minutes more in every section",
            values["minutes"],
        )
    if values["break_minutes"]:
        yield ngettext(
            "A break of %(num)d minute after a section: the next may be started in it even if the "
            "opening has closed",
            "A break of %(num)d minutes after a section: the next may be started in it even if the "
            "opening has closed",
            values["break_minutes"],
        )
    if values["closes_at"]:
        yield _("May begin until %(moment)s", moment=moment_text(values["closes_at"], values["zone"]))


def _running(about: Particulars) -> str:
    if not (given := about.values["given"]):
        return ""
    running: str = ngettext(
        "The section that is running has %(num)d minute more.",
        "The section that is running has %(num)d minutes more.",
        given,
    )
    return running


def _answer(about: Particulars) -> str:
    heading, answer = _("HR writes:"), about.values["answer"]
    return f"{heading}\n{answer}" if answer else ""


def _minutes(about: Particulars) -> str:
    minutes: str = ngettext("%(num)d minute", "%(num)d minutes", about.values["minutes"])
    return minutes


def _section(about: Particulars) -> str:
    values = about.values
    return _begun_again(values) if values["again"] else _running_on(values["minutes"])


def _begun_again(values: Mapping[str, Any]) -> str:
    given = ngettext(
        "HR has given you %(num)d minute back in the section whose time was over.",
        "HR has given you %(num)d minutes back in the section whose time was over.",
        values["minutes"],
    )
    how = _(
        "You may begin it again until %(moment)s: open the link in your invitation again. Its clock starts "
        "only when you press the button. What you wrote is still there.",
        moment=moment_text(values["until"], values["zone"]),
    )
    return f"{given} {how}"


def _running_on(minutes: int) -> str:
    given: str = ngettext(
        "HR has given you %(num)d minute back in the section that is running.",
        "HR has given you %(num)d minutes back in the section that is running.",
        minutes,
    )
    return given


def _receipt(about: Particulars) -> str:
    if not (code := about.values["code"]):
        return ""
    receipt = _(
        "Your receipt %(code)s no longer counts. You get a new one when you hand in again.", code=code
    )
    return str(receipt)


def _sample_answer(now: datetime) -> Mapping[str, Any]:
    return {
        **SAMPLE_OPENING,
        "answer": "Silakan hubungi saya jika waktunya masih kurang.",
        "per_cent": 25,
        "minutes": 0,
        "break_minutes": 10,
        "closes_at": now + timedelta(days=14),
        "given": 8,
    }


def _sample_minutes(now: datetime) -> Mapping[str, Any]:
    return {
        **SAMPLE_OPENING,
        "minutes": 12,
        "reason": "Listrik padam di tempat Anda.",
        "again": True,
        "until": now + timedelta(days=2),
        "code": "K7QF-2M4X",
    }


_kind = partial(mail_kind, group=ReaderGroup.CANDIDATES, reader=N_("the candidate"))

KINDS = (
    _kind(
        "adjustment_granted",
        N_("Adjustment granted"),
        N_("when HR grants or changes an adjustment"),
        *_OF_ALL,
        Placeholder("granted", N_("a line for each thing that is granted"), _granted),
        Placeholder(
            "running",
            N_("a sentence on the section that is running, where it has more time now"),
            _running,
        ),
        Placeholder("answer", N_("what HR writes, under “HR writes:”, where HR writes anything"), _answer),
        sample=_sample_answer,
        needed=("granted", "running", "answer"),
        order=80,
    ),
    _kind(
        "adjustment_refused",
        N_("Adjustment refused"),
        N_("when HR refuses what was asked for"),
        *_OF_ALL,
        Placeholder.given("answer", N_("the reason that HR writes")),
        sample=_sample_answer,
        needed=("answer",),
        order=90,
    ),
    _kind(
        "minutes_given_back",
        N_("Minutes given back"),
        N_("when HR gives minutes back"),
        *_OF_ALL,
        Placeholder("minutes", N_("how many minutes"), _minutes),
        Placeholder(
            "section",
            N_("what that means: a section has more time, or may be begun again until a moment"),
            _section,
        ),
        Placeholder(
            "receipt",
            N_("a sentence: that the receipt no longer counts, where there was one"),
            _receipt,
        ),
        Placeholder.given("reason", N_("the reason that HR writes")),
        sample=_sample_minutes,
        needed=("section", "receipt", "reason"),
        order=100,
    ),
)
