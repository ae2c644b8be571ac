"""From two reviewers over a further reading and HR to the manager's decision: everybody by keyboard only."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select, update

from hiring import clock
from hiring.accounts.rules import Role
from hiring.decisions.models import Decision
from hiring.jobs.models import Job
from hiring.scoring.models import Rating, Review
from hiring.scoring.rules import UNDO_FOR
from tests.browsing import DESK
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.scoring import a_panel, allocated

pytestmark = pytest.mark.journey

_MOST_STEPS = 300
_WHY = "Menjawab surat dengan tanggal."


class Keyboard:
    """Somebody who has no mouse. Nothing is focused, filled or pressed but by keys."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, page.keyboard

    def signs_in(self, email: str) -> None:
        self.page.goto("/sign-in")
        self.writes(self.page.locator("[name=email]"), email)
        self.writes(self.page.locator("input[type=password]"), PASSWORD)
        self.keys.press("Enter")
        self.page.wait_for_url("**/")

    def reaches(self, target: Locator) -> None:
        """Press Tab until `target` has the focus."""
        expect(target).to_have_count(1)
        for _ in range(_MOST_STEPS):
            if target.evaluate("it => it === document.activeElement"):
                expect(target).to_be_in_viewport()
                return
            self.keys.press("Tab")
        raise AssertionError(f"no Tab leads to {target}")

    def writes(self, target: Locator, words: str) -> None:
        self.reaches(target)
        self.keys.type(words)

    def goes(self, selector: str) -> None:
        """Reach the first link or button that `selector` names, and press Enter."""
        self.reaches(self.page.locator(selector).first)
        with self.page.expect_navigation():
            self.keys.press("Enter")

    def rates(self, code: str, level: str, quote: str = "", nothing: str = "") -> None:
        """Give a level with its reason and its evidence to the open competency."""
        self.keys.press(level)
        self.keys.press("r")
        self.keys.type(_WHY)
        self.writes(self.page.locator(f"[name={code}-quote]"), quote)
        self.writes(self.page.locator(f"[name={code}-nothing_to_quote]"), nothing)
        self.keys.press("Escape")

    def locks(self) -> None:
        with self.page.expect_navigation():
            self.keys.press("Control+Enter")


@pytest.fixture
def at_keyboard(session, window):
    """Return a function that opens a window in which `user` has signed in."""

    def sit_down(user: object) -> Keyboard:
        email = user.email
        session.commit()  # the server wants to write
        keyboard = Keyboard(window(DESK))
        keyboard.signs_in(email)
        return keyboard

    return sit_down


@pytest.fixture
def minute_passes(session, work):
    """Return a function after which locks can no longer be taken back, and a worker has seen it."""

    def pass_by() -> None:
        passed = clock.now() - UNDO_FOR - timedelta(seconds=1)
        session.execute(update(Review).where(Review.locked_at > passed).values(locked_at=passed))
        session.execute(update(Job).where(Job.kind == "scoring.settle").values(run_after=clock.now()))
        work()
        session.commit()

    return pass_by


@pytest.mark.parametrize("locale", ["id", "en"])
def test_an_answer_is_marked_read_again_read_by_hr_and_decided_by_keyboard_only(
    session, at_keyboard, minute_passes, locale
):
    manager = UserFactory(roles=[Role.HIRING_MANAGER], locale=locale)
    panel = a_panel(3, third_reading=True, quotes_wanted="ends", hiring_managers=[manager])
    for user in (*panel.reviewers, panel.hr):
        user.locale = locale
    application = allocated(panel).application
    to_opening, to_application = (
        f"main a[href^='/openings/{panel.opening.public_id}']",
        f"main a[href^='/applications/{application.public_id}']",
    )
    session.commit()

    def readers() -> list[object]:
        wanted = select(Review.reviewer_id).where(Review.state == "allocated").order_by(Review.id)
        by_id = {one.id: one for one in panel.reviewers}
        return [by_id[reader] for reader in session.scalars(wanted)]

    first, second = readers()
    for reader, comw in ((first, ("2", "surat Ibu", "")), (second, ("5", "", "Tidak ada yang terlewat."))):
        keyboard = at_keyboard(reader)
        keyboard.goes("nav a[href='/reviews']")
        keyboard.goes("main a.btn-primary[href^='/reviews/']")
        keyboard.rates("COMW", *comw)
        keyboard.keys.press("j")
        keyboard.rates("NETW", "3")
        keyboard.locks()
    minute_passes()

    hr = at_keyboard(panel.hr)
    hr.goes("nav a[href='/openings']")
    hr.goes(to_opening)
    hr.goes(f"a[href$='/openings/{panel.opening.public_id}/scoring']")
    [third] = readers()
    third_id, name = third.id, third.name
    keyboard = at_keyboard(third)
    expect(hr.page.locator("main")).to_contain_text(name)
    keyboard.goes("nav a[href='/reviews']")
    keyboard.goes("main a.btn-primary[href^='/reviews/']")
    expect(keyboard.page.locator("[data-rating]")).to_have_count(1)
    keyboard.rates("COMW", "4")
    keyboard.locks()
    minute_passes()

    hr.goes("nav a[href='/openings']")
    hr.goes(to_opening)
    hr.goes(to_application)
    expect(hr.page.locator("#competency-1 blockquote")).to_have_text(["surat Ibu"])
    expect(hr.page.locator("#competency-1")).to_contain_text("Tidak ada yang terlewat.")

    decider = at_keyboard(manager)
    decider.goes(to_opening)
    decider.goes(to_application)
    form = decider.page.locator("form[action$='/decision']")
    decider.reaches(form.locator("[name=outcome]").first)
    for _ in range(4):
        if form.locator("[name=outcome][value=offer]").is_checked():
            break
        decider.keys.press("Space" if not form.locator("[name=outcome]:checked").count() else "ArrowDown")
    decider.writes(form.locator("[name=reason]"), "Bukti dari tiga pembacaan sejalan.")
    decider.goes("form[action$='/decision'] button[type=submit]")

    assert session.scalars(select(Decision.outcome)).all() == ["offer"]
    levels = select(Rating.level).join(Review).where(Review.reviewer_id == third_id)
    assert session.scalars(levels).all() == [4]
