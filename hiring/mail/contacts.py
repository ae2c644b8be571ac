"""The person whom the reader of a mail or page may write to. Pure."""

import re

from hiring.mail.rules import Contact

#: Country code of Indonesia: numbers are written there with a 0 in its place.
_COUNTRY = "62"
_SEPARATORS = re.compile(r"[\s().\-/]+")
_NUMBER = re.compile(r"[1-9]\d{7,14}")


def whatsapp_number(text: str) -> str | None:
    """Return a phone number as WhatsApp writes it, in the international form, or None where it is none.

    >>> whatsapp_number("0812-3456-7890")
    '+6281234567890'
    >>> whatsapp_number("62 812 3456 7890") == whatsapp_number("+62 (812) 3456.7890")
    True
    """
    digits = _SEPARATORS.sub("", text)
    if digits.startswith(("+", "00")):
        digits = digits.removeprefix("+").removeprefix("00")
    elif digits.startswith("0"):
        digits = _COUNTRY + digits[1:]
    elif digits.startswith("8"):
        digits = _COUNTRY + digits
    return f"+{digits}" if _NUMBER.fullmatch(digits) else None


def whatsapp_link(number: str) -> str:
    """Return the address that opens a chat with `number`."""
    return f"https://wa.me/{number.removeprefix('+')}"


def contact_line(contact: Contact) -> str:
    """Return name, address and chat of somebody on one line of a mail."""
    ways = [contact.email]
    if contact.whatsapp:
        ways.append(f"WhatsApp {contact.whatsapp}, {whatsapp_link(contact.whatsapp)}")
    return f"{contact.name} ({'; '.join(ways)})" if contact.name else "; ".join(ways)
