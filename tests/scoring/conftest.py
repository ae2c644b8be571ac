"""A browser for the marking page."""

from collections.abc import Callable

import pytest
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
