"""Keep what people agree to, and see to what they ask about their data."""

from hiring.privacy.actions.archives import (
    PURGE_ARCHIVES,
    ArchiveGone,
    deliver_archive,
    keep_archive,
    note_archive_taken,
    purge_archives,
)
from hiring.privacy.actions.consents import TooLateToConsent, give_consent
from hiring.privacy.actions.holds import HeldAlready, hold, let_go
from hiring.privacy.actions.requests import (
    PREPARE,
    AlreadyAnswered,
    AlreadyAsked,
    NothingStopped,
    answer_request,
    ask_about_data,
    is_stopped,
    let_use_again,
)

__all__ = [
    "PREPARE",
    "PURGE_ARCHIVES",
    "AlreadyAnswered",
    "AlreadyAsked",
    "ArchiveGone",
    "HeldAlready",
    "NothingStopped",
    "TooLateToConsent",
    "answer_request",
    "ask_about_data",
    "deliver_archive",
    "give_consent",
    "hold",
    "is_stopped",
    "keep_archive",
    "let_go",
    "let_use_again",
    "note_archive_taken",
    "purge_archives",
]
