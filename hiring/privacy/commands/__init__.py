"""`hiring privacy ...`: answer for personal data from the command line."""

from hiring.privacy.commands import impact, people, record

__all__ = ["impact", "privacy", "record"]

privacy = people.privacy
