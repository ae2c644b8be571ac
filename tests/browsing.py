"""A real browser on a served application: what every test that looks at a page in Chromium shares."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect, sync_playwright

from hiring.paths import STATIC
from tests.served import Served

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP *.example 127.0.0.1",
]
expect.set_options(timeout=60_000)
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
SCRIPTS = re.compile(r"\.js(\?|$)")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for all tests of a process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve `app` in this process on a free port; give the address."""
    with Served(app, threads=4) as served:
        yield f"http://127.0.0.1:{served.port}"


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the test's application answers a browser."""
    with serving(app) as address:
        yield address


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a window of its own; complaints of its console fail the test.

    `cookie` is one of a test client; other values go to Playwright's `new_context`.
    """
    contexts, complaints = [], list[str]()

    def window(viewport: dict[str, int] = PHONE, cookie: Any = None, **values: Any) -> Page:
        context = browser.new_context(viewport=viewport, base_url=address, **values)
        contexts.append(context)
        if cookie is not None:
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
        page = context.new_page()
        page.on("console", lambda said: _complains(said) and complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield window
    for context in contexts:
        context.close()
    assert complaints == []


def _complains(said: ConsoleMessage) -> bool:
    """Tell errors of ours from the browser's note that a request was refused, as some tests want."""
    return said.type == "error" and "Failed to load resource" not in said.text and "ERR_" not in said.text


def open_with_scripts(page: Page, html: str) -> None:
    """Have the page be `html`, which may import our scripts one by one: /sittings/saving.js and so on."""

    def answer(route: Route) -> None:
        path = PurePosixPath(route.request.url).relative_to("http:/page.example")
        if path.suffix == ".js":
            route.fulfill(path=STATIC / "js" / path, content_type="text/javascript")
        else:
            route.fulfill(body=html, content_type="text/html")

    page.route("**/*", answer)
    page.goto("http://page.example/")


#: Comes back as soon as the page is read to its end; the scripts that run after that need not be there.
_WHOLE = """() => document.readyState !== "loading" || new Promise((whole) => {
    document.addEventListener("readystatechange", whole, {once: true});
})"""


@contextmanager
def before_the_scripts(page: Page, path: str) -> Iterator[None]:
    """Open `path`; its scripts come when the block ends, as on a slow line."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(SCRIPTS, hold)
    page.goto(path, wait_until="commit")
    # Asked once: a condition that is asked again and again is refused by the page's own policy.
    page.evaluate(_WHOLE)
    yield
    for route in held:
        route.continue_()
    page.unroute(SCRIPTS)
    page.wait_for_load_state("load")


def faults(page: Page) -> list[tuple[str, str]]:
    """Return what axe finds wrong with the page: the rule and where it is broken first."""
    violations = Axe().run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"][:90]) for fault in violations]


def page_width(page: Page) -> int:
    """Return how wide the page is, in px; wider than the window is a fault."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


def places(page: Page, words: str, sentences: list[str], button: str) -> set[tuple[int, int]]:
    """Return where a button stands, in px from the page's corner, while each sentence is shown in `words`.

    More than one place means that it can move away between the pressing of a finger and its lifting.
    """
    found = page.evaluate(
        """([words, sentences, button]) => sentences.map((sentence) => {
            document.querySelector(words).textContent = sentence;
            const place = document.querySelector(button).getBoundingClientRect();
            return [Math.round(place.left + scrollX), Math.round(place.top + scrollY)];
        })""",
        [words, sentences, button],
    )
    return {(left, top) for left, top in found}
