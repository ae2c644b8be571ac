"""The marking page in a real browser: by keyboard only, saving by itself, without a fault for axe."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from hiring.scoring.models import Rating, Review
from hiring.scoring.rules import ReviewState
from tests.browsing import before_the_scripts, faults, page_width, places
from tests.factories.scoring import LETTER, a_panel, allocated

pytestmark = pytest.mark.journey


@pytest.fixture
def panel(session):
    panel = a_panel(2)
    for reviewer in panel.reviewers:
        reviewer.locale = "en"
    for _ in range(2):
        allocated(panel)
    session.commit()
    return panel


def _read(session, query):
    """Return what the database holds now, and let go of it at once: the server wants to write."""
    rows = list(session.execute(query.execution_options(populate_existing=True)))
    session.commit()
    return rows


def _mine(session, panel):
    mine = Review.reviewer_id == panel.reviewers[0].id
    return [row[0] for row in _read(session, select(Review).where(mine).order_by(Review.shuffle))]


def _ratings(session, review):
    columns = (Rating.level, Rating.nothing_shown, Rating.reason, Rating.quote)
    wanted = select(*columns).where(Rating.review_id == review.id).order_by(Rating.competency_id)
    return [tuple(row) for row in _read(session, wanted)]


def _saved(page: Page) -> None:
    expect(page.locator("[data-save-state]")).to_contain_text("✓ Draft saved")


def test_an_answer_is_rated_and_locked_by_keyboard_only(session, panel, at_work):
    page = at_work(panel.reviewers[0])
    first, second = _mine(session, panel)
    page.goto(f"/reviews/{first.public_id}")
    keys = page.keyboard

    keys.press("4")
    keys.press("r")
    keys.type("Menjawab surat dengan tanggal 3 November.")
    keys.press("Escape")
    keys.press("j")
    keys.press("0")
    keys.press("r")
    keys.type("Jejaring tidak tampak dalam jawaban.")
    expect(page.locator("[data-rating=COMW] [data-now]")).to_have_text("4 · Above standard")
    keys.press("Control+Enter")
    page.wait_for_url(f"**/reviews/{second.public_id}")

    assert [review.state for review in _mine(session, panel)] == [ReviewState.LOCKED, ReviewState.ALLOCATED]
    assert _ratings(session, first) == [
        (4, False, "Menjawab surat dengan tanggal 3 November.", ""),
        (1, True, "Jejaring tidak tampak dalam jawaban.", ""),
    ]


def test_a_level_that_needs_a_quote_is_locked_by_keyboard_only(session, panel, at_work):
    panel.opening.quotes_wanted = "ends"
    session.commit()
    page = at_work(panel.reviewers[0])
    first, second = _mine(session, panel)
    page.goto(f"/reviews/{first.public_id}")
    keys = page.keyboard

    for key in ("5", "j", "2"):
        keys.press(key)
        keys.press("r")
        keys.type("Menjawab surat dengan tanggal.")
        keys.press("Escape")
    keys.press("Control+Enter")
    expect(page.get_by_role("alert").locator("a")).to_have_count(2)
    page.get_by_role("alert").locator("a").first.press("Enter")
    keys.type("surat Ibu … 3 November")
    keys.press("Control+Enter")
    link = page.get_by_role("alert").locator("a")
    expect(link).to_have_text(
        "Competency NETW (en): this level needs words of the answer as evidence. "
        "Quote some, or say why there is nothing to quote."
    )
    link.press("Enter")
    keys.press("Tab")
    keys.type("Pihak lain tidak disebut.")
    keys.press("Control+Enter")
    page.wait_for_url(f"**/reviews/{second.public_id}")

    kept = select(Rating.quote, Rating.nothing_to_quote).where(Rating.review_id == first.id)
    assert _read(session, kept.order_by(Rating.competency_id)) == [
        ("surat Ibu … 3 November", ""),
        ("", "Pihak lain tidak disebut."),
    ]


def test_a_level_chosen_before_the_scripts_come_is_saved_by_itself(session, panel, at_work):
    page = at_work(panel.reviewers[0])
    first, _ = _mine(session, panel)

    with before_the_scripts(page, f"/reviews/{first.public_id}"):
        page.locator("[name=COMW-level][value='4']").check()
    _saved(page)

    expect(page.locator("[data-rating=COMW] [data-now]")).to_have_text("4 · Above standard")
    assert _ratings(session, first)[0][0] == 4


def test_a_break_and_the_other_language_keep_what_was_typed_a_moment_before(session, panel, at_work):
    page = at_work(panel.reviewers[0])
    here = f"/reviews/{_mine(session, panel)[0].public_id}"
    page.goto(here)
    reason = page.locator("[name=COMW-reason]")
    page.keyboard.press("r")
    page.keyboard.type("Menjawab surat.")

    page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.locator("html")).to_have_attribute("lang", "id")
    expect(reason).to_have_value("Menjawab surat.")
    reason.evaluate("(field) => (field.closest('details').open = true)")
    reason.fill("Menjawab surat dengan tanggal.")
    page.locator(".head a.btn").click()
    page.wait_for_url("**/reviews")
    page.goto(here)

    expect(reason).to_have_value("Menjawab surat dengan tanggal.")


def test_what_is_typed_is_never_taken_for_a_key(session, panel, at_work):
    page = at_work(panel.reviewers[0])
    page.goto(f"/reviews/{_mine(session, panel)[0].public_id}")

    page.keyboard.press("r")
    page.keyboard.type("jk123450re")

    expect(page.locator("#COMW-reason")).to_have_value("jk123450re")
    expect(page.locator("input[type=radio]:checked")).to_have_count(0)
    expect(page.locator("[data-rating=COMW]")).to_have_attribute("open", "")


def test_keys_can_be_switched_off_and_stay_off(session, panel, at_work):
    page = at_work(panel.reviewers[0])
    page.goto(f"/reviews/{_mine(session, panel)[0].public_id}")
    page.get_by_text("Keyboard shortcuts", exact=True).click()
    page.get_by_label("Use these keys").uncheck()
    page.reload()

    page.locator("main").focus()
    page.keyboard.press("4")

    expect(page.locator("input[type=radio]:checked")).to_have_count(0)


def test_a_draft_saves_itself_and_is_there_again_after_reloading(session, panel, at_work):
    page = at_work(panel.reviewers[0])
    review = _mine(session, panel)[0]
    page.goto(f"/reviews/{review.public_id}")

    page.keyboard.press("2")
    page.keyboard.press("r")
    page.keyboard.type("Baru separuh")
    _saved(page)
    page.reload()

    expect(page.locator("#COMW-level-2")).to_be_checked()
    expect(page.locator("#COMW-reason")).to_have_value("Baru separuh")
    assert _mine(session, panel)[0].state == ReviewState.DRAFT


def test_saved_is_not_said_before_the_server_has_answered(session, panel, at_work):
    page = at_work(panel.reviewers[0])
    page.goto(f"/reviews/{_mine(session, panel)[0].public_id}")
    held = []
    page.route("**/draft", lambda route: held.insert(0, route))

    page.keyboard.press("2")
    expect(page.locator("[data-save-state]")).to_have_text("Saving …")
    assert _ratings(session, _mine(session, panel)[0]) == []
    held[0].continue_()

    _saved(page)
    assert _ratings(session, _mine(session, panel)[0]) == [(2, False, "", "")]


def test_a_draft_that_could_not_be_sent_is_sent_again(session, panel, at_work):
    page = at_work(panel.reviewers[0])
    page.goto(f"/reviews/{_mine(session, panel)[0].public_id}")
    page.route("**/draft", lambda route: route.fulfill(status=503, body="{}"), times=1)

    page.keyboard.press("3")

    expect(page.locator("[data-save-state]")).to_contain_text("Not saved: no connection")
    expect(page.locator("[data-save-state]")).to_contain_text("✓ Draft saved", timeout=10_000)


def test_marked_words_become_evidence(session, panel, at_work):
    page = at_work(panel.reviewers[0])
    page.goto(f"/reviews/{_mine(session, panel)[0].public_id}")
    words = page.locator("[data-answer] .answer")
    expect(words).to_have_text(LETTER)
    button = page.get_by_role("button", name="Use the marked words as evidence")
    expect(button).to_be_disabled()

    words.click(click_count=3)
    button.click()

    expect(page.locator("#COMW-quote")).to_have_value(LETTER)
    expect(page.get_by_text("Taken as evidence for Competency COMW (en).")).to_be_visible()


def test_a_lock_that_came_too_early_lists_what_is_missing_and_leads_there(session, panel, at_work):
    page = at_work(panel.reviewers[0])
    page.goto(f"/reviews/{_mine(session, panel)[0].public_id}")

    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert page.locator("[role=alert] a").count() == 4
    page.locator("[role=alert] a").last.click()

    expect(page.locator("#NETW-reason")).to_be_in_viewport()
    assert faults(page) == []


def test_a_lock_is_taken_back_from_the_next_page(session, panel, at_work):
    page = at_work(panel.reviewers[0])
    first = _mine(session, panel)[0]
    page.goto(f"/reviews/{first.public_id}")
    for code in ("COMW", "NETW"):
        page.keyboard.press("3")
        page.keyboard.press("r")
        page.keyboard.type(f"Alasan yang cukup untuk {code}.")
        page.keyboard.press("Escape")
        page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    page.get_by_role("button", name=f"Open {first.pseudonym} again").click()

    page.wait_for_url(f"**/reviews/{first.public_id}")
    expect(page.locator("#COMW-reason")).to_have_value("Alasan yang cukup untuk COMW.")


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_of_a_reviewer_has_a_fault_for_axe_or_runs_out_of_its_width(session, panel, at_work, width):
    page = at_work(panel.reviewers[0], width)
    first = _mine(session, panel)[0].public_id

    for address in ("/reviews", f"/reviews/{first}", f"/reviews/{first}/conflict"):
        page.goto(address)
        assert (address, faults(page)) == (address, [])
        assert page_width(page) <= width


def test_an_answer_is_rated_without_any_script(session, panel, browser, address, at_work):
    cookies = at_work(panel.reviewers[0]).context.cookies()
    context = browser.new_context(base_url=address, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    first, second = _mine(session, panel)
    page.goto(f"/reviews/{first.public_id}")
    for code in ("COMW", "NETW"):
        if not page.locator(f"#{code}-level-4").is_visible():
            page.locator(f"[data-rating={code}] summary").click()
        page.check(f"#{code}-level-4")
        page.fill(f"#{code}-reason", "Alasan yang ditulis tanpa skrip.")

    page.get_by_role("button", name="Lock and next").click()

    page.wait_for_url(f"**/reviews/{second.public_id}")
    assert _mine(session, panel)[0].state == ReviewState.LOCKED
    context.close()


@pytest.mark.parametrize("locale", ["id", "en"])
def test_no_button_moves_away_while_the_draft_is_being_kept(session, panel, at_work, locale):
    """It went from one end of the bar to the other when the draft was saved: presses were lost."""
    panel.reviewers[0].locale = locale
    session.commit()
    page = at_work(panel.reviewers[0])
    page.goto(f"/reviews/{_mine(session, panel)[0].public_id}")
    said = [page.get_attribute("#review", f"data-{name}") for name in ("unsaved", "saving", "failed")]
    said += ["", "✓ Draf tersimpan pukul 23.59 WITA", "✓ Draft saved at 23:59 WITA"]
    moved = {}

    for width in (320, 360, 412, 600, 768, 800, 1024, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        found = places(page, "[data-save-state]", said, "[data-lock]")
        if len(found) > 1:
            moved[width] = found

    assert moved == {}
