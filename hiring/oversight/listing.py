"""What HR asks of the outbox: which mails, to whom. Pure, but for what mails are called."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hiring.mail.kinds import MAIL_KINDS, ReaderGroup
from hiring.mail.models import MessageState
from hiring.web.paging import searched_text

#: Mails of these go out about one opening.
_OF_OPENINGS = {ReaderGroup.CANDIDATES, ReaderGroup.REFEREES, ReaderGroup.DATA_SUBJECTS}
_LONGEST = 22


@dataclass(frozen=True, slots=True)
class WantedMails:
    """One view of the outbox, as it stands in the address."""

    state: MessageState | None = None
    template: str = ""
    """One kind of mail; empty: all."""
    opening: str = ""
    """The public id of an opening; empty: all."""
    search: str = ""
    """A whole address, or part of a name or an address."""

    @property
    def narrowed(self) -> bool:
        return self != WantedMails()

    def address_values(self, **changes: Any) -> dict[str, str]:
        """Return the values for an address of this view with `changes`."""
        view = replace(self, **changes)
        values = {
            "state": view.state.value if view.state else "",
            "kind": view.template,
            "opening": view.opening,
            "q": view.search,
        }
        return {name: value for name, value in values.items() if value}


def wanted_mails(values: Mapping[str, str], kinds: Collection[str]) -> WantedMails:
    """Read a view of mails of these kinds from an address; what nobody knows is left out."""
    state, kind = values.get("state", ""), values.get("kind", "")
    opening = values.get("opening", "")
    return WantedMails(
        MessageState(state) if state in set(MessageState) else None,
        kind if kind in kinds else "",
        opening if opening.isprintable() and len(opening) <= _LONGEST else "",
        searched_text(values.get("q")),
    )


def mail_names() -> dict[str, str]:
    """Return what each kind of mail about an opening is called, in source text."""
    return {kind.name: kind.title for kind in MAIL_KINDS.here() if kind.group in _OF_OPENINGS}


def staff_mail_names() -> dict[str, str]:
    """Return what each kind of mail is called that belongs to no opening, in source text."""
    return {kind.name: kind.title for kind in MAIL_KINDS.here() if kind.group not in _OF_OPENINGS}
