"""Keep what people agree to, and see to what they ask about their data."""

from hiring.privacy.actions.consents import TooLateToConsent, give_consent
from hiring.privacy.actions.requests import (
    AlreadyAnswered,
    AlreadyAsked,
    answer_request,
    ask_about_data,
)

__all__ = [
    "AlreadyAnswered",
    "AlreadyAsked",
    "TooLateToConsent",
    "answer_request",
    "ask_about_data",
    "give_consent",
]
