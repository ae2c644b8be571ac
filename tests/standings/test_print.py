"""The decision board on paper: across, with its heads on every page, bands and whiskers, and no buttons."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from tests.browsing import DESK
from tests.factories.standings import placed_by_hand, rated_opening
from tests.people import sign_in

pytestmark = pytest.mark.journey

#: What only a screen can do, and what says it there.
BUTTONS = {
    "id": ("Bandingkan yang dipilih", "Putuskan tentang yang dipilih", "Unduh skor"),
    "en": ("Compare the chosen", "Decide about the chosen", "Download the scores"),
}
HEADS = {"id": ("Kelompok", "Total", "Keputusan"), "en": ("Band", "Total", "Decision")}


def _opening(session, locale):
    rows = [
        (f"K{who:02}", task, rater, code, 3)
        for who in range(1, 13)
        for task in ("T1", "T2")
        for rater in ("R1", "R2")
        for code in ("COMW", "NETW")
    ]
    panel, manager = rated_opening(rows, positions=1, decide_before_closing=True)
    placed_by_hand(session, panel.opening.id)
    manager.locale = locale
    session.commit()
    return panel, manager


def _pages(pdf):
    """Return what each page of a PDF says."""
    said = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, check=True, capture_output=True)
    return said.stdout.decode().rstrip("\f").split("\f")


def _sizes(pdf):
    said = subprocess.run(["pdfinfo", "-l", "9", "-"], input=pdf, check=True, capture_output=True, text=False)
    return {
        tuple(map(round, map(float, each)))
        for each in re.findall(rb"size: +([\d.]+) x ([\d.]+)", said.stdout)
    }


@pytest.mark.parametrize("locale", ["id", "en"])
def test_the_board_is_printed_across_with_its_heads_on_every_page_and_no_buttons(
    app, session, window, locale
):
    panel, manager = _opening(session, locale)
    page = window(DESK, cookie=sign_in(app, session, manager).get_cookie("hiring"))
    page.goto(f"/openings/{panel.opening.public_id}/shortlist")

    pdf = page.pdf(prefer_css_page_size=True)

    pages = _pages(pdf)
    with_rows = [each for each in pages if "Kandidat K" in each]
    assert _sizes(pdf) == {(842, 595)}  # A4 across, in points
    assert len(with_rows) > 1
    assert all(head in each for each in with_rows for head in HEADS[locale])
    assert sorted(re.findall(r"Kandidat (K\d+)", "".join(pages))) == [f"K{who:02}" for who in range(1, 13)]
    assert [words for words in BUTTONS[locale] if words in "".join(pages)] == []


def test_bands_and_whiskers_are_drawn_where_a_browser_prints_no_backgrounds(app, session, window):
    panel, manager = _opening(session, "en")
    page = window(DESK, cookie=sign_in(app, session, manager).get_cookie("hiring"))
    page.goto(f"/openings/{panel.opening.public_id}/shortlist")
    page.emulate_media(media="print")

    expect(page.locator(".whisker")).to_have_count(12)
    for which in (".whisker", ".band-head th"):
        expect(page.locator(which).first).to_be_visible()
        expect(page.locator(which).first).to_have_css("print-color-adjust", "exact")
    expect(page.locator(".whisker path").first).to_have_css("stroke", "rgb(0, 0, 0)")
    for which in (".pick", ".bulk", ".tabs", ".bar"):
        expect(page.locator(which).first).to_be_hidden()
    for address in ("weights?weight.COMW=1", "cuts?cut=3&cut.COMW=3&show=both"):
        page.goto(f"/openings/{panel.opening.public_id}/shortlist/{address}")
        expect(page.locator(".bulk")).to_be_hidden()
        expect(page.locator("#weight-1, #cut-total")).to_be_visible()
        expect(page.locator("tbody tr").first).to_be_visible()
