"""A person's name and e-mail address as typed, pasted or imported: the one spelling, or why not. Pure."""

import re
from enum import Enum, auto
from typing import Any

from hiring.i18n import N_
from hiring.text import bare, hidden_in

LONGEST_NAME = 160
LONGEST_ADDRESS = 254

_MISSING_NAME = N_("The name is missing.")
_LONG_NAME = N_("The name is longer than %(most)s characters.")
_HIDDEN_IN_NAME = N_("The name holds an invisible character (%(code)s). Please type the name again.")
_ADDRESS_AS_NAME = N_("Please write a name only, without an address or a link.")
_MISSING_ADDRESS = N_("The e-mail address is missing.")
_LONG_ADDRESS = N_("The e-mail address is longer than %(most)s characters.")
_HIDDEN_IN_ADDRESS = N_(
    "The e-mail address holds an invisible character (%(code)s). Please type the address again."
)
_BAD_ADDRESS = N_("The e-mail address is not valid.")

#: What a name never holds and an address or a link does.
_NO_NAME = re.compile(r"[@\ufe6b\uff20]|://|\bwww\.|[<>]", re.IGNORECASE)


class Unfit(ValueError):
    """Something about a person cannot be used; `sentence` says why, in source text."""

    def __init__(self, sentence: str, **values: Any) -> None:
        super().__init__(sentence)
        self.sentence, self.values = sentence, values


class Correction(Enum):
    """What came of putting right how somebody is called and where they are written to."""

    UNCHANGED = auto()
    """All of it stood there already."""
    DONE = auto()
    MOVED = auto()
    """Done, and the new address counts from now on: a link went there, or one signs in with it."""


#: What whoever put it right reads where a new link goes out; `email` is the new address.
CORRECTION_SENTENCES = {
    Correction.MOVED: N_(
        "Corrected. A new link is on its way to %(email)s; the earlier ones no longer work."
    ),
    Correction.DONE: N_("Corrected."),
    Correction.UNCHANGED: N_("Nothing was changed."),
}


def checked_name(name: str, *, longest: int = LONGEST_NAME) -> str:
    """Return the one spelling of a name. Raises Unfit.

    >>> checked_name("  Rina\u00a0 Wati\u200b ")
    'Rina Wati'
    """
    name = " ".join(bare(name).split())
    if not name:
        raise Unfit(_MISSING_NAME)
    if len(name) > longest:
        raise Unfit(_LONG_NAME, most=longest)
    if hidden := hidden_in(name):
        raise Unfit(_HIDDEN_IN_NAME, code=hidden)
    if _NO_NAME.search(name):
        raise Unfit(_ADDRESS_AS_NAME)
    return name


def checked_address(address: str) -> str:
    """Return the one spelling of an address. Raises Unfit.

    >>> checked_address("mailto:Rina@Surel.Example.")
    'rina@surel.example'
    """
    from email_validator import EmailNotValidError, validate_email  # its patterns take long to be made

    address = bare_address(address)
    if not address:
        raise Unfit(_MISSING_ADDRESS)
    if hidden := hidden_in(address):
        raise Unfit(_HIDDEN_IN_ADDRESS, code=hidden)
    if len(address) > LONGEST_ADDRESS:
        raise Unfit(_LONG_ADDRESS, most=LONGEST_ADDRESS)
    try:
        found = validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise Unfit(_BAD_ADDRESS) from None
    return (found.ascii_email or found.normalized).casefold()


def bare_address(address: str) -> str:
    """Return an address without what a copy brings along: `mailto:`, angle brackets, a final dot."""
    address = bare(address).removeprefix("<").removesuffix(">")
    if address[:7].casefold() == "mailto:":
        address = address[7:].partition("?")[0]
    return bare(address.rstrip("."))


def mailbox_of(address: str) -> str:
    """Return what is the same for all spellings of an address that reach one mailbox.

    Many servers deliver `name+anything@` to `name@`; some others do not, so this is for seeing that two
    addresses may be one person's, never for writing to.

    >>> mailbox_of("Rina+kerja@surel.example")
    'rina@surel.example'
    """
    local, _, domain = address.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"
