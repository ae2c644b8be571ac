"""What a report says on one page: printed by a browser it is one sheet of A4, however much there is."""

import io
from dataclasses import replace

import pikepdf
import pytest

from hiring.dossiers.canonical import content_hash
from hiring.paths import STATIC
from hiring.reports.html import compose_one_page
from tests.browsing import PHONE, page_width
from tests.factories import dossiers
from tests.page import words
from tests.reports.print_out import VERIFY_URL

pytestmark = pytest.mark.journey

LONG_NAME = (
    "Prof. Dr. Ir. H. Raden Bagus Wicaksono Hadikusumo Prawiro Kusumaningrat Sastrodiningrat, "
    "S.T., M.T., Ph.D."
)


def longest(locale):
    """A name of more than a hundred letters, ten competencies, three reviewers, a reason of two thousand."""
    dossier = dossiers.crowded(locale)
    return replace(
        dossier,
        candidate=replace(dossier.candidate, name=LONG_NAME),
        decision=replace(dossier.decision, reason=f"{dossier.decision.reason} " * 8),
    )


def composed(dossier):
    return compose_one_page(dossier, verify_url=VERIFY_URL, superseded_at=None, icon="", style="", back="/")


@pytest.fixture
def shown(browser):
    """Return a function that shows a page of a dossier in a window of its own."""
    pages = []

    def show(dossier, viewport=None):
        page = browser.new_page(viewport=viewport)
        pages.append(page)
        page.set_content(composed(dossier))
        page.add_style_tag(path=STATIC / "one_page.css")
        return page

    yield show
    for page in pages:
        page.close()


@pytest.mark.parametrize("locale", ["id", "en"])
@pytest.mark.parametrize("kind", [dossiers.rich, dossiers.sparse, longest])
def test_it_is_one_sheet_of_a4(shown, kind, locale):
    printed = shown(kind(locale)).pdf(prefer_css_page_size=True)

    with pikepdf.open(io.BytesIO(printed)) as opened:
        [page] = opened.pages
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


def test_on_a_phone_nothing_stands_beside_the_page(shown):
    assert page_width(shown(longest("id"), PHONE)) <= PHONE["width"]


def test_it_says_what_was_decided_by_whom_and_how_to_check_it():
    dossier = dossiers.rich("en")
    page = words(composed(dossier))

    for said in (
        "Summary on one page Siti Rahmawati Nurhaliza",
        "Offer the position",
        "Decided by Bambang Prasetyo on 3 December 2026, 15:40 WIB",
        "Written communication 25% 3.50 3 · Meets the standard 3.33 3.67 4.25",
        "Each answer was rated by 2 people against written levels",
        VERIFY_URL,
        content_hash(dossier),
    ):
        assert said in page
    assert "The whole reason is in the report." not in page
    assert "The whole reason is in the report." in words(composed(longest("en")))
