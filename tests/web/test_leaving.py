"""Text that is typed and not saved is not lost by changing the language or by leaving the page."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Error, Page, expect

from hiring.accounts.rules import Audience
from hiring.privacy.models import Consent
from tests.browsing import DESK, before_the_scripts, serving
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.fuzz.world import World, told

pytestmark = pytest.mark.journey

TEXT = "kata yang baru diketik"
#: What is typed into a field that takes no such text, by its type.
OTHER = {"number": "7", "date": "2031-01-02", "time": "10:15", "datetime-local": "2031-01-02T10:15"}
OTHER |= {"email": "baru@contoh.example", "url": "https://baru.example/", "tel": "081200001111"}
FIELDS = ", ".join(
    f"form[method=post] {field}"
    for field in (
        "textarea",
        "input:not([type])",
        "input[type=text]",
        *(f"input[type={kind}]" for kind in OTHER),
    )
)
_HAS_FIELD = re.compile(
    r'<form[^>]*method="post"(?:(?!</form>).)*?(?:<textarea|<input(?![^>]*\btype="(?:hidden|checkbox|radio|submit|password|file)"))',
    re.DOTALL,
)
#: Pages that save by themselves: nobody is asked there, and what was typed is shown.
SAVE_THEMSELVES = {"candidate.task", "scoring.review", "references.step"}


@pytest.fixture
def world(app, tmp_path: Path) -> World:
    return told(app, tmp_path)


def pages_with_text(world: World) -> Iterator[tuple[str, str, str]]:
    """Yield of each page on which a text can be typed the endpoint, who sees it, and its address."""
    for rule in world.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        for who, address in sorted({("nobody", rule.rule), *world.doors.get(rule.endpoint, ())}):
            if "<" in address:
                continue
            reply = world.clients[who].get(address)
            if reply.status_code == 200 and reply.mimetype == "text/html" and _HAS_FIELD.search(reply.text):
                yield rule.endpoint, who, address
                break


@dataclass
class Visit:
    """A page on which somebody types into the first field that takes text."""

    page: Page
    asked: list[str] = field(default_factory=list)
    name: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        self.page.on("dialog", self._asked)

    def _asked(self, dialog: Dialog) -> None:
        self.asked.append(dialog.type)
        dialog.dismiss()

    def types(self) -> None:
        self.page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        for one in self.page.locator(FIELDS).all():
            if one.is_visible() and one.is_editable():
                self.name, kind = one.get_attribute("name") or "", one.get_attribute("type") or ""
                one.fill(OTHER.get(kind, TEXT))
                self.text = one.input_value()  # some take fewer letters
                one.press("Shift")  # a page may ask only whoever has touched it
                return
        raise AssertionError(f"{self.page.url} has no field to type into")

    def changes_language(self) -> bool:
        """Press the language; return whether the typed text is there afterwards, asked or carried along."""
        before = self.page.get_attribute("html", "lang")
        self.page.locator("form.language button").click(no_wait_after=True)
        self.until(
            lambda: self.asked or self._value("document.documentElement?.lang || null") not in {before, None}
        )
        if not self.asked:
            self.page.wait_for_load_state("load")
        return self.value() == self.text

    def value(self) -> str | None:
        return self._value(f"document.getElementsByName({self.name!r})[0]?.value ?? null")

    def until(self, condition: Callable[[], object]) -> None:
        end = time.monotonic() + 60
        while not condition():
            assert time.monotonic() < end, f"waited in vain: {self.page.url}"
            self.page.wait_for_timeout(50)

    def _value(self, expression: str) -> str | None:
        try:
            found: str | None = self.page.evaluate(expression)
        except Error:  # between two pages
            return None
        return found


@pytest.fixture
def visit(world, browser) -> Iterator[Callable[..., Visit]]:
    """Return a function that opens a window as somebody of the demo."""
    contexts = []
    with serving(world.app) as address:

        def visit(who: str, **values: object) -> Visit:
            context = browser.new_context(viewport=DESK, base_url=address, **values)
            contexts.append(context)
            if (cookie := world.clients[who].get_cookie("hiring")) is not None:
                context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
            return Visit(context.new_page())

        yield visit
        for context in contexts:
            context.close()


def opens(page: Page, path: str) -> AbstractContextManager[object]:
    return nullcontext(page.goto(path))


@pytest.mark.parametrize("opening", [opens, before_the_scripts], ids=["with scripts", "before scripts"])
def test_whoever_changes_the_language_keeps_what_was_typed_or_is_asked(world, visit, opening):
    lost, seen, asked_in_vain = [], set(), []
    for endpoint, who, path in list(pages_with_text(world)):
        here = visit(who)
        with opening(here.page, path):
            has_languages = bool(here.page.locator("form.language button").count())
            if has_languages:
                here.types()
        if has_languages:
            seen.add(endpoint)
            if not here.changes_language():
                lost.append(f"{endpoint} {path}: {here.name} holds {here.value()!r}")
            if here.asked and endpoint in SAVE_THEMSELVES:
                asked_in_vain.append(endpoint)
        here.page.context.close()

    assert lost == []
    assert asked_in_vain == []
    assert len(seen) > 10


# One page of each kind, with what a test has made


@pytest.fixture
def facts(session, signed_in, window) -> Page:
    """A candidate's page about themselves, in a browser."""
    application = ApplicationFactory(consented=True, facts_at=None, referees_at=None)
    session.commit()
    page = window(cookie=signed_in(application, Audience.CANDIDATE).get_cookie("hiring"))
    page.goto("/candidate/facts")
    return page


