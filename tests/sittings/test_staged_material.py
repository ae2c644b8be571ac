"""Material that comes while a candidate writes: at its minute, on every device, and never before."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from hiring import clock
from hiring.accounts.rules import Audience
from hiring.banks.candidate_view import candidate_view
from hiring.banks.documents import task_from_json
from hiring.sittings.models import SectionClock, TaskStart
from tests.browsing import faults, page_width
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import BankItemFactory, scenario, staged
from tests.factories.openings import OpeningFactory
from tests.factories.sittings import SittingFactory
from tests.people import sign_in
from tests.postgres import on_both

SECOND = "Second message (id)"
TEXT = "The road is closed. (id)"


@pytest.fixture
def opening(session):
    item = BankItemFactory(content=staged() | {"minutes": 12})
    version = AssessmentVersionFactory(sections=[[item, scenario(bank=item.bank)]])
    return OpeningFactory(assessment_version=version)


@pytest.fixture
def work(at_work, opening):
    """A candidate who begins a section of thirty minutes with a task of twelve."""
    return at_work(application__opening=opening)


def shown(work, minutes):
    """Return the page of the task so many minutes after the section was begun."""
    with clock.held_at(work.sitting.sections[0].started_at + timedelta(minutes=minutes, seconds=1)):
        return work.client.get(work.page()).text


@on_both
def test_a_second_message_comes_five_minutes_after_the_task_was_opened_and_stays(work):
    assert (SECOND in shown(work, 3), TEXT in shown(work, 7)) == (False, False)

    page = shown(work, 8)

    assert (SECOND in page, TEXT in page, "Setelah 5 menit" in page) == (True, True, True)
    assert TEXT in shown(work, 20)


def test_whoever_opens_the_task_late_still_sees_everything_before_the_section_ends(work):
    assert TEXT not in shown(work, 22)
    assert TEXT in shown(work, 23)


def test_the_page_says_when_more_comes_and_what_to_do_without_scripts(work):
    page = shown(work, 0)

    assert re.search(r"Bahan berikutnya datang pukul \d\d\.\d\d", page)
    assert "Setelah itu tekan “Simpan” untuk melihatnya." in page
    assert "Bahan berikutnya" not in shown(work, 5)


def test_a_saved_page_brings_it_too(work):
    shown(work, 0)
    with clock.held_at(work.sitting.sections[0].started_at + timedelta(minutes=6)):
        work.send(part__a="Surat.")
        assert TEXT in work.client.get(work.page()).text


def test_a_second_look_does_not_start_the_task_again(session, work):
    for minute in (1, 4, 7):
        shown(work, minute)

    [start] = session.query(TaskStart).all()
    assert start.second == 61


def test_minutes_during_which_the_section_stood_closed_are_not_counted(session, work):
    shown(work, 0)
    running = session.query(SectionClock).one()
    running.away_seconds, running.closes_at = 3600, running.closes_at + timedelta(hours=1)
    session.commit()

    assert TEXT not in shown(work, 64)
    assert TEXT in shown(work, 65)


def test_more_minutes_take_nothing_back_that_was_shown(session, work):
    shown(work, 25)
    session.query(SectionClock).one().closes_at += timedelta(minutes=30)
    session.commit()

    assert TEXT in shown(work, 27)


def test_when_the_section_is_over_everything_is_there_to_read(work):
    shown(work, 0)

    assert TEXT in shown(work, 31)


def test_staff_see_all_of_it_with_its_minute():
    whole = candidate_view(task_from_json(staged()))

    assert [each.after_minutes for each in whole.materials] == [None, 5]
    assert whole.next_material_in is None


@pytest.mark.journey
@pytest.mark.parametrize("locale", ["id", "en"])
def test_it_comes_by_itself_beside_what_is_being_written(app, session, window, opening, locale):
    ten_minutes_ago = {"closes_in": timedelta(minutes=20)}
    sitting = SittingFactory(application__opening=opening, application__locale=locale, **ten_minutes_ago)
    task = sitting.assessment_version.sections[0].tasks[0]
    session.add(TaskStart(sitting_id=sitting.id, item_id=task.item_id, second=600 - 300 + 4))
    session.commit()
    cookie = sign_in(app, session, sitting.application, Audience.CANDIDATE).get_cookie("hiring")
    page = window(cookie=cookie)
    page.goto(f"/candidate/tasks/{task.public_id}")
    expect(page.locator(".material")).to_have_count(1)
    page.evaluate("const now = Date.now; Date.now = () => now() - 3_600_000")  # somebody sets the clock back
    page.locator("#part-a").press_sequentially("Yang terhormat")

    said = {"id": "Ada bahan baru: Second message (id)", "en": "New material has come: Second message (en)"}
    expect(page.locator("[data-came]")).to_have_text(said[locale])

    expect(page.locator("#part-a")).to_have_value("Yang terhormat")
    expect(page.locator("#materials .material")).to_have_count(2)
    assert (faults(page), page_width(page)) == ([], 360)
    page.locator("[data-came] a").click()
    expect(page.locator("#material-second")).to_be_in_viewport()
    page.get_by_role("button", name={"id": "Bahan", "en": "Material"}[locale], exact=True).click()
    expect(page.locator("#materials-sheet")).to_contain_text("The road is closed.")
