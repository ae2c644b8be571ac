"""The task page in a real browser: saved means saved, whatever the network does."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from hiring import clock
from hiring.accounts import actions as accounts
from hiring.accounts.rules import Audience
from hiring.banks.answer_texts import word_count
from hiring.banks.documents import as_json
from hiring.banks.kinds.table.cells import read_number
from hiring.banks.models import BankItem
from hiring.banks.reading import read_bank
from hiring.i18n.localised import Localised
from hiring.paths import QUESTION_BANKS
from hiring.sittings.models import AnswerRevision
from hiring.web.bodies import ORDINARY
from tests.browsing import DESK, PHONE, before_the_scripts, faults, open_with_scripts, page_width, places
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import BankItemFactory
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.sittings import SittingFactory
from tests.people import sign_in
from tests.sittings.test_saving import CORPUS

pytestmark = pytest.mark.journey


@pytest.fixture
def start_session(app, session, window, address) -> Callable[..., Page]:
    """Return a function that opens a candidate's page."""

    def open_page(application, path="/candidate", viewport=PHONE, **values) -> Page:
        page = window(viewport, **values)
        let_in(app, session, page.context, application, address)
        page.goto(path)
        return page

    return open_page


def let_in(app, session, context, application, address):
    cookie = sign_in(app, session, application, Audience.CANDIDATE).get_cookie("hiring")
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


@pytest.fixture
def shipped(session):
    """Put the tasks of the shipped bank, practice and notices too, into one section."""
    bank = read_bank(QUESTION_BANKS / "community-officer")
    items = {task.code: BankItemFactory(content=as_json(task)) for task in bank.tasks}
    home = items["T01"].bank_id
    for item in items.values():
        item.bank_id = home
    session.add(
        BankItem(
            bank_id=home,
            kind="notices",
            code="notices",
            title=Localised(id="Pemberitahuan", en="Notices"),
            content=as_json(bank.notices),
            content_hash="ab12" * 16,
        )
    )
    sections = [[items["T01"], items["T02"]], [items["T04"], items["T07"]]]
    return OpeningFactory(assessment_version=AssessmentVersionFactory(sections=sections))


def letter_of(sitting):
    return f"/candidate/tasks/{sitting.assessment_version.sections[0].tasks[0].public_id}"


def state(page, part="a"):
    return page.locator(f"[data-part={part}] [data-save-state]")


def saved(page, part="a"):
    expect(state(page, part)).to_contain_text("✓ Tersimpan")


def values(session, **conditions):
    """Return what is kept, and let go of the database at once: the server must be able to write."""
    session.rollback()
    rows = session.query(AnswerRevision).filter_by(**conditions).order_by(AnswerRevision.id)
    found = [row.value for row in rows]
    session.rollback()
    return found


def texts(session, **conditions):
    return [value["text"] for value in values(session, **conditions)]


@pytest.fixture
def sitting(session):
    sitting = SittingFactory()
    session.commit()
    return sitting


def test_what_is_typed_is_saved_by_itself_and_a_reload_keeps_it(session, start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting))

    page.locator("#part-a").press_sequentially("Ibu Lastri yang terhormat,")
    expect(state(page)).to_have_text("Belum tersimpan")
    saved(page)
    page.reload()

    expect(page.locator("#part-a")).to_have_value("Ibu Lastri yang terhormat,")
    saved(page)
    assert texts(session)[-1] == "Ibu Lastri yang terhormat,"


def test_the_heading_that_a_link_leads_to_does_not_lie_under_the_bar(start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting), viewport={"width": 360, "height": 420})

    page.evaluate("document.getElementById('part-a-title').scrollIntoView({behavior: 'instant'})")

    assert page.evaluate("scrollY") > 0
    bar, heading = page.locator(".task-bar").bounding_box(), page.locator("#part-a-title").bounding_box()
    assert bar["y"] + bar["height"] <= heading["y"]