def test_the_other_language_shows_what_was_typed_and_ticked(facts):
    facts.fill("#education", "S1 Ilmu Komunikasi")
    facts.fill("[name=posts-0-title]", "Humas")

    facts.get_by_role("button", name="English").click()

    expect(facts.locator("html")).to_have_attribute("lang", "en")
    expect(facts.locator("#education")).to_have_value("S1 Ilmu Komunikasi")
    expect(facts.locator("[name=posts-0-title]")).to_have_value("Humas")
    facts.reload()
    expect(facts.locator("#education")).to_have_value("")


def test_a_link_asks_before_typed_text_is_left_and_the_button_that_saves_does_not(facts):
    here = Visit(facts)
    facts.fill("#education", "S1 Ilmu Komunikasi")
    facts.locator(".bar a").first.click(no_wait_after=True)
    here.until(lambda: here.asked)
    assert (here.asked, facts.input_value("#education")) == (["beforeunload"], "S1 Ilmu Komunikasi")

    facts.get_by_role("button", name="Simpan dan lanjutkan").click()
    expect(facts.locator("#education")).to_have_count(0)

    assert here.asked == ["beforeunload"]


def test_what_was_refused_is_carried_to_the_other_language_too(facts):
    here = Visit(facts)
    facts.fill("#experience", "Lima tahun")
    facts.get_by_role("button", name="Simpan dan lanjutkan").click()
    expect(facts.locator("[data-focus]")).to_be_visible()

    facts.get_by_role("button", name="English").click()

    expect(facts.locator("html")).to_have_attribute("lang", "en")
    expect(facts.locator("#experience")).to_have_value("Lima tahun")
    assert here.asked == []


def test_a_row_that_the_other_language_would_not_have_is_asked_about(session, signed_in, window):
    opening = OpeningFactory(references_wanted=1)
    application = ApplicationFactory(opening=opening, consented=True, facts_at=None, referees_at=None)
    notice = {"notice_version": "1", "notice_hash": "0" * 64, "notice_text": "...", "locale": "id"}
    session.add(Consent(application_id=application.id, purpose="references", given=True, **notice))
    session.commit()
    page = window(cookie=signed_in(application, Audience.CANDIDATE).get_cookie("hiring"))
    here = Visit(page)
    page.goto("/candidate/referees")
    page.get_by_role("button", name="Tambah").click()
    page.fill("[name=people-1-name]", "Ibu Lastri")

    page.get_by_role("button", name="English").click(no_wait_after=True)
    here.until(lambda: here.asked)

    assert page.input_value("[name=people-1-name]") == "Ibu Lastri"


def test_without_scripts_the_other_language_opens_beside_what_was_typed(session, signed_in, window):
    application = ApplicationFactory(consented=True, facts_at=None, referees_at=None)
    session.commit()
    cookie = signed_in(application, Audience.CANDIDATE).get_cookie("hiring")
    page = window(cookie=cookie, java_script_enabled=False)
    page.goto("/candidate/facts")
    page.fill("#education", "S1 Ilmu Komunikasi")

    with page.context.expect_page() as opened:
        page.get_by_role("button", name="English").click()

    expect(opened.value.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#education")).to_have_value("S1 Ilmu Komunikasi")
