"""No page of anybody is wider than a phone, in either language, with everything on it unfolded."""

import pytest

from tests.browsing import PHONE, page_width
from tests.scale.pages import pages_of

pytestmark = pytest.mark.journey

UNFOLD = "for (const each of document.querySelectorAll('details')) each.open = true"


@pytest.mark.parametrize("locale", ["id", "en"])
def test_no_page_is_wider_than_a_phone(world, people, session, window, locale):
    pages = [page for page in pages_of(world).values() if page.status == 200]
    world.grow(3)
    for person in (world.hr, world.manager, world.admin, world.reviewer):
        person.locale = locale
    session.commit()
    windows = {who: window(PHONE, client.get_cookie("hiring")) for who, client in people.items()}

    wide = {}
    for page in pages:
        if people[page.who].get(page.address).mimetype != "text/html":
            continue  # a file for a program
        here = windows[page.who]
        here.goto(page.address)
        here.evaluate(UNFOLD)
        if (width := page_width(here)) > PHONE["width"]:
            wide[page.address] = width

    assert wide == {}
