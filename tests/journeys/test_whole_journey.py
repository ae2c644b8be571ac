"""One person hired, from the empty rubric to the PDF in the manager's hands, in a real browser."""

import re
import subprocess
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from hiring import clock
from hiring.banks.reading import read_bank
from hiring.db import db
from hiring.demo.people import MANAGER, REVIEWERS
from hiring.jobs.models import Job
from hiring.paths import QUESTION_BANKS
from hiring.scoring.models import Review
from hiring.scoring.rules import UNDO_FOR
from tests.browsing import DESK, PHONE
from tests.journeys.browser import Person
from tests.journeys.conftest import Place, text_of
from tests.journeys.first_day import first_day
from tests.postgres import on_postgresql

pytestmark = pytest.mark.journey

CANDIDATE = ("Siti Rahmawati", "siti.rahmawati@surel.example")
CANDIDATES = (CANDIDATE, ("Bayu Saputra", "bayu.saputra@surel.example"))
REFEREES = (
    ("Harun Alfian", "harun@mitra.example", "PT Mitra Rawa"),
    ("Suminah", "suminah@desa.example", "PKK Desa Karang"),
)


def referees_of(candidate: tuple[str, str]) -> Sequence[tuple[str, str, str]]:
    """Return whom a candidate names: the first candidate's referees answer, those of the other do not."""
    if candidate == CANDIDATE:
        return REFEREES
    return [(name, f"tetangga.{email}", organisation) for name, email, organisation in REFEREES]


def test_somebody_is_hired_in_indonesian_candidate_on_a_phone(set_up, tmp_path):
    place = set_up("id", PHONE)
    hr = first_day(place, tmp_path)
    assessment = new_assessment(hr, new_rubric_version(hr))
    hire_somebody(place, hr, assessment, tmp_path, answers=3)


@on_postgresql
@pytest.mark.usefixtures("programs_of_postgres")
def test_somebody_is_hired_in_english_at_a_desk_on_postgresql(set_up, tmp_path):
    place = set_up("en", DESK)
    hr = first_day(place, tmp_path)
    hire_somebody(place, hr, suggested_assessment(hr), tmp_path, answers=4)


def hire_somebody(place: Place, hr: Person, assessment: str, folder: Path, *, answers: int) -> None:
    """Walk from an assessment to the letter, everybody at their own browser.

    `answers`: how many of each candidate people read.
    """
    opening = new_opening(hr, assessment)
    invite(hr, opening, folder)
    for candidate in CANDIDATES:
        take_part(place, candidate)
    for reviewer in REVIEWERS[:2]:
        mark_everything(place.staff(reviewer.email), answers * len(CANDIDATES))
    the_minute_of_undo_passes(place)
    for referee in REFEREES:
        give_reference(place, referee)
    close(hr, opening)
    decide_and_download(place, opening, folder)
    tell(hr, opening)
    letter = place.mail_to(CANDIDATE[1], GOOD_NEWS[place.locale])
    assert CANDIDATE[0] in text_of(letter)


def take_part(place: Place, candidate: tuple[str, str]) -> None:
    """Go the whole way of a candidate, from the link in the mail to the receipt by mail."""
    person = start_session(place, candidate)
    prepare(person, referees_of(candidate))
    sit(person)
    receipt = text_of(place.mail_to(candidate[1], "T-"))
    person.reads(re.search(r"T-[A-Z0-9-]+", receipt)[0])


def new_rubric_version(hr: Person) -> str:
    """Start a version from the bank's, spoil a weight, see what blocks, mend it, publish."""
    hr.goes_to("/rubrics")
    hr.presses(".versions a")
    hr.presses("form[action$='/new-version'] button")
    address = hr.page.url
    weight = hr.page.locator("input[name*=weight]").first
    before = weight.input_value()
    weight.fill("1")
    hr.sends("/edit")
    expect(hr.page.locator("main")).to_contain_text("71")
    hr.page.locator("input[name*=weight]").first.fill(before)
    hr.sends("/edit")
    hr.goes_to(address.replace("/edit", "/publish"))
    hr.sends("/publish")
    return hr.page.url.rsplit("/", 1)[1]


def suggested_assessment(hr: Person) -> str:
    """Publish the draft that came with the question bank, as it is."""
    hr.goes_to("/assessments")
    hr.presses(".versions a")
    hr.goes_to(hr.page.url.replace("/edit", "/publish"))
    hr.sends("/publish")
    return hr.page.url.rsplit("/", 1)[1]


