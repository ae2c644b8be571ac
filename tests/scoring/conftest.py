"""A browser for the marking page, and a clock to be moved."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from playwright.sync_api import Page

from tests.browsing import DESK
from tests.factories.accounts import PASSWORD


@pytest.fixture
def at_work(window: Callable[..., Page]) -> Callable[..., Page]:
    """Return a function that opens a page in which `user` is signed in."""

    def sign_in(user: object, width: int = DESK["width"]) -> Page:
        page = window({**DESK, "width": width})
        page.goto("/sign-in")
        page.locator("[name=email]").fill(user.email)
        page.locator("input[type=password]").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_url("**/")
        return page

    return sign_in


@pytest.fixture
def time() -> Iterator[object]:
    """Return a clock to be moved: a lock can be taken back for a minute."""
    with time_machine.travel("2026-11-23 03:42:00+00:00", tick=False) as traveller:
        yield traveller
