"""The mail that keeps the end of the audit trail where this server cannot change it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hiring.i18n import N_
from hiring.mail.kinds import MailKind, Particulars, ReaderGroup

AUDIT_HEAD = "audit_head"


def _fill(about: Particulars) -> Mapping[str, str]:
    return {
        "name": about.to_name,
        "number": str(about.values["number"]),
        "head": about.values["head"],
    }


def _sample(now: datetime) -> Mapping[str, Any]:
    return {"number": 1, "head": f"{now:%Y-%m-%d} 1 {'0f' * 32}"}


KINDS = (
    MailKind(
        AUDIT_HEAD,
        ReaderGroup.OPERATORS,
        title=N_("End of the audit trail"),
        reader=N_("every administrator"),
        moment=N_("once a day"),
        placeholders={
            "name": N_("the name of the reader"),
            "number": N_("the number of the last entry"),
            "head": N_("the line that stands for all entries up to it"),
        },
        fill=_fill,
        sample=_sample,
    ),
)
