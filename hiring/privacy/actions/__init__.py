"""Keep what people agree to, and see to what they ask about their data."""

from hiring.privacy.actions.archives import (
    PURGE_ARCHIVES,
    deliver_archive,
    keep_archive,
    note_archive_taken,
    purge_archives,
)
from hiring.privacy.actions.consents import give_consent
from hiring.privacy.actions.holds import HeldAlready, hold, let_go
from hiring.privacy.actions.requests import (
    PREPARE,
    AlreadyAsked,
    answer_request,
    ask_about_data,
    is_stopped,
    let_use_again,
)
