"""The receipt that a candidate gets by mail: what is filled into its text."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from hiring.i18n import N_
from hiring.i18n.choice import localised
from hiring.mail.kinds import ORGANISATION, Particulars, Placeholder, ReaderGroup, mail_kind
from hiring.openings.mails import CANDIDATE, CONTACT, SAMPLE_OPENING, TITLE

RECEIPT_MAIL = "receipt"


def _how(about: Particulars) -> str:
    if about.values["by_clock"]:
        sentence = N_(
            "Time was over, so what you had written for “%(opening)s” was handed in automatically. "
            "Nothing of it is lost."
        )
    else:
        sentence = N_("Thank you. Your answers for “%(opening)s” are handed in.")
    return _(sentence, opening=localised(about.values["opening"]))


def _earlier(about: Particulars) -> str:
    codes = about.values.get("earlier")
    if not codes:
        return ""
    sentence = N_("It replaces the earlier receipt %(codes)s, because you were given time back.")
    return _(sentence, codes=", ".join(codes))


def _answers(about: Particulars) -> str:
    return "\n".join(_answer(each) for each in about.values["answers"])


def _answer(answer: Mapping[str, str]) -> str:
    return f"{answer['task']}: {answer['part']}\n  {answer['sha256'] or _('not answered')}"


def _sample(now: datetime) -> Mapping[str, Any]:
    task = {"task": "Surat kepada kepala desa", "part": "a"}
    return {
        **{name: SAMPLE_OPENING[name] for name in ("zone", "contact")},
        "opening": SAMPLE_OPENING["title"],
        "code": "K7QF-2M4X",
        "handed_in_at": now,
        "by_clock": False,
        "earlier": ["B3TR-9W6P"],
        "answers": [{**task, "sha256": "0f" * 32}, {**task, "part": "b", "sha256": ""}],
    }


KINDS = (
    mail_kind(
        RECEIPT_MAIL,
        N_("Receipt"),
        N_("after handing in, or when time is over"),
        CANDIDATE,
        Placeholder.title(TITLE.meaning, "opening"),
        ORGANISATION,
        Placeholder.given("code", N_("the code of the receipt")),
        Placeholder.moment("handed_in", N_("the moment of handing in"), value="handed_in_at"),
        Placeholder(
            "how_handed_in",
            N_("a sentence: thank you, or that time was over and what was there was handed in"),
            _how,
        ),
        Placeholder(
            "earlier",
            N_("a sentence about an earlier receipt, where this one takes its place"),
            _earlier,
        ),
        Placeholder("answers", N_("each answer with its SHA-256"), _answers),
        CONTACT,
        group=ReaderGroup.CANDIDATES,
        reader=N_("the candidate"),
        sample=_sample,
        needed=("code", "answers"),
        order=110,
    ),
)
