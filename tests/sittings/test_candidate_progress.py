"""The candidate's way: where am I, what is done, what is left, what comes next."""

import re
from datetime import timedelta

import pytest

from hiring import clock
from hiring.accounts.rules import Audience
from hiring.banks.documents import as_json
from hiring.db import Base
from hiring.fingerprints import in_groups
from hiring.sittings import queries
from hiring.sittings.rules import (
    JourneyStep,
    Progress,
    SectionState,
    Step,
    StepState,
    journey_steps,
    may_hand_in,
)
from tests.banks.tasks import NEGOTIATION
from tests.factories.banks import BankItemFactory, letter
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.sittings import AnswerRevisionFactory, SittingFactory
from tests.sittings.one_part import opening_with
from tests.sittings.test_sections import begin, finish, two_sections


@pytest.fixture
def start_session(signed_in):
    return lambda application: signed_in(application, Audience.CANDIDATE)


def primary(page):
    """Return where the one primary button of a page leads."""
    found = re.findall(r'<a class="btn btn-primary" href="([^"]+)"', page)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("done", "goal"),
    [
        ([], "/candidate/consent"),
        (["consented_at"], "/candidate/facts"),
        (["consented_at", "facts_at"], "/candidate/referees"),
        (["consented_at", "facts_at", "referees_at"], "/candidate/how-it-works"),
    ],
    ids=["consent", "facts", "referees", "practice"],
)
def test_home_leads_step_by_step(start_session, done, goal):
    application = ApplicationFactory(**{name: clock.now() for name in done})

    assert primary(start_session(application).get("/candidate").text) == goal


def test_referees_are_skipped_where_none_are_wanted(start_session):
    application = ApplicationFactory(
        opening__references_wanted=0, consented_at=clock.now(), facts_at=clock.now()
    )

    page = start_session(application).get("/candidate").text

    assert primary(page) == "/candidate/how-it-works"
    assert "/candidate/referees" not in page


def test_home_leads_back_to_the_running_section(start_session):
    sitting = SittingFactory()
    place = sitting.assessment_version.sections[0].tasks[0]

    page = start_session(sitting.application).get("/candidate").text

    assert primary(page) == f"/candidate/tasks/{place.public_id}"
    assert "Bagian 1 sedang berjalan" in page


def test_home_leads_to_handing_in_when_time_is_over(start_session):
    sitting = SittingFactory(closes_in=timedelta(seconds=-10))

    assert primary(start_session(sitting.application).get("/candidate").text) == "/candidate/overview"


def test_home_after_handing_in_is_the_status_page(start_session):
    sitting = SittingFactory(handed_in=True)

    assert start_session(sitting.application).get("/candidate").location == "/candidate/status"


def test_home_says_when_an_opening_has_closed(start_session):
    application = ApplicationFactory(opening__closes_at=clock.now() - timedelta(hours=1))

    page = start_session(application).get("/candidate").text

    assert "Lowongan ini telah ditutup" in page
    assert "btn-primary" not in page


def test_home_speaks_the_language_of_the_candidate(start_session):
    page = start_session(ApplicationFactory(locale="en")).get("/candidate").text

    assert "Privacy notice and consent" in page
    assert "Pemberitahuan" not in page


def test_a_whole_way_through_two_sections(start_session, session):
    application = ApplicationFactory(
        opening=OpeningFactory(assessment_version=two_sections()), consented=True
    )
    client = start_session(application)
    first, second = application.opening.assessment_version.sections

    assert "20 menit" in client.get(f"/candidate/sections/{first.public_id}").text
    begun = client.send(f"/candidate/sections/{first.public_id}")
    assert begun.location == f"/candidate/tasks/{first.tasks[0].public_id}"
    assert client.get(f"/candidate/sections/{second.public_id}").location == "/candidate"
    too_early = client.send(f"/candidate/sections/{second.public_id}")
    assert (too_early.status_code, primary(too_early.text)) == (409, "/candidate")

    sitting = queries.sitting_of(session, application.id)
    client.send(begun.location, sitting=sitting.public_id, **{"part.a": "Surat."})
    asked = client.get(f"/candidate/sections/{first.public_id}/finish").text
    assert "1 soal belum dijawab lengkap" in asked
    assert client.send(f"/candidate/sections/{first.public_id}/finish").location == "/candidate"
    assert primary(client.get("/candidate").text) == f"/candidate/sections/{second.public_id}"

    client.send(f"/candidate/sections/{second.public_id}")
    assert client.get(f"/candidate/sections/{second.public_id}/finish").location == "/candidate/hand-in"
    assert "2 soal belum dijawab lengkap" in client.get("/candidate/hand-in").text
    assert client.send("/candidate/hand-in").location == "/candidate/receipt"

    session.expire_all()
    sitting = queries.sitting_of(session, application.id)
    receipt = client.get("/candidate/receipt").text
    assert sitting.receipt_code in receipt
    assert in_groups(sitting.receipt[0]["text_sha256"]) in receipt
    assert client.send("/candidate/hand-in").location == "/candidate/receipt"
    assert client.get("/candidate/hand-in").location == "/candidate/receipt"
    assert "Surat." in client.get(begun.location).text


