"""The task page without a script: one plain form that keeps everything, says so, and loses nothing."""

import gzip
import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from hiring import clock
from hiring.accounts.rules import Audience
from hiring.assessments.models import Section
from hiring.banks.documents import as_json
from hiring.sittings import queries
from hiring.sittings.models import AnswerRevision
from hiring.sittings.queries import application_of
from tests.banks.tasks import EVERY_KIND
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import BankItemFactory, shipped_bank
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.sittings import AnswerRevisionFactory
from tests.page import words
from tests.postgres import on_both
from tests.sittings.one_part import opening_with
from tests.sittings.statements import statements_seen


def kept(session):
    rows = session.query(AnswerRevision).order_by(AnswerRevision.id)
    return [(row.part, row.value, row.late, row.superseded) for row in rows]


def box(page, part="a"):
    """Return what stands in the text field of a part."""
    return re.search(rf'name="part\.{part}"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL).group(1)


@pytest.fixture
def real(at_work, shipped):
    """Put somebody to work on tasks of the shipped bank."""

    def start(*codes):
        items = [BankItemFactory(content=as_json(shipped.task(code))) for code in codes]
        version = AssessmentVersionFactory(sections=[items])
        return at_work(application__opening=OpeningFactory(assessment_version=version))

    return start


@on_both
def test_looking_at_a_task_asks_four_times_session_person_progress_and_answers(at_work):
    work = at_work()
    work.send(part__a="Surat.")

    with statements_seen(work) as seen:
        page = work.client.get(work.page()).text

    assert box(page) == "Surat."
    assert [each for each in seen if each != "BEGIN"] == ["SELECT"] * 4


@on_both
def test_the_answers_to_one_task_are_those_that_count_of_the_whole_sitting(at_work, session):
    work = at_work()
    sitting, item = work.sitting, work.letter.item_id
    for revision, marks in enumerate([{}, {}, {"late": True}, {"superseded": True}], 1):
        for part in ("a", "b"):
            AnswerRevisionFactory(sitting=sitting, item_id=item, part=part, revision=revision, **marks)
    AnswerRevisionFactory(sitting=sitting, item_id=work.scenario.item_id)
    session.flush()

    whole = queries.answers_of(session, sitting.id)
    asked = queries.answers_to(session, sitting.id, item, ["b", "a", "none"])

    assert {part: answer.revision for part, answer in asked.items()} == {"a": 2, "b": 2}
    assert asked == {part: answer for (of, part), answer in whole.items() if of == item}


def test_the_paper_of_a_draft_is_read_anew_and_that_of_a_published_version_once(session):
    version = AssessmentVersionFactory(state="draft")
    application = ApplicationFactory(opening=OpeningFactory(assessment_version=version))

    def minutes():
        return [section.minutes for section in queries.sections_of(application_of(session, application.id))]

    def set_minutes(number):
        session.execute(update(Section).where(Section.version_id == version.id).values(minutes=number))

    found = [minutes()]
    set_minutes(45)
    found.append(minutes())
    version.state = "published"
    session.flush()
    set_minutes(60)  # which nobody can: it shows what is asked, and what is known
    session.expire_all()
    found.append(minutes())

    assert found == [[30], [45], [45]]


def test_a_page_keeps_all_its_parts_at_once_and_says_when(at_work, session):
    work = at_work()

    reply = work.send(part__a="Surat.", part__b="Kapan?")
    page = work.client.get(reply.location).text

    assert reply.location == work.page()
    assert kept(session) == [
        ("a", {"text": "Surat."}, False, False),
        ("b", {"text": "Kapan?"}, False, False),
    ]
    assert "Jawaban Anda di halaman ini telah tersimpan." in page
    assert len(re.findall(r"✓ Tersimpan pukul \d\d\.\d\d", page)) == 2
    assert (box(page, "a"), box(page, "b")) == ("Surat.", "Kapan?")


def test_a_character_that_cannot_be_kept_is_replaced_and_said_so(at_work, session):
    work = at_work()

    page = work.client.get(work.send(part__a="a\x00b").location).text

    assert kept(session) == [("a", {"text": "a�b"}, False, False)]
    assert "diganti dengan � (1)" in page


def test_an_untouched_part_leaves_no_trace(at_work, session):
    at_work().send(part__a="Surat.", part__b="")

    assert [part for part, *_ in kept(session)] == ["a"]


def test_a_part_that_is_emptied_is_kept_empty(at_work, session):
    work = at_work()
    work.send(part__a="Surat.")
    work.send(part__a="", **{"based-on.a": "1"})

    assert [value for _, value, *_ in kept(session)] == [{"text": "Surat."}, {"text": ""}]


def test_the_same_page_sent_twice_is_kept_once(at_work, session):
    work = at_work()
    work.send(part__a="Surat.")
    work.send(part__a="Surat.")

    assert len(kept(session)) == 1


@pytest.mark.parametrize(
    ("button", "goal"), [("next", "tasks/{scenario}"), ("overview", "overview"), ("previous", "overview")]
)
def test_a_button_keeps_the_page_and_leads_on(at_work, session, button, goal):
    work = at_work()

    reply = work.send(part__a="Surat.", then=button)

    assert reply.location == "/candidate/" + goal.format(scenario=work.scenario.public_id)
    assert len(kept(session)) == 1


def test_an_old_page_shows_both_texts_and_the_next_save_chooses(at_work, session):
    work = at_work()
    work.send(part__a="dari telepon")

    clash = work.send(part__a="dari laptop", **{"based-on.a": "0"})

    assert clash.status_code == 409
    assert box(clash.text) == "dari laptop"
    assert "dari telepon" in clash.text
    assert re.search(r'name="based-on\.a" value="1"', clash.text)
    work.send(part__a="dari laptop", **{"based-on.a": "1"})
    assert box(work.client.get(work.page()).text) == "dari laptop"


@pytest.mark.parametrize("encoding", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_text_over_the_limit_stays_on_the_page_with_its_reason(at_work, session, encoding):
    work = at_work()

    reply = work.send(part__a="ë" * 100_001, part__b="pendek", content_type=encoding)

    assert (reply.status_code, len(box(reply.text))) == (422, 100_001)
    assert "100.000" in reply.text
    assert [part for part, *_ in kept(session)] == ["b"]


def test_a_refused_text_is_named_at_the_top_and_nowhere_said_to_be_saved(at_work):
    work = at_work()
    work.send(part__a="Kalimat pertama.", part__b="Satu.")

    page = work.send(part__a="a" * 100_001, part__b="Dua.", **{"based-on.a": "1", "based-on.b": "1"}).text

    [box] = re.findall(r'<div class="notice notice-danger".*?</div>', page, re.DOTALL)
    assert re.findall(r'href="#([^"]+)">([^<]+)<', box) == [("part-a-title", "a) Letter (id)")]
    states = re.findall(r"data-save-state(?:=\"\w+\")?>(.).*?</span>", page)
    assert states == ["T", "✓"]  # "Tidak tersimpan", and the time at which the other was saved


def test_words_beyond_what_is_asked_for_are_counted_as_such(at_work):
    work = at_work()

    page = work.send(part__a="kata - " * 310, part__b="kata " * 90).text
    page = work.client.get(work.page()).text

    counts = re.findall(r"data-words=\"(\d+)\">([^<]+)<", page)
    assert counts == [("300", "310 kata · 10 lebih banyak dari yang diminta"), ("90", "90 kata")]


def test_a_page_sent_too_late_is_kept_and_offered_back(at_work, session):
    work = at_work(closes_in=timedelta(minutes=-5))

    reply = work.send(part__a="terlambat <i>sekali</i>")

    assert reply.status_code == 409
    assert "Waktu sudah habis" in reply.text
    assert "terlambat &lt;i&gt;sekali&lt;/i&gt;" in reply.text
    assert kept(session) == [("a", {"text": "terlambat <i>sekali</i>"}, True, False)]


def test_a_page_sent_after_withdrawing_shows_its_text_and_stores_nothing(at_work, session):
    work = at_work()
    work.sitting.application.stage = "withdrawn"

    reply = work.send(part__a="tulisan yang panjang sekali, lebih dari empat puluh huruf")

    assert (reply.status_code, kept(session)) == (409, [])
    assert "tulisan yang panjang sekali" in reply.text


def test_markup_in_an_answer_is_shown_as_text(at_work):
    work = at_work()
    work.send(part__a="</textarea><script>alert(1)</script>")

    page = work.client.get(work.page()).text

    assert "<script>alert" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_text_that_begins_with_an_empty_line_keeps_it(at_work):
    work = at_work()
    work.send(part__a="\r\nSurat.")

    assert (
        'aria-describedby="part-a-prompt part-a-words">\n\nSurat.</textarea>'
        in work.client.get(work.page()).text
    )


def test_the_page_of_another_candidate_is_not_found(at_work):
    mine, theirs = at_work(), at_work()

    assert mine.client.get(theirs.page()).status_code == 404
    assert mine.client.get("/candidate/tasks/" + "A" * 22).status_code == 404


def test_a_page_left_open_by_somebody_else_does_not_write_into_my_sitting(at_work, session):
    mine = at_work()
    theirs = at_work(application__opening=mine.sitting.application.opening)
    theirs.client, theirs.csrf = mine.client, mine.csrf

    assert (theirs.send(part__a="bukan milik saya").status_code, kept(session)) == (404, [])


def test_a_task_whose_section_has_not_begun_leads_to_the_page_that_begins_it(signed_in, session):
    from tests.factories.openings import ApplicationFactory

    application = ApplicationFactory(consented=True)
    section = application.opening.assessment_version.sections[0]
    client = signed_in(application, Audience.CANDIDATE)

    reply = client.get(f"/candidate/tasks/{section.tasks[0].public_id}")

    assert reply.location == f"/candidate/sections/{section.public_id}"


def test_choices_ratings_and_rows_are_kept_as_they_were_chosen(real, session):
    work = real("P00", "T02", "T04")
    practice, budget, group = work.sitting.assessment_version.sections[0].tasks
    work.send(
        practice,
        **{"part.first_step": "B", "part.ideas.A": "6", "part.ideas.C": "2", "part.reply": "Senin."},
    )
    work.send(group, **{"part.reaction.most": "C", "part.reaction.least": "A"})
    work.send(
        budget,
        **{
            "part.budget.1.item": "Truk",
            "part.budget.1.calculation": "6 × 1.200.000",
            "part.budget.1.amount": "Rp 7.200.000",
            "part.budget.2.item": "  ",
            "part.budget.10.item": "Cadangan",
            "part.budget.10.amount": "6.845.000",
            "part.budget.3.hacked": "x",
        },
    )

    assert {part: value for part, value, *_ in kept(session)} == {
        "reply": {"text": "Senin."},
        "first_step": {"choice": "B"},
        "ideas": {"ratings": {"A": 6, "C": 2}},
        "reaction": {"most": "C", "least": "A"},
        "budget": {
            "rows": [
                {"item": "Truk", "calculation": "6 × 1.200.000", "amount": "Rp 7.200.000"},
                {"item": "Cadangan", "calculation": "", "amount": "6.845.000"},
            ]
        },
    }
    assert ">14.045.000<" in work.client.get(work.page(budget)).text


def test_the_same_option_twice_is_refused_with_the_choice_kept_on_the_page(real, session):
    work = real("T04")
    (group,) = work.sitting.assessment_version.sections[0].tasks

    reply = work.send(group, **{"part.reaction.most": "C", "part.reaction.least": "C"})

    assert (reply.status_code, kept(session)) == (422, [])
    assert len(re.findall(r'value="C" checked', reply.text)) == 2


def test_a_table_with_too_many_rows_is_refused_and_nothing_of_it_is_saved(real, session):
    work = real("T02")
    (budget,) = work.sitting.assessment_version.sections[0].tasks
    most = budget.item.content["parts"][0]["max_rows"]

    reply = work.send(budget, **{f"part.budget.{n}.item": f"Pos {n}" for n in range(most + 1)})

    assert (reply.status_code, kept(session)) == (422, [])
    assert "terlalu banyak baris" in reply.text


def test_a_story_goes_on_step_by_step_and_hides_what_lies_ahead(real, session):
    work = real("T07")
    (story,) = work.sitting.assessment_version.sections[0].tasks
    first = work.client.get(work.page(story)).text
    assert "N1-A" in first
    assert "N2-A" not in first
    assert "Vendor X" not in first

    reply = work.send(story, step="decisions", **{"part.decisions": "N1-C", "part.message": "Halo."})

    assert reply.location == work.page(story) + "#part-decisions-now"
    second = work.client.get(work.page(story)).text
    assert "vendor itu tidak menemukan truk" in second
    assert "N2-A" in second
    assert "N3-A" not in second
    assert [(part, value) for part, value, *_ in kept(session)] == [
        ("decisions", {"path": ["N1-C"]}),
        ("message", {"text": "Halo."}),
    ]


def test_a_step_of_a_story_is_taken_once_and_never_back(real, session):
    work = real("T07")
    (story,) = work.sitting.assessment_version.sections[0].tasks
    work.send(story, step="decisions", **{"part.decisions": "N1-C"})

    other_tab = work.send(story, step="decisions", **{"part.decisions": "N1-A"})
    by_script = work.put(
        {
            "operation_id": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
            "based_on": 1,
            "value": {"path": ["N1-A"]},
        },
        part="decisions",
        place=story,
    )

    assert (other_tab.status_code, by_script.status_code) == (422, 422)
    assert [value for _, value, *_ in kept(session)] == [{"path": ["N1-C"]}]


def test_choosing_without_pressing_the_button_decides_nothing(real, session):
    work = real("T07")
    (story,) = work.sitting.assessment_version.sections[0].tasks

    work.send(story, **{"part.decisions": "N1-C"})
    nothing_chosen = work.send(story, step="decisions")

    assert kept(session) == []
    assert (nothing_chosen.status_code, "Mohon pilih" in nothing_chosen.text) == (422, True)


def test_a_finished_section_is_read_and_no_longer_written(at_work, session):
    work = at_work()
    work.send(part__a="Surat saya.")
    work.sitting.sections[0].finished_at = clock.now() - timedelta(minutes=5)

    page = work.client.get(work.page()).text
    work.send(part__a="Surat yang lain.")

    assert "Surat saya." in page
    assert "<textarea" not in page
    assert [(value["text"], late) for _, value, late, _ in kept(session)] == [
        ("Surat saya.", False),
        ("Surat yang lain.", True),
    ]


def with_a_contact(work):
    opening = work.sitting.application.opening
    opening.contact_name, opening.contact_email = "Dewi Lestari, S.Sos", "dewi@contoh.example"
    opening.contact_whatsapp = "+6281234567890"


def test_the_page_names_whom_the_candidate_may_write_to(at_work):
    work = at_work(application__locale="en")
    with_a_contact(work)

    page = work.client.get(work.page()).text

    assert "Questions about this application: Dewi Lestari, S.Sos" in words(page)
    assert "mailto:dewi@contoh.example" in page
    assert "https://wa.me/6281234567890" in page


def test_where_nobody_is_named_the_page_names_nobody(at_work):
    work = at_work(application__locale="en")
    work.sitting.application.opening.contact_email = ""

    assert "about this application" not in words(work.client.get(work.page()).text)


def fetched(work):
    """Return what a phone fetches for the first task page: the page, and all that it asks for."""
    page = work.client.get(work.page()).text
    addresses = set(re.findall(r'"(/assets/[^"]+)"', page))
    return page, [page.encode(), *(work.client.get(each).data for each in sorted(addresses))]


def test_the_page_weighs_little_on_its_first_load(at_work):
    """Everything a phone fetches for the first task page: before it is compressed, and after."""
    work = at_work()
    with_a_contact(work)
    page, files = fetched(work)
    named = set(re.findall(r'/assets/[0-9a-f]+/([^"]+)', page))

    assert named == {"icon.svg", "site.css", "sittings.css", "js/sittings/task.long_text.js"}
    assert sum(len(each) for each in files) < 70_000
    assert sum(len(gzip.compress(each)) for each in files) < 25_000


@pytest.mark.parametrize("part", EVERY_KIND, ids=lambda part: part["kind"])
def test_the_page_of_each_kind_of_answer_weighs_little_too(at_work, part):
    work = at_work(application__opening=opening_with(part))
    with_a_contact(work)
    _, files = fetched(work)

    assert sum(len(each) for each in files) < 70_000
    assert sum(len(gzip.compress(each)) for each in files) < 25_000


@pytest.mark.parametrize("task", shipped_bank().tasks, ids=lambda task: task.code)
def test_every_shipped_task_comes_over_a_slow_line_in_few_bytes_whatever_it_has_to_show(at_work, task):
    """The sheets and figures of a task are its own matter; what carries them is the same small part."""
    item = BankItemFactory(content=as_json(task))
    opening = OpeningFactory(assessment_version=AssessmentVersionFactory(sections=[[item]]))
    page, (_, *carried) = fetched(at_work(application__opening=opening))

    most, most_on_the_line = (75_000, 28_000) if task.practice else (60_000, 25_000)
    assert sum(len(each) for each in carried) < most
    assert sum(len(gzip.compress(each)) for each in (page.encode(), *carried)) < most_on_the_line
