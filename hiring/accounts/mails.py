"""The mails to members of staff about their accounts: what is filled into their texts."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from hiring.i18n import N_
from hiring.mail.kinds import ORGANISATION, READER, Placeholder, ReaderGroup, mail_kind

ACCOUNT_MADE, PASSWORD_LINK, NEW_SIGN_IN = "account_made", "password_link", "new_sign_in"

_WITH_LINK = (
    READER,
    ORGANISATION,
    Placeholder.link(N_("the link with which a password is set")),
    Placeholder.moment("until", N_("the moment until which the link works")),
)


def _sample(now: datetime) -> dict[str, Any]:
    return {"until": now + timedelta(days=1), "at": now}


_kind = partial(mail_kind, group=ReaderGroup.ACCOUNTS, sample=_sample)
_kind_with_link = partial(
    _kind,
    sample_link={"purpose": "password", "row_id": 0, "generation": 1, "path": "/password/{token}"},
    needed=("link",),
)

KINDS = (
    _kind_with_link(
        ACCOUNT_MADE,
        N_("New account"),
        N_("when an administrator adds an account, or has the link sent again"),
        *_WITH_LINK,
        Placeholder.page("", N_("the address at which staff sign in"), name="address"),
        reader=N_("the new member of staff"),
        order=10,
    ),
    _kind_with_link(
        PASSWORD_LINK,
        N_("Link for a new password"),
        N_("when the link is asked for"),
        *_WITH_LINK,
        reader=N_("the member of staff whose password was forgotten"),
        order=20,
    ),
    _kind(
        NEW_SIGN_IN,
        N_("New sign-in"),
        N_("when somebody signs in from a browser in which the account was not used before"),
        READER,
        ORGANISATION,
        Placeholder.moment("moment", N_("the moment of the sign-in"), value="at"),
        Placeholder.page(
            "/password/forgotten", N_("the address of the page that e-mails a link for a new password")
        ),
        reader=N_("the member of staff who signed in"),
        needed=("moment", "link"),
        order=30,
    ),
)
