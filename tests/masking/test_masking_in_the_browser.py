"""HR masks words in a real browser by marking them in the answer."""

import pytest
from playwright.sync_api import expect

from tests.browsing import DESK, PHONE, faults, page_width
from tests.factories.openings import ApplicationFactory, CandidateFactory
from tests.factories.scoring import a_panel, allocated

pytestmark = pytest.mark.journey
TEXT = "Kepada Ibu Lastri. Salam dari Kampung Melati. Hormat saya, Damarwulan Sekarputih"


@pytest.fixture
def handed(session):
    panel = a_panel(1)
    panel.hr.locale = "en"
    application = ApplicationFactory(
        opening=panel.opening,
        candidate=CandidateFactory(name="Damarwulan Sekarputih"),
        consented=True,
        stage="handed_in",
    )
    sitting = allocated(panel, TEXT, application=application)
    session.commit()
    return panel, sitting


def answer_on(page, sitting):
    """Go to the page that corrects the masks of the one answer."""
    page.goto(f"/applications/{sitting.application.public_id}/masks")
    page.get_by_role("link", name="Read the answer and correct its masks").click()
    return page


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_hr_marks_words_with_the_mouse_and_masks_them(handed, signed_in, window, viewport):
    panel, sitting = handed
    page = answer_on(window(viewport, cookie=signed_in(panel.hr).get_cookie("hiring")), sitting)
    bar = page.get_by_role("group", name="Marked words")
    expect(page.get_by_text("Mark words in the answer, with the mouse or a finger")).to_be_visible()
    expect(bar).to_be_hidden()

    drag(page, "ampung Mela")
    expect(bar).to_contain_text("“Kampung Melati”")
    bar.get_by_label("What they say").select_option("Employer")
    expect(bar).to_contain_text("“Kampung Melati”")
    assert faults(page) == []
    assert page_width(page) <= viewport["width"]
    bar.get_by_role("button", name="Mask these words").click()

    expect(page.locator("mark").filter(has_text="Kampung Melati")).to_have_count(1)
    expect(page.get_by_text("Masked at 1 place.")).to_be_visible()
    expect(bar).to_be_hidden()


def test_marked_words_are_let_go_with_escape_and_by_marking_nothing(handed, signed_in, window):
    panel, sitting = handed
    page = answer_on(window(DESK, cookie=signed_in(panel.hr).get_cookie("hiring")), sitting)
    bar = page.get_by_role("group", name="Marked words")

    drag(page, "Salam dari")
    expect(bar).to_contain_text("“Salam dari”")
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    drag(page, "Ibu")
    expect(bar).to_contain_text("“Ibu”")
    page.locator("[data-text]").click(position={"x": 3, "y": 10})
    expect(bar).to_be_hidden()


def drag(page, words):
    """Drag the mouse over words of the answer."""
    page.locator("[data-text]").scroll_into_view_if_needed()
    place = page.locator("[data-text]").evaluate(
        """(text, words) => {
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const start = node.data.indexOf(words);
            if (start < 0) continue;
            const range = document.createRange();
            range.setStart(node, start);
            range.setEnd(node, start + words.length);
            const rows = [...range.getClientRects()];
            const [first, last] = [rows[0], rows[rows.length - 1]];
            return [first.left + 1, first.top + 8, last.right - 1, last.top + 8];
          }
        }""",
        words,
    )
    page.mouse.move(*place[:2])
    page.mouse.down()
    page.mouse.move(*place[2:], steps=5)
    page.mouse.up()
