"""One installation as it was just made: nobody but an administrator, and a mail server that listens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser

from hiring.demo.people import ADMIN, DEMO_PASSWORD
from tests.journeys.browser import Person
from tests.running import System, wait_until
from tests.smtp import Mailbox, listening


@dataclass
class Place:
    """Where a journey happens. `locale` is the language everybody in it speaks, `viewport` their window."""

    system: System
    mailbox: Mailbox
    browser: Browser
    locale: str
    viewport: dict[str, int]
    seen: set[str] = field(default_factory=set)

    def person(self) -> Person:
        return Person(self.browser, self.system.url, self.viewport, self.seen)

    def staff(self, email: str) -> Person:
        """Return a member of staff who has just signed in."""
        person = self.person()
        person.signs_in(email, DEMO_PASSWORD, self.locale)
        return person

    def mail_to(self, email: str, holding: str = "http") -> EmailMessage:
        """Return the newest mail to `email` that holds `holding`, as soon as it is there."""

        def newest() -> EmailMessage | None:
            found = [
                mail
                for mail in self.mailbox.received
                if email in str(mail["To"]) and holding in text_of(mail)
            ]
            return found[-1] if found else None

        return wait_until(newest, f"a mail to {email} with {holding}\n{self.system.log()}")


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return body.get_content() if body else ""


@pytest.fixture
def set_up(running: Callable[..., System], browser: Browser) -> Iterator[Callable[..., Place]]:
    """Return a function that opens a place: web server, worker and mail server run for real.

    There is nothing in it but what `hiring migrate` and `hiring user add` have made.
    """
    mailbox = Mailbox()
    with listening(mailbox):

        def set_up(locale: str, viewport: dict[str, int]) -> Place:
            system = running(
                mail_url=mailbox.url,
                mail_from="Rekrutmen <rekrutmen@rawa-asri.example>",
                known_as="rekrutmen.rawa-asri.example",
                lease_seconds=10,
            )
            system.run("migrate")
            who = (ADMIN.email, "--name", ADMIN.name, "--role", "admin", "--language", locale)
            system.run("user", "add", *who, "--password-from", "-", given=DEMO_PASSWORD + "\n")
            system.start_web("--worker")
            system.wait_ready()
            return Place(system, mailbox, browser, locale, viewport)

        yield set_up