def test_a_double_click_begins_a_section_once(start_session, session):
    application = ApplicationFactory(consented=True)
    client, section = start_session(application), application.opening.assessment_version.sections[0]

    first = client.send(f"/candidate/sections/{section.public_id}")
    started = queries.sitting_of(session, application.id).sections[0].started_at
    again = client.send(f"/candidate/sections/{section.public_id}")

    session.expire_all()
    assert again.location == first.location
    assert queries.sitting_of(session, application.id).sections[0].started_at == started


def test_looking_at_pages_changes_nothing(start_session, session):
    application = ApplicationFactory(consented=True)
    client, section = start_session(application), application.opening.assessment_version.sections[0]
    addresses = [
        *("", "/how-it-works", "/status", "/overview", "/hand-in", "/receipt"),
        *(f"/sections/{section.public_id}", f"/sections/{section.public_id}/finish"),
        f"/tasks/{section.tasks[0].public_id}",
    ]
    for address in addresses:
        assert client.get(f"/candidate{address}").status_code in {200, 302}

    assert queries.sitting_of(session, application.id) is None
    assert application.stage == "consented"


def test_the_section_of_another_assessment_is_not_found(start_session):
    client = start_session(ApplicationFactory(consented=True))
    foreign = ApplicationFactory(consented=True).opening.assessment_version.sections[0]

    assert client.get(f"/candidate/sections/{foreign.public_id}").status_code == 404
    assert client.send(f"/candidate/sections/{foreign.public_id}").status_code == 404
    assert client.send(f"/candidate/sections/{foreign.public_id}/finish").status_code == 404


def test_the_overview_tells_answered_unfinished_and_empty_parts_apart(start_session):
    sitting = SittingFactory()
    letter_, scenario = sitting.assessment_version.sections[0].tasks
    AnswerRevisionFactory(sitting=sitting, item=letter_.item, part="a")
    AnswerRevisionFactory(sitting=sitting, item=scenario.item, part="choice", value={"most": "C"})

    page = start_session(sitting.application).get("/candidate/overview").text
    states = re.findall(r"</span> (Dijawab|Terjawab|Belum dijawab|Belum lengkap)</span>", page)

    assert [state.replace("Terjawab", "Dijawab") for state in states] == [
        "Dijawab",
        "Belum dijawab",
        "Belum lengkap",
    ]


def test_the_practice_task_is_shown_and_stored_nowhere(start_session, session):
    application = ApplicationFactory(consented=True)
    bank = application.opening.assessment_version.sections[0].tasks[0].item.bank
    content = letter().content | {"code": "P00", "practice": True}
    BankItemFactory(bank=bank, content=content, code="P00")
    client = start_session(application)

    assert "/candidate/practice" in client.get("/candidate/how-it-works").text
    page = client.send("/candidate/practice", **{"part.a": "<b>coba</b>"}).text

    assert "&lt;b&gt;coba&lt;/b&gt;" in page
    assert "tidak ada yang disimpan" in page
    assert session.query(AnswerRevisionFactory._meta.model).count() == 0


def test_practising_starts_no_clock_and_leaves_nothing_behind(start_session, session, shipped):
    application = ApplicationFactory(consented=True)
    bank = application.opening.assessment_version.sections[0].tasks[0].item.bank
    BankItemFactory(bank=bank, content=as_json(shipped.task("P00")))
    client = start_session(application)

    def rows():
        return {table.name: session.query(table).count() for table in Base.metadata.sorted_tables}

    before = rows()
    typed = {"part.reply": "Mulai Senin.", "part.first_step": "B", "part.ideas.A": "6"}
    page = client.send("/candidate/practice", **typed).text
    client.send("/candidate/practice", **typed | {"part.reply": "Senin, Bu."})

    assert "Mulai Senin." in page
    assert rows() == before
    assert queries.sitting_of(session, application.id) is None


