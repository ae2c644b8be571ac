"""The mail to oneself with which an administrator tries whether mails arrive."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hiring.i18n import N_
from hiring.mail.kinds import MailKind, Particulars, ReaderGroup

TRIAL = "trial"


def _fill(about: Particulars) -> Mapping[str, str]:
    return {"name": about.to_name}


def _sample(now: datetime) -> Mapping[str, Any]:
    return {}


KINDS = (
    MailKind(
        TRIAL,
        ReaderGroup.OPERATORS,
        title=N_("E-mail to oneself"),
        reader=N_("the administrator who tries whether e-mails arrive"),
        moment=N_("when the administrator asks for it"),
        placeholders={"name": N_("the name of the reader")},
        fill=_fill,
        sample=_sample,
    ),
)