def new_assessment(hr: Person, rubric: str) -> str:
    """Put the letter, the scenario and the budget into two sections, publish."""
    hr.goes_to("/assessments/new")
    hr.page.fill("#title_id", "Asesmen uji")
    hr.page.fill("#title_en", "Trial assessment")
    hr.page.select_option("#rubric", rubric)
    hr.sends("/new")
    edit, locale = hr.page.url, hr.page.get_attribute("html", "lang")
    for titles, minutes, tasks in (
        (("Menulis", "Writing"), "40", ("T01",)),
        (("Situasi", "Situations"), "60", ("T04", "T07", "T02")),
    ):
        hr.goes_to(edit)
        hr.presses("#add-section")
        section = hr.page.locator("section.section").last
        for field, title in zip(section.locator("input[type=text]").all(), titles, strict=False):
            field.fill(title)
        section.locator("input.minutes").fill(minutes)
        hr.presses("section.section:last-of-type button[name=step][value^='choose:']")
        for code in tasks:
            hr.page.locator("main label", has_text=TITLES[code][locale]).first.click()
        hr.sends("/tasks")
    hr.goes_to(edit)
    beyond = "button[name=step][value^='notes:']"
    for _ in range(hr.page.locator(beyond).count()):
        hr.presses(beyond)
    hr.goes_to(edit.replace("/edit", "/publish"))
    hr.sends("/publish")
    return hr.page.url.rsplit("/", 1)[1]


TITLES = {
    "T01": {"id": "Surat kepada kepala desa", "en": "Letter to the village head"},
    "T02": {"id": "Anggaran kegiatan", "en": "Flood-relief event budget"},
    "T04": {"id": "Grup WhatsApp", "en": "angry WhatsApp group"},
    "T07": {"id": "Vendor membatalkan", "en": "vendor cancels"},
}


def new_opening(hr: Person, assessment: str) -> str:
    """Describe the job, choose people, open it."""
    hr.goes_to("/openings/new")
    hr.page.fill("#title_id", "Community Officer, Cilegon")
    hr.page.fill("#title_en", "Community Officer, Cilegon")
    hr.sends("/new")
    opening = re.search(r"/openings/([\w-]{20,})", hr.page.url)[1]
    hr.goes_to(f"/openings/{opening}/edit")
    hr.page.fill("#place", "Cilegon")
    hr.page.fill("#description_id", "Menjembatani pabrik dan warga.")
    hr.page.fill("#description_en", "Between plant and residents.")
    hr.page.locator("input[name=assessment]").first.check()
    hr.page.fill("#closes_on", (clock.now() + timedelta(days=5)).date().isoformat())
    hr.sends("/edit")
    hr.goes_to(f"/openings/{opening}/people")
    for box in hr.page.locator("input[name=reviewers], input[name=hiring_managers]").all():
        box.check()
    hr.sends("/people")
    hr.goes_to(f"/openings/{opening}/open")
    hr.sends("/open")
    return opening


def invite(hr: Person, opening: str, folder: Path) -> None:
    """Choose a table with everybody, see who would get a mail, send it, and find them in the list."""
    table = folder / "candidates.csv"
    rows = "".join(f"{name},{email}\n" for name, email in CANDIDATES)
    table.write_text(f"name,email\n{rows}", "utf-8")
    hr.goes_to(f"/openings/{opening}/invite?way=table")
    hr.page.set_input_files("#table", table)
    hr.page.select_option("#locale", hr.page.get_attribute("html", "lang"))
    hr.sends("/preview")
    hr.sends("/invite")
    hr.goes_to(f"/openings/{opening}")
    hr.reads(*(name for name, _ in CANDIDATES))


def start_session(place: Place, invited: tuple[str, str]) -> Person:
    """Follow the link of the mail; looking at it changes nothing, pressing the button lets one in."""
    link = re.search(r"https?://\S+/i/\S+", text_of(place.mail_to(invited[1], "/i/")))[0]
    candidate = place.person()
    candidate.goes_to(link)
    candidate.goes_to(link)
    candidate.sends()
    assert candidate.page.url.endswith("/candidate")
    assert candidate.page.get_attribute("html", "lang") == place.locale
    return candidate


def prepare(candidate: Person, referees: Sequence[tuple[str, str, str]]) -> None:
    """Consent, facts, referees, practice."""
    page = candidate.page
    candidate.goes_to("/candidate/consent")
    assert page.locator("main input[type=checkbox]:checked").count() == 0
    for box in page.locator("main form input[type=checkbox]").all():
        box.check()
    candidate.sends("/consent")
    candidate.goes_to("/candidate/facts")
    page.fill("#education", "S1 Komunikasi")
    page.fill("#experience", "Enam tahun mendampingi warga. <script>alert(1)</script>")
    for name, value in (
        ("title", "Koordinator"),
        ("organisation", "PT Mitra Rawa"),
        ("start", "2019"),
        ("end", "2026"),
    ):
        page.fill(f"#posts-0-{name}", value)
    page.fill("#links-0", "https://portofolio.example/siti")
    candidate.sends("/facts")
    candidate.goes_to("/candidate/referees")
    for number, (name, email, organisation) in enumerate(referees):
        page.fill(f"#people-{number}-name", name)
        page.fill(f"#people-{number}-email", email)
        page.fill(f"#people-{number}-organisation", organisation)
        page.select_option(f"#people-{number}-relationship", ("line_manager", "partner")[number])
        page.select_option(f"#people-{number}-locale", page.get_attribute("html", "lang"))
    candidate.sends("/referees")
    candidate.goes_to("/candidate/how-it-works")
    candidate.goes_to("/candidate/practice")
    page.fill("#part-reply", "Terima kasih, saya datang.")
    candidate.sends("/practice")


