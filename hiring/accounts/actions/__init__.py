"""What can be done with accounts and sessions."""

from hiring.accounts.actions.password_links import (
    MAIL_PASSWORD_LINK,
    PasswordLinkOver,
    ask_for_password_link,
    is_open,
    mail_password_link,
    set_password_by_link,
)
from hiring.accounts.actions.sessions import (
    SESSION_LENGTH,
    STAFF_IDLE,
    end_all_user_sessions,
    end_user_session,
    end_user_sessions,
    must_be_noted,
    note_seen,
    open_user_session,
    sign_in,
)
from hiring.accounts.actions.staff import (
    AddressTaken,
    LastAdministrator,
    add_user,
    allow_sign_in,
    change_password,
    change_roles,
    change_standing,
    choose_locale,
    standing_mark,
)

__all__ = [
    "MAIL_PASSWORD_LINK",
    "SESSION_LENGTH",
    "STAFF_IDLE",
    "AddressTaken",
    "LastAdministrator",
    "PasswordLinkOver",
    "add_user",
    "allow_sign_in",
    "ask_for_password_link",
    "change_password",
    "change_roles",
    "change_standing",
    "choose_locale",
    "end_all_user_sessions",
    "end_user_session",
    "end_user_sessions",
    "is_open",
    "mail_password_link",
    "must_be_noted",
    "note_seen",
    "open_user_session",
    "set_password_by_link",
    "sign_in",
    "standing_mark",
]
