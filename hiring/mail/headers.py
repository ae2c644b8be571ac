"""A mail as it travels: its headers, each on lines of legal length, then its text, ready for a mail server.

What is plain (ASCII, short, without anything that would have to be quoted) is written
straight; all else is left to the email package, which reads and folds each header of
each mail anew and would take longer for it than the mail server is spoken with. A test
holds that both write the same.
"""

import re
from base64 import encodebytes
from binascii import b2a_qp
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address
from email.policy import SMTP, SMTPUTF8, EmailPolicy
from email.utils import format_datetime, parseaddr
from functools import cache
from hashlib import sha256
from textwrap import TextWrapper
from typing import Any

from hiring.mail.rules import one_line

_LONGEST_LINE = 78
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_PLAIN_NAME = re.compile(rf"{_ATOM}(?: {_ATOM})*")
_PLAIN_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_PLAIN_TEXT = re.compile(r"[!-~]+(?: [!-~]+)*")
#: How a word begins that stands for another: what only looks like one must not be sent as it is.
_ENCODED = "=?"
#: Breaks a line at spaces only, each further line beginning with one.
_BREAKER = TextWrapper(_LONGEST_LINE, subsequent_indent=" ", break_long_words=False, break_on_hyphens=False)
_LINE_END = re.compile(rb"\r\n|\r|\n")


