"""The receipt that a candidate gets by mail: what is filled into its text."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from hiring.i18n import N_
from hiring.i18n.choice import localised, moment_text
from hiring.mail.kinds import MailKind, Particulars, ReaderGroup
from hiring.openings.mails import PLACEHOLDERS, SAMPLE_OPENING

RECEIPT_MAIL = "receipt"


def _fill(about: Particulars) -> Mapping[str, str]:
    values = about.values
    return {
        "name": about.to_name,
        "position": localised(values["opening"]),
        "organisation": about.settings.organisation,
        "code": values["code"],
        "handed_in": moment_text(values["handed_in_at"], values["zone"]),
        "how_handed_in": _how(values),
        "earlier": _earlier(values.get("earlier", ())),
        "answers": "\n".join(_answer(each) for each in values["answers"]),
        "contact": about.contact,
    }


def _how(values: Mapping[str, Any]) -> str:
    if values["by_clock"]:
        sentence = N_(
            "Time was over, so what you had written for “%(opening)s” was handed in automatically. "
            "Nothing of it is lost."
        )
    else:
        sentence = N_("Thank you. Your answers for “%(opening)s” are handed in.")
    return str(_(sentence, opening=localised(values["opening"])))


def _earlier(codes: list[str]) -> str:
    if not codes:
        return ""
    sentence = N_("It takes the place of the earlier receipt %(codes)s, as you were given time back.")
    return str(_(sentence, codes=", ".join(codes)))


def _answer(answer: Mapping[str, str]) -> str:
    return f"{answer['task']}: {answer['part']}\n  {answer['sha256'] or _('not answered')}"


def _sample(now: datetime) -> Mapping[str, Any]:
    task = {"task": "Surat kepada kepala desa", "part": "a"}
    return {
        "opening": SAMPLE_OPENING["title"],
        "zone": SAMPLE_OPENING["zone"],
        "contact": SAMPLE_OPENING["contact"],
        "code": "K7QF-2M4X",
        "handed_in_at": now,
        "by_clock": False,
        "earlier": ["B3TR-9W6P"],
        "answers": [{**task, "sha256": "0f" * 32}, {**task, "part": "b", "sha256": ""}],
    }


KINDS = (
    MailKind(
        RECEIPT_MAIL,
        ReaderGroup.CANDIDATES,
        title=N_("Receipt"),
        reader=N_("the candidate"),
        moment=N_("after handing in, or when time is over"),
        placeholders={
            "name": PLACEHOLDERS["name"],
            "position": N_("the title of the opening"),
            "organisation": PLACEHOLDERS["organisation"],
            "code": N_("the code of the receipt"),
            "handed_in": N_("the moment of handing in"),
            "how_handed_in": N_(
                "a sentence: thank you, or that time was over and what was there was handed in"
            ),
            "earlier": N_("a sentence about an earlier receipt, where this one takes its place"),
            "answers": N_("each answer with its SHA-256"),
            "contact": PLACEHOLDERS["contact"],
        },
        fill=_fill,
        sample=_sample,
        needed=frozenset({"code", "answers"}),
        order=110,
    ),
)
