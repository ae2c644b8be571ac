"""The mails to members of staff about their accounts: what is filled into their texts."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from hiring.i18n import N_
from hiring.i18n.choice import moment_text
from hiring.mail.kinds import MailKind, Particulars, ReaderGroup

ACCOUNT_MADE, PASSWORD_LINK, NEW_SIGN_IN = "account_made", "password_link", "new_sign_in"

_NAMES = {
    "name": N_("the name of the reader"),
    "organisation": N_("the name of the organisation"),
}
_LINK = {
    "link": N_("the link with which a password is set"),
    "until": N_("the moment until which the link works"),
}
_SAMPLE_LINK = {"purpose": "password", "row_id": 0, "generation": 1, "path": "/password/{token}"}


def _of_all(about: Particulars) -> dict[str, str]:
    return {"name": about.to_name, "organisation": about.settings.organisation}


def _fill_link(about: Particulars) -> dict[str, str]:
    until = moment_text(about.values["until"], about.settings.zone)
    return {**_of_all(about), "link": about.link, "until": until}


def _fill_account_made(about: Particulars) -> Mapping[str, str]:
    return {**_fill_link(about), "address": about.page("")}


def _fill_new_sign_in(about: Particulars) -> Mapping[str, str]:
    return {
        **_of_all(about),
        "moment": moment_text(about.values["at"], about.settings.zone),
        "link": about.page("/password/forgotten"),
    }


def _sample(now: datetime) -> Mapping[str, Any]:
    return {"until": now + timedelta(days=1), "at": now}


KINDS = (
    MailKind(
        ACCOUNT_MADE,
        ReaderGroup.ACCOUNTS,
        title=N_("New account"),
        reader=N_("the new member of staff"),
        moment=N_("when an administrator adds an account, or has the link sent again"),
        placeholders={**_NAMES, **_LINK, "address": N_("the address at which staff sign in")},
        fill=_fill_account_made,
        sample=_sample,
        sample_link=_SAMPLE_LINK,
        needed=frozenset({"link"}),
        order=10,
    ),
    MailKind(
        PASSWORD_LINK,
        ReaderGroup.ACCOUNTS,
        title=N_("Link for a new password"),
        reader=N_("the member of staff whose password was forgotten"),
        moment=N_("when the link is asked for"),
        placeholders={**_NAMES, **_LINK},
        fill=_fill_link,
        sample=_sample,
        sample_link=_SAMPLE_LINK,
        needed=frozenset({"link"}),
        order=20,
    ),
    MailKind(
        NEW_SIGN_IN,
        ReaderGroup.ACCOUNTS,
        title=N_("New sign-in"),
        reader=N_("the member of staff who signed in"),
        moment=N_("when somebody signs in from a browser in which the account was not used before"),
        placeholders={
            **_NAMES,
            "moment": N_("the moment of the sign-in"),
            "link": N_("the address of the page that e-mails a link for a new password"),
        },
        fill=_fill_new_sign_in,
        sample=_sample,
        needed=frozenset({"moment", "link"}),
        order=30,
    ),
)
