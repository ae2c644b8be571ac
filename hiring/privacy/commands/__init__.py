"""`hiring privacy ...`: answer for personal data from the command line."""

from hiring.privacy.commands import impact, people

__all__ = ["impact", "privacy"]

privacy = people.privacy
