"""What can be refused, in the words of the trade; `hiring.web.error_pages` makes pages of it."""

import errno

from hiring.i18n import N_

#: What the system says when a disk, or the part of it that is ours, is full.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class HiringError(Exception):
    """A request that is understood but may not be done. Never a bug.

    A subclass gives `sentence`, an English source text that the page translates,
    and an HTTP status. `kept` is text of the person that must not be lost: the
    page offers it back to be copied.
    """

    status = 409
    sentence = N_("This cannot be done now.")
    template = "errors/refused.html"

    def __init__(self, sentence: str | None = None, *, kept: str | None = None, **values: object) -> None:
        self.sentence = sentence or type(self).sentence
        self.kept = kept
        self.values = values
        super().__init__(self.sentence % values if values else self.sentence)


class NotReady(HiringError):
    """Something is still missing before the step; `missing` lists it in sentences."""

    status = 409

    def __init__(self, sentence: str, missing: list[str]) -> None:
        super().__init__(sentence)
        self.missing = missing


class Frozen(HiringError):
    """A published version was asked to change."""

    sentence = N_("This version is published and can no longer change. Start a new version instead.")


class StalePage(HiringError):
    """What this person's page showed has changed since, and what they sent would undo that.

    Whoever edits sends along the mark of what they had before them (`hiring.fingerprints.mark_of`);
    the action compares it with what is there once nobody else can write.
    """

    sentence = N_("Somebody else has changed this in the meantime. Nothing was saved.")