def test_saving_goes_on_while_somebody_types_without_a_pause(start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting))
    sent = []
    page.on("request", lambda request: request.method == "PUT" and sent.append(request))
    page.clock.install()
    page.locator("#part-a").focus()

    for seconds in (5, 10):
        for _ in range(50):  # ten letters a second, by a clock that only this loop moves
            page.keyboard.type("a")
            page.clock.run_for(100)
        _until(page, lambda wanted=seconds // 5: len(sent) >= wanted)


UNTRUE = {
    "500 as JSON": {"status": 500, "json": {"error": "x"}},
    "502 as a page": {"status": 502, "body": "<html>bad gateway</html>", "content_type": "text/html"},
    "200 as a page": {
        "status": 200,
        "body": "<html>sign in to the Wi-Fi</html>",
        "content_type": "text/html",
    },
    "200 cut off": {"status": 200, "body": '{"operation_id": "', "content_type": "application/json"},
    "200 empty": {"status": 200, "body": ""},
    "200 about another text": {
        "status": 200,
        "json": {
            "operation_id": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
            "revision": 7,
            "saved": "Tersimpan",
        },
    },
    "200 without a revision": {"status": 200, "json": {"saved": "Tersimpan 10.42"}},
    "204": {"status": 204},
    "413": {"status": 413, "body": "too large"},
    "429": {"status": 429, "json": {"error": "x"}},
    "no answer": None,
}


def test_saved_is_never_said_before_the_server_said_it_of_exactly_this_text(session, start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting))
    replies, asked = list(UNTRUE.values()), []

    def lie(route: Route):
        asked.append(route.request.post_data_json)
        reply = replies[(len(asked) - 1) % len(replies)]
        route.abort() if reply is None else route.fulfill(**reply)

    page.route("**/answers/**", lie)
    page.evaluate(
        """() => {
          window.seen = [];
          const shown = document.querySelector('[data-part=a] [data-save-state]');
          const watch = new MutationObserver(() => window.seen.push(shown.textContent));
          watch.observe(shown, {childList: true, characterData: true, subtree: true});
        }"""
    )
    page.locator("#part-a").fill("kalimat yang tidak boleh hilang")
    for number in range(1, len(UNTRUE) + 1):
        expect(state(page)).to_contain_text("Belum tersimpan")
        _until(page, lambda number=number: len(asked) >= number)
        page.wait_for_timeout(120)
        page.evaluate("dispatchEvent(new Event('online'))")

    assert [text for text in page.evaluate("window.seen") if "✓" in text] == []
    assert len({body["operation_id"] for body in asked}) == 1
    assert texts(session) == []
    page.unroute("**/answers/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)
    assert texts(session) == ["kalimat yang tidak boleh hilang"]


def _until(page, condition, patience=60.0):
    """Wait with the browser's loop turning, so that faked replies are given."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        page.wait_for_timeout(50)


def test_a_save_whose_answer_was_lost_is_kept_once(session, start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting))
    lost = []

    def lose(route: Route):
        if not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.route("**/answers/**", lose)
    page.locator("#part-a").fill("dikirim dua kali")
    expect(state(page)).to_contain_text("koneksi terputus")
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)

    assert lost[0].status == 200
    assert texts(session) == ["dikirim dua kali"]


def test_nobody_leaves_with_unsaved_words_without_being_asked(start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting))
    page.route("**/answers/**", lambda route: route.abort())
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("#part-a").press_sequentially("belum tersimpan")

    page.close(run_before_unload=True)
    _until(page, lambda: asked)
    assert asked == ["beforeunload"]
    assert not page.is_closed()

    page.unroute("**/answers/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)
    page.close(run_before_unload=True)
    assert asked == ["beforeunload"]


def test_the_other_language_shows_what_was_typed_a_moment_before(start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("#part-a").press_sequentially("kata terakhir")

    page.get_by_role("button", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#part-a")).to_have_value("kata terakhir")
    assert asked == []


def test_leaving_the_page_in_a_hurry_still_sends_the_last_words(session, start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting))
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#part-a").press_sequentially("kata terakhir")

    page.goto("/candidate")

    _until(page, lambda: texts(session) == ["kata terakhir"])


def test_of_two_tabs_the_person_chooses_and_both_texts_are_kept(session, start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting))
    other = page.context.new_page()
    other.goto(letter_of(sitting))
    page.locator("#part-a").fill("dari tab pertama")
    saved(page)

    other.locator("#part-a").fill("dari tab kedua")
    expect(other.locator(".versions")).to_contain_text("dari tab pertama")
    expect(other.locator("#part-a")).to_have_value("dari tab kedua")
    other.get_by_role("button", name="Pakai tulisan saya di sini").click()
    saved(other)
    page.locator("#part-a").fill("dari tab pertama lagi")
    expect(page.locator(".versions")).to_contain_text("dari tab kedua")
    page.get_by_role("button", name="Pakai versi yang lain").click()
    expect(page.locator("#part-a")).to_have_value("dari tab kedua")

    assert texts(session, superseded=False)[-1] == "dari tab kedua"
    assert set(texts(session)) >= {"dari tab pertama", "dari tab kedua", "dari tab pertama lagi"}


def test_a_session_that_ended_is_renewed_in_place_and_the_text_stays(
    app, session, address, start_session, sitting
):
    page = start_session(sitting.application, letter_of(sitting))
    accounts.end_user_sessions(session, Audience.CANDIDATE, sitting.application_id)
    session.commit()

    page.locator("#part-a").fill("tetap di sini")
    expect(page.locator("[data-trouble]")).to_contain_text("Sesi Anda telah berakhir")
    link = page.locator("[data-trouble] a")
    assert (link.get_attribute("href"), link.get_attribute("target")) == ("/candidate", "_blank")
    expect(page.locator("#part-a")).to_have_value("tetap di sini")
    let_in(app, session, page.context, sitting.application, address)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    saved(page)
    expect(page.locator("[data-trouble]")).to_be_empty()
    assert texts(session) == ["tetap di sini"]


def test_words_are_counted_as_the_server_counts_them(start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting))

    page.locator("#part-a").fill("Rp 75.000.000 - termasuk dana\ncadangan — é 👍")
    expect(page.locator("[data-part=a] [data-words]")).to_have_text("6 kata")
    page.locator("#part-a").fill("Satu")
    expect(page.locator("[data-part=a] [data-words]")).to_have_text("1 kata")


NUMBERS = [
    *(
        "41.250.000",
        "41,250,000",
        "Rp 75.000.000",
        "Rp. 1.500,-",
        "IDR 2 500 000",
        "1.500",
        "1,5",
        "1.5",
        "0",
    ),
    *(
        "-3",
        "\N{MINUS SIGN}3",
        "12,50",
        "1.234,56",
        "1,234.56",
        "1.23.4",
        "sepuluh",
        "12a",
        " 7 ",
        "1" * 41,
        "½",
    ),
]


def test_words_and_numbers_are_read_alike_by_page_and_server(window):
    page = window()
    open_with_scripts(page, "<!doctype html><title>Counting</title>")

    here = page.evaluate(
        """async ([numbers, texts]) => {
          const tables = await import('/kinds/table.js');
          const fields = await import('/sittings/fields.js');
          return [numbers.map(tables.readNumber), texts.map(fields.wordsIn)];
        }""",
        [NUMBERS, CORPUS],
    )

    assert [number if number is None else float(number) for number in here[0]] == [
        number if (number := read_number(text)) is None else float(number) for text in NUMBERS
    ]
    assert here[1] == [word_count(text) for text in CORPUS]


def test_what_is_typed_and_chosen_before_the_scripts_come_is_saved(session, start_session, sitting):
    page = start_session(sitting.application)

    with before_the_scripts(page, letter_of(sitting)):
        page.locator("#part-a").fill("Kami undang Bapak dan Ibu.")
    saved(page)

    assert texts(session) == ["Kami undang Bapak dan Ibu."]


def test_more_words_than_asked_for_are_said_while_they_are_typed(start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting))
    said = page.locator("[data-part=b] [data-words]")

    page.locator("#part-b").fill("kata - " * 90)
    expect(said).to_have_text("90 kata")
    page.locator("#part-b").press_sequentially(" dan lagi")

    expect(said).to_have_text("92 kata · 2 lebih banyak dari yang diminta")


def test_a_text_over_the_limit_is_said_to_be_unsaved_and_stays(session, start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting))

    page.locator("#part-a").fill("a" * 100_001)
    expect(state(page)).to_have_text("Tidak tersimpan")
    expect(page.locator("[data-part=a] [data-words]")).to_contain_text(
        "100.001 dari 100.000 karakter: mohon dipersingkat"
    )
    expect(page.locator("[data-trouble]")).to_contain_text(
        "a) Letter (id): Jawaban ini lebih dari 100.000 karakter"
    )
    page.locator("#part-a").fill("a" * 99_999 + "👍")
    saved(page)

    expect(page.locator("[data-trouble]")).to_be_empty()
    assert [len(text) for text in texts(session)] == [100_000]


def test_a_page_too_large_to_be_read_says_so_and_leaves_what_was_saved(session, start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting), java_script_enabled=False)
    page.locator("#part-a").fill("Surat.")
    page.locator("main .btn-primary").first.click()
    page.goto(letter_of(sitting))

    # Made in the browser, and never drawn: twelve million letters take a busy machine too long.
    page.locator("#part-a").evaluate(
        """(box, letters) => {
            const field = Object.assign(document.createElement('input'), {type: 'hidden', name: box.name});
            field.value = 'a'.repeat(letters);
            box.replaceWith(field);
        }""",
        ORDINARY + 1,
    )
    page.locator("main .btn-primary").first.click()

    expect(page.locator("main")).to_contain_text("terlalu besar untuk disimpan")
    page.goto(letter_of(sitting))
    expect(page.locator("#part-a")).to_have_value("Surat.")
    assert texts(session) == ["Surat."]


def test_a_character_that_cannot_be_kept_is_replaced_before_the_eyes(session, start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting))

    page.evaluate(
        """() => {
          const box = document.getElementById('part-a');
          box.value = 'a\\ud83db';
          box.dispatchEvent(new Event('input', {bubbles: true}));
        }"""
    )
    saved(page)

    expect(page.locator("#part-a")).to_have_value("a�b")
    assert texts(session) == ["a�b"]


def test_when_time_is_over_the_last_words_are_sent_and_the_page_leads_on(session, start_session):
    sitting = SittingFactory(closes_in=timedelta(seconds=4))
    session.commit()
    page = start_session(sitting.application, letter_of(sitting))
    expect(page.locator("[data-clock]")).to_contain_text("Menit terakhir: 00:0")

    page.locator("#part-a").press_sequentially("sampai detik terakhir")
    page.wait_for_url("**/candidate")

    expect(page.get_by_role("heading", name="Semua bagian selesai")).to_be_visible()
    assert texts(session, late=False)[-1] == "sampai detik terakhir"


def test_what_comes_after_the_grace_is_kept_as_late_and_told(session, start_session):
    sitting = SittingFactory(closes_in=timedelta(seconds=6))
    session.commit()
    page = start_session(sitting.application, letter_of(sitting))
    page.route("**/answers/**", lambda route: route.abort())
    page.locator("#part-a").fill("tertahan di jalan")
    expect(page.locator("[data-clock]")).to_have_text("Waktu habis")
    expect(page.locator("#part-a")).not_to_be_editable()

    begun = sitting.sections[0]
    begun.started_at -= timedelta(minutes=10)
    begun.closes_at -= timedelta(minutes=10)
    session.commit()
    page.unroute("**/answers/**")
    page.evaluate("dispatchEvent(new Event('online'))")

    expect(page.locator("[data-trouble]")).to_contain_text("Waktu sudah habis")
    expect(page.locator("#part-a")).to_have_value("tertahan di jalan")
    assert texts(session, late=True) == ["tertahan di jalan"]


def test_the_clock_of_the_device_is_never_asked(start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting))
    page.evaluate("() => { const there = Date.now() + 3 * 86400e3; Date.now = () => there; }")
    before = page.locator("[data-clock]").text_content()
    expect(page.locator("[data-clock]")).not_to_have_text(before)
    after = page.locator("[data-clock]").text_content()

    assert (before.endswith("tersisa"), after.endswith("tersisa")) == (True, True)
    assert 0 < _seconds(after) < _seconds(before)


def _seconds(text):
    minutes, seconds = text.split()[0].split(":")
    return int(minutes) * 60 + int(seconds)


def test_minutes_that_matter_are_said_aloud_once(session, start_session):
    sitting = SittingFactory(closes_in=timedelta(minutes=11))
    session.commit()
    page = start_session(sitting.application)
    page.route("**/clock/**", lambda route: route.abort())  # whose clock has not jumped, and who would say so
    page.clock.install()
    page.goto(letter_of(sitting))

    page.clock.fast_forward("01:05")

    expect(page.locator("[data-said]")).to_have_text("Waktu bagian ini tersisa 10 menit.")
    expect(page.locator("[data-clock]")).to_contain_text("Menit terakhir: 09:")
    page.clock.fast_forward("05:00")
    expect(page.locator("[data-said]")).to_have_text("Waktu bagian ini tersisa 5 menit.")
    page.clock.fast_forward("04:00")
    expect(page.locator("[data-said]")).to_contain_text("Waktu bagian ini tersisa 1 menit.")


def test_a_button_that_leads_on_waits_until_everything_is_saved(session, start_session, sitting):
    page = start_session(sitting.application, letter_of(sitting))
    page.route("**/answers/**", lambda route: (time.sleep(0.5), route.continue_()))

    page.locator("#part-a").press_sequentially("lalu berikutnya")
    page.get_by_role("button", name="Simpan, tugas berikutnya").click()

    expect(page.get_by_role("heading", level=1, name="Angry group (id)")).to_be_visible()
    assert texts(session) == ["lalu berikutnya"]


def test_a_table_grows_and_shrinks_and_its_sum_follows(session, start_session, shipped):
    application = ApplicationFactory(opening=shipped, consented=True)
    sitting = SittingFactory(application=application)
    budget = sitting.assessment_version.sections[0].tasks[1]
    session.commit()
    page = start_session(application, f"/candidate/tasks/{budget.public_id}")
    table = page.locator("[data-part=budget]")
    expect(table.locator("[data-sum]")).to_have_text("64.850.000")
    expect(table.locator("[data-row]")).to_have_count(9)

    table.get_by_label("Rp, baris 3").fill("Rp 7.200.000")
    expect(table.locator("[data-sum]")).to_have_text("68.450.000")
    table.get_by_role("button", name="Hapus baris 1", exact=True).click()
    expect(table.locator("[data-row]")).to_have_count(8)
    expect(table.locator("[data-sum]")).to_have_text("27.200.000")
    table.get_by_role("button", name="Tambah baris").click()
    table.get_by_label("Pos, baris 9").fill("Cadangan")
    table.get_by_label("Rp, baris 9").fill("sepuluh")
    expect(table.locator("[data-unread]")).to_have_text("Bukan angka pada baris: 9")
    saved(page, "budget")

    assert [row["item"] for row in values(session)[-1]["rows"]][-2:] == ["Spanduk", "Cadangan"]
    page.reload()
    expect(table.get_by_label("Pos, baris 8")).to_have_value("Cadangan")


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_a_cell_of_words_shows_all_that_stands_in_it_and_stays_one_line(
    session, start_session, shipped, viewport
):
    application = ApplicationFactory(opening=shipped, consented=True)
    sitting = SittingFactory(application=application)
    budget = sitting.assessment_version.sections[0].tasks[1]
    session.commit()
    page = start_session(application, f"/candidate/tasks/{budget.public_id}")
    page.set_viewport_size(viewport)
    cell = page.locator("[data-part=budget]").get_by_label("Pos, baris 1")

    cell.fill("Paket sembako untuk keluarga\nyang rumahnya terendam, tanpa mi instan")
    cell.press("End")
    cell.press("Enter")
    cell.press_sequentially("!")
    hidden = cell.evaluate("cell => cell.scrollHeight - cell.clientHeight")
    saved(page, "budget")

    assert hidden <= 0
    assert values(session)[-1]["rows"][0]["item"] == (
        "Paket sembako untuk keluarga yang rumahnya terendam, tanpa mi instan!"
    )


def test_the_two_ends_of_a_choice_cannot_lie_on_the_same_option(session, start_session, shipped):
    application = ApplicationFactory(opening=shipped, consented=True)
    sitting = SittingFactory(application=application)
    group = sitting.assessment_version.sections[1].tasks[0]
    session.commit()
    page = start_session(application, f"/candidate/tasks/{group.public_id}")

    page.locator("#part-reaction-least-C").check()
    page.locator("#part-reaction-most-C").check()
    saved(page, "reaction")

    assert values(session)[-1] == {"most": "C"}


def test_the_material_is_reachable_while_writing(session, start_session, shipped):
    application = ApplicationFactory(opening=shipped, consented=True)
    sitting = SittingFactory(application=application)
    session.commit()
    page = start_session(application, letter_of(sitting))
    page.locator("#part-letter").fill("Ibu Lastri")

    page.get_by_role("button", name="Bahan").click()
    sheet = page.get_by_role("dialog", name="Bahan")
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("58 dBA")
    page.keyboard.press("Escape")

    expect(sheet).to_be_hidden()
    expect(page.locator("#part-letter")).to_have_value("Ibu Lastri")


def test_a_whole_way_on_a_phone_without_scripts(session, start_session, shipped):
    application = ApplicationFactory(opening=shipped, facts_at=clock.now(), referees_at=clock.now())
    session.commit()
    page = start_session(application, java_script_enabled=False)
    primary = page.locator("main .btn-primary")

    primary.click()
    for box in page.locator("input[type=checkbox]").all():
        box.check()
    primary.click()
    primary.click()
    page.get_by_role("link", name="Coba tugas latihan").click()
    page.locator("#part-reply").fill("Mulai Senin, Bu.")
    primary.click()
    page.get_by_role("link", name="Ke bagian pertama").click()
    primary.click()
    page.locator("#part-letter").fill("Ibu Lastri yang terhormat,")
    primary.click()
    page.locator("#part-budget-9-item").fill("Cadangan")
    primary.click()
    page.get_by_role("link", name="Selesaikan bagian 1").click()
    primary.click()
    primary.click()
    primary.click()
    page.locator("#part-reaction-most-C").check()
    page.locator("#part-reaction-least-A").check()
    primary.click()
    page.locator("#part-decisions-N1-A").check()
    page.get_by_role("button", name="Putuskan dan lanjutkan").click()
    page.locator("#part-decisions-N2-A").check()
    page.get_by_role("button", name="Putuskan dan lanjutkan").click()
    page.locator("#part-decisions-N3-A").check()
    page.get_by_role("button", name="Putuskan dan lanjutkan").click()
    expect(page.locator(".story-end")).to_be_visible()
    primary.click()
    page.get_by_role("link", name="Serahkan …").click()
    expect(page.locator(".notice-warning li")).to_have_count(3)
    primary.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("T-")
    expect(page.locator("li > .hash")).to_have_count(4)


#: Tables of the material whose last column one would have to find by scrolling sideways.
CUT_OFF = """() => [...document.querySelectorAll('.prose-scroll')]
  .filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.textContent.slice(0, 40))"""


@pytest.mark.parametrize(("locale", "scheme"), [("id", "light"), ("en", "dark")])
def test_every_page_of_the_candidate_is_accessible(session, start_session, shipped, locale, scheme):
    version = shipped.assessment_version
    new = ApplicationFactory(opening=shipped, locale=locale)
    ready = ApplicationFactory(opening=shipped, locale=locale, consented=True)
    at_work = ApplicationFactory(opening=shipped, locale=locale, consented=True)
    SittingFactory(application=at_work)
    done = ApplicationFactory(opening=shipped, locale=locale, consented=True)
    SittingFactory(application=done, handed_in=True)
    session.commit()
    tasks = [task.public_id for section in version.sections for task in section.tasks]
    user_sessions = {
        new: ["", "/consent", "/no-consent", "/withdraw", "/status"],
        ready: ["/how-it-works", "/practice", f"/sections/{version.sections[0].public_id}", "/consent"],
        at_work: ["", "/overview", f"/sections/{version.sections[0].public_id}/finish", "/hand-in"]
        + [f"/tasks/{task}" for task in tasks],
        done: ["/receipt", "/status", f"/tasks/{tasks[0]}"],
    }
    found = {}
    for application, addresses in user_sessions.items():
        page = start_session(application, color_scheme=scheme)
        for address in addresses:
            page.goto(f"/candidate{address}")
            if problems := faults(page):
                found[address] = problems
            assert page_width(page) <= PHONE["width"], address
            assert page.evaluate(CUT_OFF) == [], address

    assert found == {}


@pytest.mark.parametrize("locale", ["id", "en"])
def test_no_button_moves_away_while_an_answer_is_being_saved(session, start_session, locale):
    """Leaving a field saves it: what is said of that changes while the finger is on the button."""
    sitting = SittingFactory(application__locale=locale)
    session.commit()
    page = start_session(sitting.application, letter_of(sitting))
    page.locator("#part-a").fill("Ibu Lastri yang terhormat, " * 30)
    expect(state(page)).to_contain_text("✓")
    words = page.evaluate("JSON.parse(document.querySelector('#sitting-words').textContent)")
    said = [words["dirty"], words["saving"], words["refused"], words["late"], state(page).text_content()]
    moved = {}

    for width in (320, 360, 412, 600, 768, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found = places(page, "[data-save-state]", said, ".task-buttons .btn-primary")
        if len(found) > 1:
            moved[width] = found

    assert moved == {}