def sit(candidate: Person) -> None:
    """Follow the main button of every page until everything is handed in."""
    page = candidate.page
    candidate.goes_to("/candidate")
    been = []
    for _ in range(40):
        been.append(page.url.split("/candidate", 1)[1][:24])
        path = page.url.split("/candidate", 1)[1]
        if path.startswith("/receipt"):
            return
        if path.startswith("/tasks"):
            answer(candidate)
        elif page.locator("main form button.btn-primary").count():
            candidate.presses("main form button.btn-primary")
        elif path.startswith("/overview"):
            candidate.presses("main a[href$='/finish'], main a[href$='/hand-in']")
        else:
            candidate.presses("main a.btn-primary")
    raise AssertionError(f"the journey goes in circles: {been}")


def answer(candidate: Person) -> None:
    """Answer every part of the task on the page, wait until each says that it is saved, go on."""
    page = candidate.page
    for text in page.locator("section.part[data-kind=long_text] textarea").all():
        text.fill(LETTER)
    for table in page.locator("section.part[data-kind=table]").all():
        table.locator("input:not([type=hidden]), textarea").first.fill("Paket sembako (250)")
    for most in page.locator("section.part input[name$='.most'][value=C]").all():
        most.check()
    for least in page.locator("section.part input[name$='.least'][value=A]").all():
        least.check()
    for without in page.locator("section.part[data-kind=aids_declaration] input[value=no]").all():
        without.check()
    while page.locator("section.part[data-kind=branching] input[type=radio]:not(:disabled)").count():
        page.locator("section.part[data-kind=branching] input[type=radio]:not(:disabled)").first.check()
        candidate.presses("section.part[data-kind=branching] button[type=submit]")
    for state in page.locator("[data-save-state]").all():
        expect(state).to_contain_text("✓")
    candidate.presses("button[name=then][value=next], button[name=then][value=overview]")


LETTER = (
    "Terima kasih atas surat Ibu tanggal 3 November. Pengukuran 28 Oktober menunjukkan 58 dBA, di atas batas "
    "kami 55 dBA. Peredam dijadwalkan tiba 24 November. <img src=x onerror=alert(1)>"
)


def rate_calibration_answers(reviewer: Person) -> None:
    """Give what the expert gave, until the task may be marked; go back to the queue."""
    page = reviewer.page
    form, title = "form[action^='/calibration/']", page.locator("h1").inner_text().partition(": ")[2]
    tasks = read_bank(QUESTION_BANKS / "community-officer").tasks
    (expert,) = (each.calibration for each in tasks if title in {each.title.id, each.title.en})
    while page.locator(form).count():
        answer = expert[int(page.input_value(f"{form} [name=number]")) - 1]
        for levels in page.locator(f"{form} fieldset").all():
            code = levels.get_attribute("id")
            page.locator(f"#{code}-level-{answer.levels[code]}").check()
        reviewer.presses(f"{form} button[type=submit]")
    reviewer.presses("main a.btn-primary[href='/reviews']")


def mark_everything(reviewer: Person, answers: int) -> None:
    """Give every answer in the queue a level, a reason and evidence; lock each."""
    page = reviewer.page
    reviewer.goes_to("/reviews")
    marked = 0
    while page.locator("main a.btn-primary[href^='/reviews/']").count():
        reviewer.presses("main a.btn-primary[href^='/reviews/']")
        if "/calibration/" in page.url:
            rate_calibration_answers(reviewer)
            continue
        while page.locator("form[action$='/lock']").count():
            assert "Rahmawati" not in page.content()
            for place, panel in enumerate(page.locator("textarea[name$=-reason]").all()):
                code = panel.get_attribute("name").removesuffix("-reason")
                page.evaluate(
                    "id => document.getElementById(id).closest('details')?.setAttribute('open', '')",
                    f"{code}-reason",
                )
                page.locator(f"#{code}-level-{4 - place % 2}").check()
                panel.fill("Fakta benar dan langkah lanjut jelas.")
            marked += 1
            reviewer.presses("form[action$='/lock'] button.btn-primary")
        reviewer.goes_to("/reviews")
    assert marked == answers


