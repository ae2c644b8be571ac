"""A browser that fails the test over what a careful person would complain about."""

import re

from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browsing import faults, page_width

#: The address of a journey is no local one, and nobody there has a certificate.
_WITHOUT_HTTPS = "Cross-Origin-Opener-Policy header has been ignored"


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

    def finds_no_dead_link(self) -> None:
        """Ask for everything that this page leads to, menu and all."""
        found = self.page.evaluate(
            """async () => Promise.all([...document.querySelectorAll("a[href^='/']")].map(
                async (link) => [link.getAttribute("href"), (await fetch(link.href)).status]))"""
        )
        assert [link for link, status in found if status != 200] == [], self.page.url

    def reads(self, *sentences: str) -> None:
        """Find sentences on this page, wherever lines end."""
        text = " ".join(self.page.locator("main").inner_text().split())
        assert [each for each in sentences if each not in text] == [], f"{self.page.url}: {text}"

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
        if message.type in {"error", "warning"} and _WITHOUT_HTTPS not in message.text:
            self.complaints.append(f"{message.type}: {message.text}")
