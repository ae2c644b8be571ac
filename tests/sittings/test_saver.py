"""The logic that saves an answer, alone in a real browser: clock and server are in the hands of the test."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import open_with_scripts

pytestmark = pytest.mark.journey

#: One part to write, a page around it that notes what it is told, and a server that waits for the test.
PAGE = """<!doctype html><html lang="en"><title>A part</title>
<section data-part="a" data-kind="long_text">
  <h2>a) Reply</h2>
  <textarea>Begun</textarea><input type="hidden" data-based-on value="4">
  <div class="part-foot"><span data-save-state>saved before</span></div>
</section>
<script type="module">
import { long_text } from "/kinds/long_text.js";
import { Saver } from "/sittings/saving.js";
const all = "dirty saving failing refused late conflict yours theirs limit";
const words = Object.fromEntries(all.split(" ").map((word) => [word, word]));
window.asked = [];
window.told = [];
const page = {
  words, answers: "/answers/",
  ask: (address, sent) => new Promise((answer, fail) => asked.push({ address, ...sent, answer, fail })),
  comeIn: async () => window.comesIn ?? false,
  clock: { set: (seconds) => told.push(["clock", seconds]) },
  fine: () => told.push(["fine"]), trouble: (...what) => told.push(["trouble", ...what]),
  say: (what) => told.push(["say", what]), reload: () => told.push(["reload"]),
};
window.saver = new Saver(document.querySelector("section"), long_text, page, false);
</script>"""


class Part:
    """A part in the browser, as a person and the network see it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def write(self, text: str) -> None:
        self.page.locator("textarea").fill(text)

    def wait(self, milliseconds: int) -> None:
        """Let time pass, by the clock of the page alone."""
        self.page.clock.run_for(milliseconds)

    @property
    def sent(self) -> list[dict[str, Any]]:
        """What went to the server so far."""
        return self.page.evaluate("asked.map((each) => JSON.parse(each.body))")

    @property
    def texts(self) -> list[str]:
        return [each["value"]["text"] for each in self.sent]

    @property
    def state(self) -> str:
        return self.page.locator("[data-save-state]").text_content() or ""

    @property
    def pending(self) -> bool:
        return bool(self.page.evaluate("saver.pending"))

    @property
    def told(self) -> list[list[Any]]:
        return self.page.evaluate("told")

    def answer(self, status: int = 200, place: int = -1, **body: Any) -> None:
        """Answer what was sent last, or at `place`, for the operation it was."""
        operation = self.sent[place]["operation_id"]
        heard = {"operation_id": operation, "revision": 5, "saved": "10:30", "seconds_left": 600, **body}
        self.page.evaluate(
            "([place, status, heard]) => asked.at(place).answer({ status, json: async () => heard })",
            [place, status, heard],
        )

    def cut(self) -> None:
        """Cut the connection on which the last operation went."""
        self.page.evaluate("asked.at(-1).fail(new TypeError('cut'))")


@pytest.fixture
def part(browser: Browser) -> Iterator[Part]:
    context = browser.new_context()
    page = context.new_page()
    page.clock.install(time=0)
    open_with_scripts(page, PAGE)
    page.wait_for_function("window.saver !== undefined")
    page.clock.pause_at(60_000)
    yield Part(page)
    context.close()


def test_a_text_is_sent_once_when_the_keys_have_been_quiet(part):
    part.write("Begun and")
    part.wait(1_000)
    part.write("Begun and gone on")
    part.wait(1_499)
    assert (part.texts, part.state) == ([], "dirty")

    part.wait(1)

    assert (part.texts, part.state) == (["Begun and gone on"], "saving")
    assert part.sent[0]["based_on"] == 4


def test_whoever_never_pauses_is_saved_all_the_same(part):
    for number in range(9):
        part.write(f"Begun {number}")
        part.wait(500)

    assert part.texts == ["Begun 8"]


def test_saved_is_said_only_after_the_answer_to_exactly_this_operation(part):
    part.write("New")
    part.wait(1_500)
    part.answer(operation_id="of somebody else")
    assert (part.state, part.pending) == ("failing", True)

    part.wait(3_000)
    part.answer()

    assert (part.state, part.pending) == ("✓ 10:30", False)
    assert part.told[-2:] == [["clock", 600], ["fine"]]


@pytest.mark.parametrize("trouble", ["cut", "answered by a proxy"])
def test_what_was_not_heard_is_sent_again_as_the_same_operation(part, trouble):
    part.write("New")
    part.wait(1_500)
    if trouble == "cut":
        part.cut()
    else:
        part.answer(502, operation_id=None, error=None)
    assert part.state == "failing"

    part.wait(3_000)

    first, second = part.sent
    assert first == second


