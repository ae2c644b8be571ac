"""HR's page of every shipped task, and its preview, on a phone: nothing is wider than the screen."""

import pytest

from hiring.accounts.rules import SYSTEM, Audience, Role
from hiring.banks.actions import load_bank
from hiring.banks.models import BankItem
from tests.browsing import PHONE, page_width
from tests.factories.accounts import UserFactory
from tests.people import sign_in

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("locale", ["id", "en"])
def test_no_page_of_a_shipped_task_is_wider_than_a_phone(app, session, window, shipped, locale):
    load_bank(session, shipped, by=SYSTEM)
    items = session.query(BankItem).filter_by(kind="task").order_by(BankItem.code).all()
    addresses = {item.code: f"/banks/tasks/{item.public_id}" for item in items}
    hr = UserFactory(roles=[Role.HR], locale=locale)
    session.commit()
    page = window(PHONE, sign_in(app, session, hr, Audience.STAFF).get_cookie("hiring"))

    wide = []
    for code, address in addresses.items():
        for where in (address, f"{address}/preview"):
            page.goto(where)
            page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            if (width := page_width(page)) > PHONE["width"]:
                wide.append((code, "task" if where == address else "preview", width))

    assert len(addresses) == len(shipped.tasks)
    assert wide == []
