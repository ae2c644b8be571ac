"""Hand a mail over: to an SMTP server, or as an .eml file where none is set."""

import contextlib
import os
import smtplib
import ssl
import tempfile
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from hiring.mail.rules import Trouble, trouble_text
from hiring.settings import Settings

_PATIENCE = 30.0
_OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


class NotDelivered(Exception):
    """The mail did not go out; `for_good` says that another try cannot help."""

    def __init__(self, trouble: Trouble, said: str, *, for_good: bool = False) -> None:
        self.reason = trouble_text(trouble, said)
        self.for_good = for_good
        super().__init__(self.reason)


def deliver(settings: Settings, email: EmailMessage, *, file_name: str) -> None:
    """Return once somebody else has taken the responsibility for `email`. Raises NotDelivered."""
    if settings.sends_mail:
        _send(urlsplit(settings.mail_url), email)
    else:
        write_file(settings.instance / "mail", file_name, email)


def write_file(folder: Path, name: str, email: EmailMessage) -> None:
    """Write `email` under `name`, whole or not at all; writing it again changes nothing."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    number, unfinished = tempfile.mkstemp(dir=folder, prefix=".new-")
    with os.fdopen(number, "wb") as file:
        file.write(bytes(email))
        file.flush()
        os.fsync(file.fileno())
    Path(unfinished).replace(folder / name)


def greet(mail_url: str) -> None:
    """Connect to the mail server, sign in, and leave. Raises NotDelivered; for `hiring doctor`."""
    _leave(_connected(urlsplit(mail_url)))


def _send(server: SplitResult, email: EmailMessage) -> None:
    smtp = _connected(server)
    try:
        smtp.send_message(email)
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise _refusal(code, said) from error
    except smtplib.SMTPSenderRefused as error:
        raise NotDelivered(Trouble.SENDER_REFUSED, _said(error.smtp_code, error.smtp_error)) from error
    except smtplib.SMTPNotSupportedError as error:
        raise NotDelivered(Trouble.BAD_ADDRESS, str(error), for_good=True) from error
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code, error.smtp_error) from error
    except (smtplib.SMTPException, OSError) as error:
        raise NotDelivered(Trouble.UNREACHABLE, str(error)) from error
    finally:
        _leave(smtp)


def _refusal(code: int, said: bytes | str) -> NotDelivered:
    if 500 <= code < 600:
        return NotDelivered(Trouble.REFUSED, _said(code, said), for_good=True)
    return NotDelivered(Trouble.NOT_NOW, _said(code, said))


def _said(code: int, said: bytes | str) -> str:
    return f"{code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"


def _connected(server: SplitResult) -> smtplib.SMTP:
    """Return a connection that is ready for a mail: encrypted where it must be, signed in."""
    try:
        smtp = _open(server)
    except ssl.SSLError as error:
        raise NotDelivered(Trouble.NO_ENCRYPTION, str(error)) from error
    except (smtplib.SMTPException, OSError) as error:
        raise NotDelivered(Trouble.UNREACHABLE, str(error)) from error
    try:
        _encrypt(smtp, server)
        if server.username:
            smtp.login(unquote(server.username), unquote(server.password or ""))
    except ssl.SSLError as error:
        smtp.close()
        raise NotDelivered(Trouble.NO_ENCRYPTION, str(error)) from error
    except smtplib.SMTPAuthenticationError as error:
        _leave(smtp)
        raise NotDelivered(Trouble.NOT_LET_IN, _said(error.smtp_code, error.smtp_error)) from error
    except (smtplib.SMTPException, OSError) as error:
        smtp.close()
        raise NotDelivered(Trouble.UNREACHABLE, str(error)) from error
    return smtp


def _open(server: SplitResult) -> smtplib.SMTP:
    host = server.hostname or "localhost"
    if server.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, server.port or 465, timeout=_PATIENCE, context=context)
    return smtplib.SMTP(host, server.port or (587 if server.username else 25), timeout=_PATIENCE)


def _encrypt(smtp: smtplib.SMTP, server: SplitResult) -> None:
    """Turn encryption on where the server offers it; a password never travels without it."""
    if server.scheme == "smtps":
        return
    smtp.ehlo()
    if not server.username and server.hostname in _OWN_MACHINE:
        return
    if smtp.has_extn("starttls"):
        smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo()
    elif server.username:
        smtp.close()
        raise NotDelivered(Trouble.NO_ENCRYPTION, "STARTTLS is not offered")


def _leave(smtp: smtplib.SMTP) -> None:
    """Say goodbye; whatever happens now, the mail is where it is."""
    with contextlib.suppress(smtplib.SMTPException, OSError):
        smtp.quit()
    smtp.close()
