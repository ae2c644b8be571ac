"""Hand a mail over: to an SMTP server, or as an .eml file where none is set."""

import os
import re
import smtplib
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hiring.mail.connections import Connections, NoEncryption, Patient, connect, leave
from hiring.mail.headers import Outgoing
from hiring.mail.rules import Trouble, is_about_us, trouble_text
from hiring.settings import Settings

#: Once the whole mail is with the server it may take its time: who goes away too early sends a second copy.
_LAST_PATIENCE = 60.0
_DONE, _FORWARDED, _GO_ON = 250, 251, 354
#: The server closes the connection, e.g. because it has carried as many mails as it allows.
_CLOSING = 421
_LEADING_DOT = re.compile(rb"(?m)^\.")

#: Connections of this process, kept from one mail to the next.
OPEN = Connections()


class NotDelivered(Exception):
    """The mail did not go out, or nobody knows; see `for_good`, `timed_out` and `unsure`."""

    def __init__(
        self,
        trouble: Trouble,
        said: str,
        *,
        for_good: bool = False,
        timed_out: bool = False,
    ) -> None:
        self.reason = trouble_text(trouble, said)
        self.for_good = for_good
        """Another try cannot help."""
        self.timed_out = timed_out
        """The server did not answer in time."""
        self.unsure = trouble is Trouble.UNSURE
        """The server had the whole mail when the connection broke: it may have gone out."""
        super().__init__(self.reason)


class NotForUs(smtplib.SMTPResponseException):
    """The server carries no mail for whoever sends, whoever is to receive it."""


def deliver(settings: Settings, email: Outgoing, *, file_name: str) -> None:
    """Return once somebody else has taken the responsibility for `email`. Raises NotDelivered."""
    if settings.sends_mail:
        with _troubles_told():
            _send(settings.mail_url, email)
    else:
        write_file(settings.instance / "mail", file_name, email)


def write_file(folder: Path, name: str, email: Outgoing) -> None:
    """Write `email` under `name`, whole or not at all; writing it again changes nothing."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    number, unfinished = tempfile.mkstemp(dir=folder, prefix=".new-")
    with os.fdopen(number, "wb") as file:
        file.write(email.content)
        file.flush()
        os.fsync(file.fileno())
    Path(unfinished).replace(folder / name)


def greet(mail_url: str, sender: str) -> None:
    """Connect, sign in, name our sender, and leave. Raises NotDelivered; for `hiring doctor`."""
    with _troubles_told():
        smtp = connect(mail_url)
        try:
            smtp.ehlo_or_helo_if_needed()
            code, said = smtp.docmd("MAIL", f"FROM:<{sender}>")
            if code != _DONE:
                raise smtplib.SMTPSenderRefused(code, said, sender)
            smtp.docmd("RSET")
        finally:
            leave(smtp)


def _send(mail_url: str, email: Outgoing) -> None:
    smtp, used = OPEN.take(mail_url)
    try:
        _hand_over(smtp, email)
    except smtplib.SMTPResponseException as refusal:
        smtp.close() if refusal.smtp_code == _CLOSING else leave(smtp)
        if not (used and refusal.smtp_code == _CLOSING):
            raise
        return _send_alone(mail_url, email)
    except smtplib.SMTPServerDisconnected as error:  # before it had the whole mail
        smtp.close()
        if not used or _is_time_out(error):
            raise
        return _send_alone(mail_url, email)
    except BaseException:
        smtp.close()
        raise
    OPEN.give_back(mail_url, smtp)
    return None


def _send_alone(mail_url: str, email: Outgoing) -> None:
    """Send by a connection of its own what one that had carried others before did not take."""
    smtp = connect(mail_url)
    try:
        _hand_over(smtp, email)
    finally:
        leave(smtp)


def _hand_over(smtp: Patient, email: Outgoing) -> None:
    """Give the server one mail, step by step as smtplib does, to know in which step it failed."""
    smtp.ehlo_or_helo_if_needed()
    # Both addresses have been read and checked: `smtp.mail` and `smtp.rcpt` would do it once more.
    code, said = _begin(smtp, email)
    if code != _DONE:
        raise smtplib.SMTPSenderRefused(code, said, email.sender)
    answer = smtp.docmd("RCPT", f"TO:<{email.recipient}>")
    if is_about_us(answer[0], answer[1].decode("utf-8", "replace")):
        raise NotForUs(*answer)
    _require(answer, _DONE, _FORWARDED)
    _require(smtp.docmd("DATA"), _GO_ON)
    smtp.send(_LEADING_DOT.sub(b"..", email.content).rstrip(b"\r\n") + b"\r\n.\r\n")
    smtp.patience = _LAST_PATIENCE
    try:
        answer = smtp.getreply()
    except (smtplib.SMTPException, OSError) as error:
        raise NotDelivered(Trouble.UNSURE, str(error), timed_out=_is_time_out(error)) from error
    smtp.patience = None
    _require(answer, _DONE)


def _begin(smtp: Patient, email: Outgoing) -> tuple[int, bytes]:
    if email.in_ascii:
        return smtp.docmd("MAIL", f"FROM:<{email.sender}>")
    if not smtp.has_extn("smtputf8"):
        raise smtplib.SMTPNotSupportedError("the server cannot write to an address that is not ASCII")
    return smtp.mail(email.sender, ["SMTPUTF8", "BODY=8BITMIME"])


def _require(answer: tuple[int, bytes], *wanted: int) -> None:
    if answer[0] not in wanted:
        raise smtplib.SMTPResponseException(*answer)


@contextmanager
def _troubles_told() -> Iterator[None]:
    """Turn whatever a connection may raise into NotDelivered."""
    try:
        yield
    except (NoEncryption, ssl.SSLError) as error:
        raise NotDelivered(Trouble.NO_ENCRYPTION, str(error)) from error
    except smtplib.SMTPAuthenticationError as error:
        raise NotDelivered(Trouble.NOT_LET_IN, _said(error)) from error
    except smtplib.SMTPSenderRefused as error:
        raise NotDelivered(Trouble.SENDER_REFUSED, _said(error)) from error
    except NotForUs as error:
        raise NotDelivered(Trouble.NOT_FOR_US, _said(error)) from error
    except smtplib.SMTPNotSupportedError as error:
        raise NotDelivered(Trouble.BAD_ADDRESS, str(error), for_good=True) from error
    except smtplib.SMTPResponseException as error:
        for_good = 500 <= error.smtp_code < 600
        trouble = Trouble.REFUSED if for_good else Trouble.NOT_NOW
        raise NotDelivered(trouble, _said(error), for_good=for_good) from error
    except (smtplib.SMTPException, OSError) as error:
        raise NotDelivered(Trouble.UNREACHABLE, str(error), timed_out=_is_time_out(error)) from error


def _said(error: smtplib.SMTPResponseException) -> str:
    said = error.smtp_error
    return f"{error.smtp_code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"


def _is_time_out(error: BaseException) -> bool:
    """Say whether the other side was silent; smtplib wraps that into an error of its own."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
