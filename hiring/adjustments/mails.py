"""The mails about what a candidate needs, and about minutes given back: what is filled into their texts."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from hiring.i18n import N_
from hiring.i18n.choice import localised, moment_text
from hiring.mail.kinds import MailKind, Particulars, ReaderGroup
from hiring.openings.mails import PLACEHOLDERS, SAMPLE_OPENING

_PLACEHOLDERS = {
    "name": PLACEHOLDERS["name"],
    "position": N_("the title of the opening"),
    "organisation": PLACEHOLDERS["organisation"],
    "contact": PLACEHOLDERS["contact"],
}


def _of_all(about: Particulars) -> dict[str, str]:
    return {
        "name": about.to_name,
        "position": localised(about.values["title"]),
        "organisation": about.settings.organisation,
        "contact": about.contact,
    }


def _fill_granted(about: Particulars) -> Mapping[str, str]:
    values = about.values
    heading, given = _("HR writes:"), values["given"]
    return {
        **_of_all(about),
        "granted": "\n".join(f"- {line}" for line in _granted(values)),
        "running": ngettext(
            "The section that is running has %(num)d minute more.",
            "The section that is running has %(num)d minutes more.",
            given,
        )
        if given
        else "",
        "answer": f"{heading}\n{values['answer']}" if values["answer"] else "",
    }


def _granted(values: Mapping[str, Any]) -> list[str]:
    return list(_times_granted(values)) or [_("The same times as for everybody")]


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


def _fill_refused(about: Particulars) -> Mapping[str, str]:
    return {**_of_all(about), "answer": about.values["answer"]}


def _fill_minutes(about: Particulars) -> Mapping[str, str]:
    values = about.values
    receipt = _(
        "Your receipt %(code)s no longer counts. You get a new one when you hand in again.",
        code=values["code"],
    )
    return {
        **_of_all(about),
        "minutes": ngettext("%(num)d minute", "%(num)d minutes", values["minutes"]),
        "section": _begun_again(values) if values["again"] else _running_on(values["minutes"]),
        "receipt": receipt if values["code"] else "",
        "reason": values["reason"],
    }


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


KINDS = (
    MailKind(
        "adjustment_granted",
        ReaderGroup.CANDIDATES,
        title=N_("Adjustment granted"),
        reader=N_("the candidate"),
        moment=N_("when HR grants or changes an adjustment"),
        placeholders={
            **_PLACEHOLDERS,
            "granted": N_("a line for each thing that is granted"),
            "running": N_("a sentence on the section that is running, where it has more time now"),
            "answer": N_("what HR writes, under “HR writes:”, where HR writes anything"),
        },
        fill=_fill_granted,
        sample=_sample_answer,
        needed=frozenset({"granted", "running", "answer"}),
        order=80,
    ),
    MailKind(
        "adjustment_refused",
        ReaderGroup.CANDIDATES,
        title=N_("Adjustment refused"),
        reader=N_("the candidate"),
        moment=N_("when HR refuses what was asked for"),
        placeholders={**_PLACEHOLDERS, "answer": N_("the reason that HR writes")},
        fill=_fill_refused,
        sample=_sample_answer,
        needed=frozenset({"answer"}),
        order=90,
    ),
    MailKind(
        "minutes_given_back",
        ReaderGroup.CANDIDATES,
        title=N_("Minutes given back"),
        reader=N_("the candidate"),
        moment=N_("when HR gives minutes back"),
        placeholders={
            **_PLACEHOLDERS,
            "minutes": N_("how many minutes"),
            "section": N_("what that means: a section has more time, or may be begun again until a moment"),
            "receipt": N_("a sentence: that the receipt no longer counts, where there was one"),
            "reason": N_("the reason that HR writes"),
        },
        fill=_fill_minutes,
        sample=_sample_minutes,
        needed=frozenset({"section", "receipt", "reason"}),
        order=100,
    ),
)