class UnusableAddress(Exception):
    """No mail can be addressed like this."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One mail for one recipient; `content` is the whole of it, headers and text, with CRLF."""

    sender: str
    recipient: str
    content: bytes
    in_ascii: bool
    """False where an address needs a server that knows SMTPUTF8."""


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """What a mail asks its reader's calendar to do, as a file that says so, too."""

    method: str
    """REQUEST or CANCEL; it stands in the file as well."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Sender:
    """What is the same in all mails of a language: read, checked and folded once."""

    address: str
    headers: str


def outgoing(
    mail_from: str,
    locale: str,
    to: tuple[str, str],
    subject: str,
    text: str,
    *,
    at: datetime,
    message_id: str,
    reply_to: tuple[str, str] | None = None,
    calendar: CalendarPart | None = None,
) -> Outgoing:
    """Put a mail together; `to` and `reply_to` are a name and an address.

    With `calendar` a program that knows calendars is offered that beside the text, which says everything
    by itself. A `reply_to` that no mail can be addressed to is left out. Raises UnusableAddress.
    """
    name, recipient = one_line(to[0]), to[1]
    straight = _straight("To", name, recipient)
    checked = None if straight else usable(name, recipient)
    in_ascii = (sender_of(mail_from) + recipient).isascii()
    policy = SMTP if in_ascii else SMTPUTF8
    same = _same_for_all(mail_from, policy)
    parts = _text_part(text) if calendar is None else _alternatives(text, calendar, message_id)
    head = (
        same.headers,
        f"Content-Language: {locale}\r\n",
        straight or _mailbox(policy, "To", checked),
        _reply_header(policy, reply_to) if reply_to else "",
        text_header(policy, "Subject", subject),
        f"Date: {format_datetime(at)}\r\n",
        text_header(policy, "Message-ID", message_id),
    )
    address = recipient if checked is None else checked.addr_spec
    return Outgoing(same.address, address, "".join(head).encode() + parts, in_ascii)


_TEXT = 'Content-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'


def _text_part(text: str) -> bytes:
    """Return what says how the text is written, and the text."""
    return _TEXT.encode() + _LINE_END.sub(b"\r\n", b2a_qp(text.encode(), istext=True))


def _alternatives(text: str, calendar: CalendarPart, message_id: str) -> bytes:
    """Return text and calendar for the reader's program to choose from; the same each time.

    What divides them can stand in neither: both are written without such a sign.
    """
    border = f"=_{sha256(message_id.encode()).hexdigest()[:24]}"
    kind = f'Content-Type: text/calendar; charset="utf-8"; method={calendar.method}'
    file = _LINE_END.sub(b"\r\n", encodebytes(calendar.content))
    return b"".join(
        (
            f'Content-Type: multipart/alternative; boundary="{border}"\r\n\r\n'.encode(),
            f"--{border}\r\n".encode(),
            _text_part(text),
            f"\r\n--{border}\r\n{kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode(),
            file,
            f"\r\n--{border}--\r\n".encode(),
        )
    )


def text_header(policy: "EmailPolicy[Any]", name: str, text: str) -> str:
    """Return a header whose value is plain text, folded, with its line ends."""
    line = f"{name}: {text}"
    if len(line) <= _LONGEST_LINE and _ENCODED not in text and _PLAIN_TEXT.fullmatch(text):
        return line + "\r\n"
    return _folded(policy, name, text)


def _reply_header(policy: "EmailPolicy[Any]", reply_to: tuple[str, str]) -> str:
    name, address = one_line(reply_to[0]), reply_to[1]
    if not address.isascii():  # it must not make the whole mail need SMTPUTF8
        return ""
    try:
        return _straight("Reply-To", name, address) or _mailbox(policy, "Reply-To", usable(name, address))
    except UnusableAddress:
        return ""


def _straight(header: str, name: str, address: str) -> str | None:
    line = f"{header}: {name} <{address}>"
    plain = _PLAIN_NAME.fullmatch(name) and _PLAIN_ADDRESS.fullmatch(address) and _ENCODED not in line
    return line + "\r\n" if plain and len(line) <= _LONGEST_LINE else None


def usable(name: str, address: str) -> Address:
    """Return an address that has been checked. Raises UnusableAddress."""
    try:
        return Address(one_line(name), addr_spec=address)
    except (
        ValueError,
        IndexError,
        HeaderParseError,
    ) as error:  # the parser trips over some malformed addresses
        raise UnusableAddress(str(error)) from error


@cache
def sender_of(mail_from: str) -> str:
    """Return the address in our own `From`. Raises UnusableAddress."""
    return usable(*parseaddr(mail_from)).addr_spec


@cache
def _same_for_all(mail_from: str, policy: "EmailPolicy[Any]") -> Sender:
    sender = _mailbox(policy, "From", usable(*parseaddr(mail_from)))
    same: dict[str, Any] = {"Auto-Submitted": "auto-generated", "MIME-Version": "1.0"}
    return Sender(sender_of(mail_from), sender + "".join(_folded(policy, *each) for each in same.items()))


def _mailbox(policy: "EmailPolicy[Any]", header: str, address: Address | None) -> str:
    """Return a header that holds one mailbox, whatever stands in its name.

    The email package (Python 3.11 to 3.14) takes the quotes away from a name when it breaks the line within
    it: at a comma readers then find several people. Here the quotes stay around the broken lines, and what
    they cannot hold travels in encoded words.
    """
    if address is None or len(f"{header}: {address}") <= _LONGEST_LINE:
        return _folded(policy, header, address)
    name, end = address.display_name, f"\r\n <{address.addr_spec}>\r\n"
    if _PLAIN_NAME.fullmatch(name):
        return _folded(policy, header, address)
    quoted = str(Address(name, addr_spec="a@b")).removesuffix(" <a@b>")
    lines = _BREAKER.wrap(f"{header}: {quoted}")
    if name.isascii() and "  " not in name and max(map(len, lines)) <= _LONGEST_LINE:
        return "\r\n".join(lines) + end
    words = Header(name, "utf-8", _LONGEST_LINE - 2, header_name=header).encode(linesep="\r\n")
    return f"{header}: {words}{end}"


def _folded(policy: "EmailPolicy[Any]", name: str, value: Any) -> str:
    """Return a header as the email package writes it."""
    folded: str = policy.fold(*policy.header_store_parse(name, value))
    return folded