def the_minute_of_undo_passes(place: Place) -> None:
    """Have every lock be a minute older than it is, instead of sitting out the minute."""
    with place.system.app.app_context():
        db.session.execute(update(Review).values(locked_at=clock.now() - UNDO_FOR))
        db.session.execute(update(Job).where(Job.kind == "scoring.settle").values(run_after=clock.now()))
        db.session.commit()
        db.session.remove()


def give_reference(place: Place, referee: tuple[str, str, str]) -> None:
    """Come in by the mail, agree, answer every page, send."""
    link = re.search(r"https?://\S+/r/\S+", text_of(place.mail_to(referee[1], "/r/")))[0]
    person = place.person()
    person.goes_to(link)
    person.presses("form[action$='/begin'] button")
    page = person.page
    for _ in range(20):
        if page.url.endswith("/reference/review"):
            break
        fill_in(person)
        person.sends()
    person.sends("/send")
    expect(page.locator("h1")).to_be_visible()
    assert page.url.endswith("/reference/thanks")


def fill_in(person: Person) -> None:
    """Answer whatever this page of the form asks."""
    page = person.page
    for box in page.locator("main form:first-of-type input[type=checkbox]").all():
        if (box.get_attribute("name") or "").endswith("R0a"):
            box.check()
    names = {radio.get_attribute("name") for radio in page.locator("main input[type=radio]").all()}
    for name in sorted(names):
        radios = page.locator(f"main input[type=radio][name='{name}']")
        wanted = page.locator(f"main input[type=radio][name='{name}'][value='4']")
        no = page.locator(f"main input[type=radio][name='{name}'][value='no']")
        (wanted if wanted.count() else no if no.count() else radios).first.check()
    for choice in page.locator("main select").all():
        choice.select_option(index=2)
    for text in page.locator(
        "main textarea:visible, main input[type=text]:visible, main input[type=number]:visible"
    ).all():
        name = text.get_attribute("name") or ""
        text.fill(
            "2021"
            if "from-year" in name
            else "2024"
            if "to-year" in name
            else _words(text.get_attribute("inputmode") or text.get_attribute("type"))
        )


def _words(kind: str | None) -> str:
    return (
        "70"
        if kind in {"number", "numeric", "decimal"}
        else " ".join(["Ia mendatangi keluarga satu per satu sebelum rapat desa."] * 5)
    )


#: Words of the letter with an offer; the candidate's language is the one the staff of the journey speak.
GOOD_NEWS = {"id": "ingin menawarkan posisi ini", "en": "would like to offer you this position"}


def tell(hr: Person, opening: str) -> None:
    """Read the letter with the offer and send it to whoever waits for it."""
    hr.goes_to(f"/openings/{opening}/letters")
    hr.presses("main a[href$='/letters/offer']")
    hr.presses("main form[action$='/letters/offer'] button")
    hr.presses("main form[action$='/letters/offer'] button")


def close(hr: Person, opening: str) -> None:
    """Take no more candidates: this opening decides only after its end."""
    hr.goes_to(f"/openings/{opening}/close")
    hr.presses("main form[action$='/close'] button")


def decide_and_download(place: Place, opening: str, folder: Path) -> None:
    """Compare, decide with a reason, issue the report, read its PDF, verify it without signing in."""
    manager = place.staff(MANAGER.email)
    page = manager.page
    for _ in range(90):
        manager.goes_to(f"/openings/{opening}/shortlist")
        if page.locator("main tbody input[name=who]").count() == len(CANDIDATES):
            break
        page.wait_for_timeout(1000)
    for box in page.locator("main tbody input[name=who]").all():
        box.check()
    manager.presses("main .bulk button")
    assert "/compare" in page.url
    manager.presses("main p a:has-text('Rahmawati')")
    assert CANDIDATE[0] in page.locator("main").inner_text()
    page.check("input[name=outcome][value=offer]")
    page.fill("textarea[name=reason]", "Bukti konsisten dari dua penilai, dua referensi mengukuhkan.")
    manager.presses("form[action$='/decision'] button[type=submit]")
    manager.presses("form[action$='/reports'] button[type=submit]")
    button = page.locator("form[action$='.pdf'] button")
    expect(button.first).to_be_visible(timeout=90_000)
    with page.expect_download() as download:
        button.first.click()
    pdf = folder / "report.pdf"
    download.value.save_as(pdf)
    text = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "58 dBA" in text
    assert "<img src=x onerror=alert(1)>" in " ".join(text.split())
    code = re.search(r"HR-[A-Z0-9]{4}-[A-Z0-9]{4}", text)[0]
    stranger = place.person()
    stranger.goes_to(f"/verify/{code}")
    assert code in stranger.page.locator("main").inner_text()
    assert "Rahmawati" not in stranger.page.content()