def test_waits_between_two_tries_grow_and_end_at_half_a_minute(part):
    part.page.evaluate("Math.random = () => 0.5")
    part.write("New")
    part.wait(1_500)
    for number, seconds in enumerate((2, 4, 8, 16, 30, 30), 1):
        part.cut()
        part.page.evaluate("0")
        part.wait(seconds * 1_000 - 1)
        assert len(part.sent) == number
        part.wait(1)
        assert len(part.sent) == number + 1


def test_what_is_typed_while_a_text_is_under_way_follows_it_and_builds_on_it(part):
    part.write("One")
    part.wait(1_500)
    part.write("One and two")
    part.wait(5_000)
    assert part.texts == ["One"]

    part.answer(revision=7)
    part.wait(1_500)

    assert part.texts == ["One", "One and two"]
    assert (part.sent[1]["based_on"], part.sent[1]["after"]) == (7, [])


def test_leaving_sends_what_stands_there_at_once_and_names_what_was_not_heard_of(part):
    part.write("One")
    part.wait(1_500)
    part.write("One and two")

    part.page.evaluate("void saver.send(true)")

    assert part.texts == ["One", "One and two"]
    assert part.sent[1]["after"] == [part.sent[0]["operation_id"]]
    assert part.page.evaluate("asked.map((each) => each.keepalive)") == [False, True]


def test_an_answer_to_what_was_overtaken_changes_nothing(part):
    part.write("One")
    part.wait(1_500)
    part.write("One and two")
    part.page.evaluate("void saver.send(true)")

    part.answer(place=0)

    assert part.pending
    part.answer(place=1)
    assert not part.pending


def test_nothing_is_sent_where_nothing_has_changed(part):
    part.write("Other")
    part.write("Begun")
    part.wait(10_000)
    part.page.evaluate("void saver.send(true)")

    assert part.sent == []


def test_what_was_taken_back_is_said_to_be_as_it_was(part):
    part.write("Other")
    assert part.state == "dirty"

    part.write("Begun")

    assert (part.state, part.pending) == ("saved before", False)


def test_two_texts_are_both_shown_and_ones_own_replaces_the_other_knowingly(part):
    part.write("Mine")
    part.wait(1_500)
    theirs = {"revision": 9, "text": "Theirs", "saved": "10:29"}
    part.answer(409, reason="conflict", error="Another window.", theirs=theirs)
    part.wait(60_000)
    assert part.texts == ["Mine"]
    assert part.page.locator(".versions .answer").text_content() == "Theirs"

    part.page.get_by_role("button", name="yours").click()

    assert part.texts == ["Mine", "Mine"]
    assert part.sent[1]["based_on"] == 9
    assert part.sent[0]["operation_id"] != part.sent[1]["operation_id"]


def test_where_it_is_settled_which_text_counts_only_that_one_is_offered(part):
    part.write("Mine")
    part.wait(1_500)
    theirs = {"revision": 9, "text": "Theirs", "saved": "10:29"}
    part.answer(409, reason="conflict", error="It was sent.", theirs=theirs, settled=True)
    part.page.get_by_role("button", name="theirs").wait_for()

    assert part.page.locator(".versions button").all_text_contents() == ["theirs"]


def test_a_text_that_was_refused_is_not_sent_again_until_it_changes(part):
    part.write("Mine")
    part.wait(1_500)
    part.answer(422, error="It holds what cannot be kept.")
    part.page.evaluate("void saver.send()")
    part.wait(60_000)
    assert (part.texts, part.state) == (["Mine"], "refused")

    part.write("Mine, mended")
    part.wait(1_500)

    assert part.texts == ["Mine", "Mine, mended"]


def test_a_text_that_came_late_is_kept_and_said_to_be_late(part):
    part.write("Late")
    part.wait(1_500)

    part.answer(409, reason="late", error="The time is over.")

    assert (part.state, part.pending) == ("late", False)
    assert part.told[-1] == ["trouble", None, "The time is over.", True]


def test_a_text_that_is_too_long_stays_here(part):
    part.write("a" * 100_001)
    part.wait(1_500)

    assert (part.sent, part.state) == ([], "refused")
    assert part.told == [["trouble", None, "a) Reply: limit"]]


def test_whoever_was_signed_out_comes_in_once_and_sends_the_same_operation(part):
    part.page.evaluate("window.comesIn = true")
    part.write("Mine")
    part.wait(1_500)
    part.answer(401)
    part.page.wait_for_function("asked.length === 2")
    first, second = part.sent
    assert first == second

    part.answer(401)
    part.page.wait_for_function("told.length > 0")

    assert (len(part.sent), part.told) == (2, [["trouble", "signed_out"]])


def test_a_text_that_the_server_had_to_mend_is_shown_as_it_was_kept(part):
    part.write("Odd\u200btext")
    part.wait(1_500)

    part.answer(value={"text": "Oddtext"}, notice="A character was taken out.")

    assert part.page.locator("textarea").input_value() == "Oddtext"
    assert (part.pending, part.told[-1]) == (False, ["say", "A character was taken out."])
