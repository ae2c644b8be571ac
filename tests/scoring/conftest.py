"""A browser and a served application, for the marking page."""

import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from werkzeug.serving import make_server

from tests.factories.accounts import PASSWORD

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*_ARGUMENTS])
        yield browser
        browser.close()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Serve the test's application and return where."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    running = threading.Thread(target=server.serve_forever, daemon=True)
    running.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    running.join()
    server.server_close()


def _complains(said: ConsoleMessage) -> bool:
    """Tell errors of ours from the browser's note that a request was refused, as some tests want."""
    return said.type == "error" and not said.text.startswith("Failed to load resource")


@pytest.fixture
def at_work(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Return a page in which `user` is signed in; console errors fail the test."""
    opened, complaints = [], []

    def sign_in(user: object, width: int = 1280) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, base_url=address)
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda said: _complains(said) and complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/sign-in")
        page.locator("[name=email]").fill(user.email)
        page.locator("input[type=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_url("**/")
        return page

    yield sign_in
    for context in opened:
        context.close()
    assert complaints == []
