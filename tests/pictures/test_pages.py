"""Pages about interviews, references and scores show what they are about, in both languages and widths."""

import re

import pytest

from hiring.i18n import LOCALES
from hiring.paths import CHECKOUT
from tests.pictures.pages import FOLDERS, pictures_in
from tests.pictures.test_pictures import size_of
from tests.pictures.wanted import SCREENS

#: Everybody who fetches the repository fetches them, too.
MOST_BYTES = 1_000_000


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("locale", LOCALES)
def test_each_page_shows_its_own_pictures_in_its_own_language(folder, locale):
    pages = FOLDERS[folder]
    for address in {places[locale] for places in pages.values()}:
        page = CHECKOUT / address
        shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text("utf-8"))
        wanted = [
            each.path
            for each in pictures_in(folder)
            if each.locale == locale and pages[each.subject][locale] == address
        ]
        assert sorted((page.parent / name).resolve() for name in shown) == sorted(wanted)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_holds_these_pictures_and_no_other_each_as_large_as_its_screen_and_small_together(folder):
    sizes = {each.path: (each.width, SCREENS[each.width]["height"]) for each in pictures_in(folder)}

    assert set(folder.iterdir()) == set(sizes)
    assert {path: size_of(path) for path in sizes} == sizes
    assert sum(path.stat().st_size for path in sizes) < MOST_BYTES
