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
    add_user,
    change_password,
    change_roles,
    change_standing,
    choose_digest,
    choose_locale,
    correct_user,
    person_mark,
    standing_mark,
)
