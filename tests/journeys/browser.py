"""A browser that fails the test over what a careful person would complain about."""

import re

from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browsing import faults, page_width


class Person:
    """Somebody at a browser of their own. Every kind of page they see is examined once."""

    def __init__(self, browser: Browser, address: str, viewport: dict[str, int], seen: set[str]) -> None:
        self.address, self.seen = address, seen
        self.context = browser.new_context(viewport=viewport, accept_downloads=True)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.page.on("console", self._complain)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.complaints: list[str] = []

    def goes_to(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.address + path)
        self.looks()

    def looks(self) -> None:
        """Examine this page if no page of its kind was examined yet."""
        self.page.wait_for_load_state()
        kind = self.kind()
        if kind not in self.seen:
            self.seen.add(kind)
            assert (kind, faults(self.page)) == (kind, [])
            assert page_width(self.page) <= self.page.viewport_size["width"], kind
        assert self.complaints == [], f"{self.page.url}: {self.complaints}"

    def kind(self) -> str:
        """Return the address without what differs between two things of one kind."""
        path = self.page.url.removeprefix(self.address).split("?")[0]
        long_ids = re.sub(r"/[A-Za-z0-9_-]{20,}", "/…", path)
        return f"{long_ids} {self.page.viewport_size['width']}"

    def presses(self, selector: str) -> None:
        """Press what `selector` names and look at the page that comes."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.looks()

    def sends(self, action: str = "") -> None:
        """Press the button of the main form (the one whose address ends with `action`)."""
        form = f"main form[action$='{action}']" if action else "main form"
        self.presses(f"{form} button[type=submit].btn-primary")

    def signs_in(self, email: str, password: str, locale: str) -> None:
        self.goes_to("/sign-in")
        self.page.fill("#email", email)
        self.page.fill("#password", password)
        self.sends("/sign-in")
        assert self.page.get_attribute("html", "lang") == locale

    def _complain(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text}")
