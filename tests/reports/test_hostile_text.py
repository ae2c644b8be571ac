"""Whatever people write stands in the report as text: it runs, loads and opens nothing."""

import io
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest

from hiring.dossiers.canonical import dossier_as_json
from hiring.reports.fetching import OnlyOurs
from hiring.reports.fonts import font_files
from hiring.reports.html import compose
from hiring.reports.pdf import RenderFailed, render_in_child
from tests.factories import dossiers
from tests.reports.print_out import VERIFY_URL, printed, words_of
from tests.running import wait_until

pytestmark = pytest.mark.xdist_group("printed")


@pytest.fixture
def listening() -> Iterator[tuple[str, list[object]]]:
    """A live web address, and the list of those who called."""
    callers: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        over = threading.Event()

        def accept() -> None:
            while not over.is_set():
                try:
                    connection, caller = server.accept()
                except TimeoutError:
                    continue
                connection.close()
                callers.append(caller)

        with ThreadPoolExecutor(1) as listener:
            listening = listener.submit(accept)
            yield f"http://127.0.0.1:{server.getsockname()[1]}", callers
            over.set()
            listening.result()


def test_nothing_in_any_field_makes_the_report_call_out(listening):
    address, callers = listening

    pdf = render_in_child(dossier_as_json(dossiers.hostile("id", address)), verify_url=VERIFY_URL)

    assert callers == []
    assert f"<script>fetch('{address}/script')" in words_of(pdf)
    socket.create_connection(("127.0.0.1", int(address.rsplit(":", 1)[1]))).close()
    wait_until(lambda: len(callers) == 1, "the one who did call")


def test_markup_is_shown_as_it_was_typed_and_templates_are_not_run():
    words = words_of(printed("hostile", "en"))

    assert "{{ 7*7 }}{% raw %} %(name)s {0}" in words
    assert "root:" not in words


def test_the_only_addresses_one_can_click_are_our_own():
    with pikepdf.open(io.BytesIO(printed("hostile", "en"))) as opened:
        addresses = {
            str(link.A.URI)
            for page in opened.pages
            for link in page.get("/Annots", [])
            if "/A" in link and "/URI" in link.A
        }
        names = opened.Root.get("/Names", pikepdf.Dictionary())

        assert addresses == {VERIFY_URL}
        assert "/EmbeddedFiles" not in names
        assert "/JavaScript" not in names
        assert "/OpenAction" not in opened.Root


def test_what_cannot_be_printed_stands_as_its_number():
    words = words_of(printed("hostile", "en"))

    assert "[U+1F642 U+1F469 ×2 U+1F467]" in words
    assert "[U+202E]gnirts[U+202C]" in words
    assert "[U+0301 ×36]" in words


def test_the_page_holds_no_element_of_what_people_typed():
    html = compose(dossiers.hostile("en"), verify_url=VERIFY_URL).html

    assert "&lt;script&gt;" in html
    for element in [
        "<script",
        "<img",
        "<link",
        "<iframe",
        "<object",
        "<style",
        " style=",
        'javascript:alert(1)"',
    ]:
        assert element not in html


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/",
        "https://example.org/a.css",
        "file:///etc/passwd",
        "data:text/plain,x",
        "ftp://example.org/",
        next(iter(font_files().values())).parent.as_uri(),
        next(iter(font_files().values())).as_uri() + "?x",
        next(iter(font_files().values())).as_uri().replace("file://", "file://localhost"),
    ],
)
def test_an_address_that_is_not_our_font_stops_the_report(address):
    with pytest.raises(BaseException, match="which it may not load") as refused:
        OnlyOurs(font_files().values()).fetch(address)

    assert not isinstance(refused.value, Exception)


def test_an_endless_word_piled_marks_and_countless_lines_are_printed():
    dossier = dossiers.sparse("id")
    for text in ["a" * 100_000, "x" + "\u0331" * 10_000, "ya\n" * 10_000]:
        dossier = dossiers.with_answer(dossier, text)

    pdf = render_in_child(dossier_as_json(dossier), verify_url=VERIFY_URL)

    words = words_of(pdf)
    assert words.count("a" * 40) == 2500
    assert "[U+0331 ×9997]" in words
    assert words.count("ya ¶") > 9_500
    assert "dengan tanda ¶ di tempat setiap baris berakhir" in words


def test_more_than_can_be_printed_fails_within_its_processor_time():
    dossier = dossiers.with_answer(dossiers.sparse("id"), "kata " * 100_000)

    with pytest.raises(RenderFailed, match="needed more than 2 seconds of processor time"):
        render_in_child(dossier_as_json(dossier), verify_url=VERIFY_URL, processor_seconds=2)
