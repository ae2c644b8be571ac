"""The page about kinds of tasks shows every kind there is, in both languages, at a desk and on a phone."""

import re

import pytest
from PIL import Image

from hiring.i18n import LOCALES
from hiring.paths import CHECKOUT
from tests.pictures.wanted import FOLDER, PAGES, SCREENS, pictures, shown_in, subjects

#: Everybody who fetches the repository fetches them, too.
MOST_BYTES = 6_000_000


def shown_on(locale):
    """Return the files that the page of a language shows."""
    page = CHECKOUT / PAGES[locale]
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text("utf-8"))
    return [(page.parent / name).resolve() for name in shown]


def size_of(path):
    with Image.open(path) as picture:
        return picture.size


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_of_each_language_shows_its_own_pictures_of_every_kind(locale):
    wanted = [each.path for each in pictures() if each.locale == locale]

    assert sorted(shown_on(locale)) == sorted(wanted)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_is_called_on_the_page_as_it_is_called_in_a_bank(locale):
    text = (CHECKOUT / PAGES[locale]).read_text("utf-8")
    called = [name if name != "staged" else "after_minutes" for name in subjects()]

    assert [name for name in called if f"(`{name}`)" not in text] == []


def test_the_folder_holds_these_pictures_and_no_other_each_as_large_as_its_screen():
    sizes = {each.path: (each.width, SCREENS[each.width]["height"]) for each in pictures()}

    assert set(FOLDER.iterdir()) == set(sizes)
    assert {path: size_of(path) for path in sizes} == sizes


def test_the_pictures_together_stay_small():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_BYTES


def test_every_kind_is_shown_by_a_shipped_task(shipped):
    for subject in subjects():
        task, place = shown_in(shipped.tasks, subject)
        assert place.startswith(("part-", "material-")), (subject, task.code)
