"""What HR asks of the outbox: which mails, to whom. Pure, but for what mails are called."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from hiring.i18n import N_
from hiring.mail.kinds import MAIL_KINDS
from hiring.mail.models import MessageState
from hiring.web.paging import searched_text

#: Mails about an application whose text is a template, and what they are called.
_OTHER_MAILS = {
    "receipt": N_("Receipt"),
    "reference_request": N_("Request for a reference"),
    "reference_reminder": N_("Reminder of a reference"),
    "reference_thanks": N_("Thanks for a reference"),
    "reference_replacement": N_("Request to name another referee"),
    "adjustment_granted": N_("Adjustment granted"),
    "adjustment_refused": N_("Adjustment refused"),
    "minutes_given_back": N_("Minutes given back"),
    "person_corrected": N_("Name or address corrected"),
    "privacy_received": N_("Request about personal data received"),
    "privacy_archive": N_("Personal data to download"),
    "privacy_answered": N_("Request about personal data answered"),
    "privacy_erased": N_("Personal data deleted"),
}
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


def wanted_mails(values: Mapping[str, str]) -> WantedMails:
    """Read a view from an address; what nobody knows is left out."""
    state, kind = values.get("state", ""), values.get("kind", "")
    opening = values.get("opening", "")
    return WantedMails(
        MessageState(state) if state in set(MessageState) else None,
        kind if kind in mail_names() else "",
        opening if opening.isprintable() and len(opening) <= _LONGEST else "",
        searched_text(values.get("q")),
    )


def mail_names() -> dict[str, str]:
    """Return what each kind of mail about an opening is called, in source text."""
    return {kind.name: kind.title for kind in MAIL_KINDS.here()} | _OTHER_MAILS
