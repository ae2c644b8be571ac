"""One installation as people find it: staff, the shipped question bank, a mail server that listens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser

from hiring.accounts import actions as accounts
from hiring.accounts.passwords import hash_password
from hiring.accounts.rules import SYSTEM
from hiring.banks.actions import load_bank
from hiring.banks.reading import read_bank
from hiring.db import db
from hiring.demo.people import DEMO_PASSWORD, HR, MANAGER, REVIEWERS
from hiring.paths import QUESTION_BANKS
from tests.journeys.browser import Person
from tests.running import System, wait_until
from tests.smtp import Mailbox, listening


@dataclass
class Place:
    """Where a journey happens. `locale` is the language everybody in it speaks."""

    system: System
    mailbox: Mailbox
    browser: Browser
    locale: str
    seen: set[str] = field(default_factory=set)

    def person(self, viewport: dict[str, int]) -> Person:
        return Person(self.browser, self.system.url, viewport, self.seen)

    def staff(self, email: str, viewport: dict[str, int]) -> Person:
        """Return a member of staff who has just signed in."""
        person = self.person(viewport)
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
    """Return a function that opens a place: web server, worker and mail server run for real."""
    mailbox = Mailbox()
    with listening(mailbox):

        def set_up(locale: str) -> Place:
            system = running(mail_url=mailbox.url, organisation="PT Rawa Asri", lease_seconds=10)
            with system.app.app_context():
                load_bank(db.session(), read_bank(QUESTION_BANKS / "community-officer"), by=SYSTEM)
                for each in (HR, MANAGER, *REVIEWERS[:2]):
                    accounts.add_user(
                        db.session(),
                        email=each.email,
                        name=each.name,
                        password_hash=hash_password(DEMO_PASSWORD),
                        roles=each.roles,
                        locale=locale,
                        by=SYSTEM,
                    )
                db.session.commit()
                db.session.remove()
            system.start_web("--worker")
            system.wait_ready()
            return Place(system, mailbox, browser, locale)

        yield set_up