def test_only_those_ways_of_answering_are_practised_that_come_up_in_the_assessment(start_session, shipped):
    application = ApplicationFactory(consented=True)
    tasks = application.opening.assessment_version.sections[0].tasks
    BankItemFactory(bank=tasks[0].item.bank, content=as_json(shipped.task("P00")))
    kinds = {part["kind"] for place in tasks for part in place.item.content["parts"]}

    page = start_session(application).get("/candidate/practice").text

    assert set(re.findall(r'data-kind="(\w+)"', page)) == kinds & {
        part.kind for part in shipped.task("P00").parts
    }
    assert 'data-kind="in_tray"' not in page


def test_a_talk_is_practised_line_by_line_and_kept_nowhere(start_session, session, shipped):
    application = ApplicationFactory(consented=True, opening=opening_with(NEGOTIATION))
    bank = application.opening.assessment_version.sections[0].tasks[0].item.bank
    BankItemFactory(bank=bank, content=as_json(shipped.task("P00")), code="P00")
    client = start_session(application)

    first = client.get("/candidate/practice").text
    second = client.send("/candidate/practice", **{"part.talk.1": "Di lapangan, Bu.", "step": "talk"}).text

    assert ("Maunya bagaimana?" in first, "anak-anak di dekat jalan" in first) == (True, False)
    assert 'value="Di lapangan, Bu." data-sent' in second
    assert "anak-anak di dekat jalan" in second
    assert session.query(AnswerRevisionFactory._meta.model).count() == 0


def test_without_a_practice_task_the_way_leads_straight_to_the_first_section(start_session):
    application = ApplicationFactory(consented=True)
    client, section = start_session(application), application.opening.assessment_version.sections[0]

    assert primary(client.get("/candidate/how-it-works").text) == f"/candidate/sections/{section.public_id}"
    assert client.get("/candidate/practice").location == "/candidate"


def test_a_receipt_by_the_clock_says_so(start_session):
    sitting = SittingFactory(handed_in=True, by_clock=True)

    assert "diserahkan secara otomatis" in start_session(sitting.application).get("/candidate/receipt").text


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("withdrawn", "Ditarik oleh Anda"),
        ("removed", "Diakhiri oleh HR"),
        ("expired", "tugas tidak dimulai pada waktunya"),
        ("decided", "Keputusan sudah diambil"),
        ("scoring", "sedang dibaca"),
        ("consented", "Menunggu Anda"),
    ],
)
def test_the_status_page_says_what_happens_now(start_session, stage, words):
    if stage == "scoring":
        application = SittingFactory(handed_in=True, application__stage=stage).application
    else:
        application = ApplicationFactory(consented=True, stage=stage)

    assert words in start_session(application).get("/candidate/status").text


def test_a_closed_opening_lets_the_running_section_be_finished_and_handed_in(start_session, session):
    application = ApplicationFactory(
        opening=OpeningFactory(assessment_version=two_sections()), consented=True
    )
    begin(session, application)
    finish(session, application)
    application.opening.closes_at = clock.now() - timedelta(seconds=1)
    client, second = start_session(application), application.opening.assessment_version.sections[1]

    assert "tidak dapat dimulai lagi" in client.get(f"/candidate/sections/{second.public_id}").text
    assert client.send(f"/candidate/sections/{second.public_id}").status_code == 409
    assert primary(client.get("/candidate").text) == "/candidate/overview"
    assert client.send("/candidate/hand-in").location == "/candidate/receipt"


R, W, F, M, Y = (
    SectionState.RUNNING,
    SectionState.WAITING,
    SectionState.OVER,
    SectionState.MISSED,
    SectionState.READY,
)


@pytest.mark.parametrize(
    ("states", "allowed"),
    [
        ([R], True),
        ([F], True),
        ([F, R], True),
        ([F, F], True),
        ([F, M], True),
        ([M, M], True),
        ([R, W], False),
        ([F, Y], False),
        ([R, M], False),
        ([Y, W], False),
        ([], False),
    ],
)
def test_handing_in_is_offered_when_nothing_is_left_to_begin(states, allowed):
    assert may_hand_in(states) is allowed


def test_steps_come_in_order_and_one_of_them_is_now():
    steps = journey_steps(
        Progress(
            consented=True,
            facts_done=False,
            referees_done=None,
            started=False,
            sections=[Y, W],
            handed_in=False,
        )
    )

    assert steps == [
        JourneyStep(Step.CONSENT, StepState.DONE),
        JourneyStep(Step.FACTS, StepState.NOW),
        JourneyStep(Step.PRACTICE, StepState.LATER),
        JourneyStep(Step.SECTION, StepState.LATER, 0),
        JourneyStep(Step.SECTION, StepState.LATER, 1),
        JourneyStep(Step.HAND_IN, StepState.LATER),
    ]
