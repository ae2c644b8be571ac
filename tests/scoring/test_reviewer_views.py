"""The reviewer's pages: queue, marking, drafts, locking, stepping aside."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from hiring import clock
from hiring.accounts.actions import change_roles
from hiring.accounts.rules import SYSTEM, Role
from hiring.openings.actions import remove, take_removal_back, withdraw
from hiring.openings.models import OpeningMember
from hiring.scoring import queries
from hiring.scoring.actions import allocate_reviews, settle_scoring
from hiring.scoring.models import Review
from hiring.scoring.rules import ReviewState
from tests.banks.tasks import NEGOTIATION, SHORTLIST, TABLE, TALK_WITH_TERMS, both
from tests.factories.accounts import UserFactory
from tests.factories.banks import hashed_anew
from tests.factories.scoring import LETTER, REASON, a_panel, allocated, handed_in, locked
from tests.factories.sittings import AnswerRevisionFactory
from tests.page import words as words_of

JSON = {"Accept": "application/json"}


@pytest.fixture
def panel(session):
    return a_panel(2, letters=2)


@pytest.fixture
def reviewer(panel):
    return panel.reviewers[0]


@pytest.fixture
def client(panel, reviewer, signed_in):
    reviewer.locale = "en"
    return signed_in(reviewer)


def _mine(session, reviewer, item=None):
    reviews = session.scalars(
        select(Review).where(Review.reviewer_id == reviewer.id).order_by(Review.item_id, Review.shuffle)
    )
    return [review for review in reviews if item is None or review.item_id == item.id]


def _fields(level="4", reason=REASON, quote="", seen="0", writer=""):
    given = {"level": level, "reason": reason, "quote": quote}
    rated = {f"{code}-{name}": value for code in ("COMW", "NETW") for name, value in given.items()}
    return rated | {"seen": seen, "writer": writer}


def _ratings(session, review):
    return [(one.level, one.no_evidence) for one in queries.blind_answer(session, review.public_id).ratings]


# Rules


def test_reviewers_read_what_the_bank_says_of_every_task(session, panel, reviewer, client):
    allocated(panel)
    panel.letters[0].bank.about = {
        "rules_for_all_tasks": {"id": "Salah ketik saja", "en": "Slips alone"},
        "never_scored": {"id": "Logat", "en": "Accent"},
    }
    session.commit()
    review, *_ = _mine(session, reviewer)

    page = client.get(f"/reviews/{review.public_id}").text

    assert "Rules for every task" in page
    assert "<li>Slips alone</li><li>Accent</li>" in page


def test_reviewers_read_the_rule_about_ai_aids_and_hr_what_was_declared(session, signed_in):
    panel = a_panel(1, aids_declared=True)
    sitting = handed_in(panel)
    AnswerRevisionFactory(
        sitting=sitting, item=panel.letters[0], part="aids", value={"used": "yes", "how": "Mesin Kenari"}
    )
    allocate_reviews(session, sitting.id)
    reviewer = panel.reviewers[0]
    reviewer.locale = panel.hr.locale = "en"
    (review,) = _mine(session, reviewer)

    marking = signed_in(reviewer).get(f"/reviews/{review.public_id}").text
    dossier = signed_in(panel.hr).get(f"/applications/{sitting.application.public_id}").text

    assert "AI aids are allowed in this task if they are declared at its end." in marking
    assert "What was declared is not shown here" in marking
    assert (marking.count(LETTER), marking.count("Mesin Kenari")) == (1, 0)
    assert "I used AI aids." in dossier
    assert "Mesin Kenari" in dossier


# The queue


def test_the_queue_counts_what_waits_per_task(session, panel, client):
    for _ in range(3):
        allocated(panel)

    page = client.get("/reviews").text

    assert "6 answers wait · about 30 minutes" in page
    assert page.count("3 wait · 0 of 3 locked · about 15 minutes") == 2


def test_an_empty_queue_says_what_will_come(client):
    assert "Nothing is waiting for you" in client.get("/reviews").text


def test_the_home_page_of_a_reviewer_names_what_waits(session, panel, client):
    allocated(panel)

    assert "2 answers wait for your rating, about 10 min" in client.get("/").text


def test_answers_of_withdrawn_candidates_leave_the_queue(session, panel, client, work):
    withdraw(session, allocated(panel).application, by=SYSTEM)
    session.commit()
    work()

    assert "Nothing is waiting for you" in client.get("/reviews").text


def test_answers_of_removed_candidates_leave_the_queue_and_come_back_with_their_drafts(
    session, panel, client, work
):
    application = allocated(panel).application
    before = session.scalars(select(Review.id).where(Review.state == "allocated")).all()
    remove(session, application, "Salah orang.", by=SYSTEM)
    session.commit()
    work()
    meanwhile = client.get("/reviews").text
    take_removal_back(session, application, "", secret_key="-" * 40, by=SYSTEM)
    session.commit()
    work()

    assert "Nothing is waiting for you" in meanwhile
    assert "Nothing is waiting for you" not in client.get("/reviews").text
    assert session.scalars(select(Review.id).where(Review.state == "allocated")).all() == before


def test_whoever_is_no_reviewer_any_more_opens_none_of_their_reviews(session, panel, reviewer, signed_in):
    allocated(panel)
    address = f"/reviews/{_mine(session, reviewer)[0].public_id}"
    before = signed_in(reviewer).get(address).status_code

    change_roles(session, reviewer, [Role.HR], by=SYSTEM)

    client = signed_in(reviewer)
    assert (before, client.get(address).status_code) == (200, 404)
    assert client.send(f"{address}/lock", **_fields()).status_code == 404


def test_only_reviewers_have_a_queue(session, signed_in, panel):
    assert signed_in(panel.hr).get("/reviews").status_code == 404


# The marking page


def test_the_marking_page_shows_task_answer_look_fors_and_anchors(session, panel, reviewer, client):
    allocated(panel)
    review = _mine(session, reviewer)[0]

    page = client.get(f"/reviews/{review.public_id}").text

    for words in (
        "Letter to the village head (en)",
        "A letter came. (en)",
        "Write the letter. (en)",
        "Names the date (en)",
        "Promises money (en)",
        LETTER,
        "Behaviour of level 5 (en)",
        f"Answer {review.pseudonym}",
        "Answer 1 of 1",
    ):
        assert words in page


def test_reviewers_read_the_limits_of_words_that_candidates_read(session, panel, reviewer, client):
    sitting = handed_in(panel)
    AnswerRevisionFactory(sitting=sitting, item=panel.letters[0], part="b", value={"text": "Kapan?"})
    allocate_reviews(session, sitting.id)
    review = _mine(session, reviewer, panel.letters[0])[0]

    page = client.get(f"/reviews/{review.public_id}").text

    told = re.findall(r'marking-words">(.*?)</p>', page, re.DOTALL)
    assert [" ".join(each.split()) for each in told] == [
        "8 words · asked for: 5–300 words",
        "1 word · asked for: at most 90 words",
    ]


def test_reviewers_read_which_warning_signs_were_seen_and_that_they_are_no_score(
    session, panel, reviewer, client
):
    part = SHORTLIST | {"title": both("Sheet"), "prompt": both("Choose.")}
    signs = {"A": ["bought"], "B": ["hidden"], "C": []}
    letter = panel.letters[0]
    letter.content = letter.content | {
        "parts": [*letter.content["parts"], part],
        "key": {"version": "1", "provisional": True, "warning_signs": {"sheet": signs}},
    }
    hashed_anew(letter)
    sitting = handed_in(panel)
    AnswerRevisionFactory(
        sitting=sitting,
        item=letter,
        part="sheet",
        value={"places": {"C": 1}, "reasons": {"C": "Near people."}, "signs": {"A": ["bought", "hidden"]}},
    )
    allocate_reviews(session, sitting.id)
    review = _mine(session, reviewer, letter)[0]

    page = words_of(client.get(f"/reviews/{review.public_id}").text)

    assert "1. Creator C" in page
    assert "Followers 48,000 · Share 4.2% · Fee Rp7,500,000 Caption: Caption C" in page
    assert "Not chosen: Creator A" in page
    assert "Seen (1) Creator A: Bought" in page
    assert "Missed (1) Creator B: Hidden ad" in page
    assert "Ticked, but not in the key (1) Creator A: Hidden ad" in page
    assert "A help for reading, and no score" in page


def test_reviewers_read_what_a_table_has_of_its_key_and_what_its_figures_add_up_to(
    session, panel, reviewer, client
):
    table = {
        "right": {"Tenda": {"amount": 2000}},
        "limits": [{"column": "amount", "most": 3000}],
    }
    letter = panel.letters[0]
    letter.content = letter.content | {
        "parts": [*letter.content["parts"], TABLE | {"title": both("Budget"), "prompt": both("Correct it.")}],
        "key": {"version": "1", "provisional": True, "tables": {"budget": table}},
    }
    hashed_anew(letter)
    sitting = handed_in(panel)
    rows = [{"item": "Tenda", "amount": "1.000"}, {"item": "<b>Truk</b>", "amount": "2.500"}]
    AnswerRevisionFactory(sitting=sitting, item=letter, part="budget", value={"rows": rows})
    allocate_reviews(session, sitting.id)
    review = _mine(session, reviewer, letter)[0]

    page = words_of(client.get(f"/reviews/{review.public_id}").text)

    assert "Found (0) –" in page
    assert "Missed (1) Tents: Rp 1.000 (answer key: 2,000)" in page
    assert "Changed or named, but not in the key (0) –" in page
    assert "Rp: 3,500 of at most 3,000 (500 too much)" in page
    assert "A help for reading, and no score" in page


def test_reviewers_read_a_talk_as_far_as_it_went_and_what_was_not_sent(session, panel, reviewer, client):
    part = NEGOTIATION | {"title": both("Talk"), "prompt": both("Agree.")}
    letter = panel.letters[0]
    letter.content = letter.content | {"parts": [*letter.content["parts"], part]}
    hashed_anew(letter)
    sitting = handed_in(panel)
    AnswerRevisionFactory(
        sitting=sitting, item=letter, part="talk", value={"replies": ["Rp5,000,000.", "Half of"]}
    )
    allocate_reviews(session, sitting.id)
    review = _mine(session, reviewer, letter)[0]

    page = words_of(client.get(f"/reviews/{review.public_id}").text)

    assert "Vendor: Line 1 Rp5,000,000. 1 word Vendor: Line 2 Half of 2 words · written, not sent" in page
    assert "1 more message was not reached." in page
    assert "Line 3" not in page


def test_reviewers_read_what_was_agreed_in_a_talk_and_what_was_left_open(session, panel, reviewer, client):
    part = TALK_WITH_TERMS | {"title": both("Talk"), "prompt": both("Agree.")}
    letter = panel.letters[0]
    letter.content = letter.content | {"parts": [*letter.content["parts"], part]}
    hashed_anew(letter)
    sitting = handed_in(panel)
    agreed = {"terms": {"deadline": "Friday?"}, "open": ["deadline"]}
    AnswerRevisionFactory(sitting=sitting, item=letter, part="talk", value={"replies": ["A.", "B."]} | agreed)
    allocate_reviews(session, sitting.id)
    review = _mine(session, reviewer, letter)[0]

    page = words_of(client.get(f"/reviews/{review.public_id}").text)

    assert "What was agreed Fee Nothing written Deadline not agreed Friday?" in page


def test_what_is_too_long_is_named_by_competency_and_field(session, panel, reviewer, client):
    allocated(panel)
    review = _mine(session, reviewer)[0]

    reply = client.send(f"/reviews/{review.public_id}/lock", **_fields(reason="r" * 5000, quote="q" * 5000))

    lines = re.findall(r'<li><a href="#([A-Z]+-\w+)">([^:]+):', reply.text)
    assert (reply.status_code, [name for name, _ in lines]) == (
        422,
        ["COMW-reason", "COMW-quote", "NETW-reason", "NETW-quote"],
    )
    assert len({sentence for _, sentence in lines}) == 4


def test_reviewers_see_what_a_task_holds_beyond_the_rubric_and_what_its_key_says(session, reviewer, client):
    panel = a_panel([reviewer], competencies=(("NETW", 100),), raters_per_answer=1)
    panel.letters[0].content = {
        **panel.letters[0].content,
        "key": {
            "version": "1",
            "provisional": True,
            "notes": {"id": "Truk baru satu hari", "en": "Trucks for one day only"},
        },
    }
    hashed_anew(panel.letters[0])
    session.flush()
    allocated(panel)
    [review] = _mine(session, reviewer)

    page = client.get(f"/reviews/{review.public_id}").text

    assert "Names the date (en)" in page.partition("Also in this task, without a rating of its own")[2]
    assert "Trucks for one day only" in page.partition("From the answer key")[2]


def test_markup_in_an_answer_is_shown_as_text(session, panel, reviewer, client):
    allocated(panel, "<script>alert(1)</script> & **tebal**")
    review = _mine(session, reviewer)[0]

    page = client.get(f"/reviews/{review.public_id}").text

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; **tebal**" in page


@pytest.mark.parametrize("path", ["", "/draft", "/lock", "/undo", "/conflict"])
def test_reviews_of_others_do_not_exist(session, panel, reviewer, client, path):
    allocated(panel)
    other = next(one for one in session.scalars(select(Review)) if one.reviewer_id != reviewer.id)
    address = f"/reviews/{other.public_id}{path}"

    reply = client.get(address) if path == "" else client.send(address, **_fields())

    assert reply.status_code == 404


def test_whoever_left_the_panel_finds_nothing_any_more(session, panel, reviewer, client):
    allocated(panel)
    review = _mine(session, reviewer)[0]
    session.delete(session.get(OpeningMember, (panel.opening.id, reviewer.id, "reviewer")))

    assert client.get(f"/reviews/{review.public_id}").status_code == 404
    assert client.send(f"/reviews/{review.public_id}/lock", **_fields()).status_code == 404
    assert "Nothing is waiting for you" in client.get("/reviews").text


def test_the_answer_of_a_withdrawn_candidate_is_no_longer_shown(session, panel, reviewer, client):
    allocated(panel).application.stage = "withdrawn"
    review = _mine(session, reviewer)[0]

    page = client.get(f"/reviews/{review.public_id}").text

    assert "no longer needs a review" in page
    assert LETTER not in page


# Drafts


def test_a_script_hears_saved_only_with_the_moment_and_the_revision(session, panel, reviewer, signed_in):
    allocated(panel)
    review = _mine(session, reviewer)[0]
    reviewer.locale = "en"

    with time_machine.travel("2026-11-23 03:42:00+00:00", tick=False):
        client = signed_in(reviewer)
        sent = _fields(reason="mulai") | {"csrf_token": client.token()}
        reply = client.post(f"/reviews/{review.public_id}/draft", data=sent, headers=JSON)

    assert (reply.status_code, reply.json) == (200, {"saved": "Draft saved 10:42", "revision": 1})
    assert _ratings(session, review) == [(4, False), (4, False)]


def test_a_draft_sent_without_a_script_is_kept_and_shown_again(session, panel, reviewer, client):
    allocated(panel)
    review = _mine(session, reviewer)[0]

    reply = client.send(f"/reviews/{review.public_id}/draft", **_fields(reason="baru mulai"))
    page = client.get(reply.location).text

    assert reply.status_code == 302
    assert page.count("baru mulai</textarea>") == 2
    assert '<input type="hidden" name="seen" value="1">' in page


def test_a_second_tab_is_told_and_its_text_is_kept_on_the_page(session, panel, reviewer, client):
    allocated(panel)
    review = _mine(session, reviewer)[0]
    client.send(f"/reviews/{review.public_id}/draft", **_fields(reason="dari tab pertama"))

    reply = client.send(f"/reviews/{review.public_id}/draft", **_fields(reason="dari tab kedua"))

    assert reply.status_code == 409
    assert "in another tab" in reply.text
    assert reply.text.count("dari tab kedua</textarea>") == 2
    again = client.send(f"/reviews/{review.public_id}/draft", **_fields(reason="dari tab kedua", seen="1"))
    assert again.status_code == 302


def test_a_reason_that_is_too_long_is_refused_and_kept_on_the_page(session, panel, reviewer, client):
    allocated(panel)
    review = _mine(session, reviewer)[0]

    reply = client.send(f"/reviews/{review.public_id}/draft", **_fields(reason="x" * 4001))

    assert reply.status_code == 422
    assert "x" * 4001 in reply.text
    assert "longer than 4000 characters" in reply.text


@pytest.mark.parametrize("level", ["6", "-1", "1.5", "drop table"])
def test_a_level_that_is_not_on_the_scale_is_refused(session, panel, reviewer, client, level):
    allocated(panel)
    review = _mine(session, reviewer)[0]

    reply = client.send(f"/reviews/{review.public_id}/lock", **_fields(level=level))

    assert reply.status_code == 422
    assert "Competency COMW (en), Level: Not a valid choice." in words_of(reply.text)
    assert session.get_one(Review, review.id).state == ReviewState.ALLOCATED


def test_what_is_wrong_with_a_level_is_said_in_the_language_of_the_page(session, panel, reviewer, client):
    reviewer.locale = "id"
    allocated(panel)
    review = _mine(session, reviewer)[0]

    reply = client.send(f"/reviews/{review.public_id}/lock", **_fields(level="6"))

    assert "Tingkat: Pilihan ini tidak tersedia." in words_of(reply.text)
    assert "Not a valid" not in reply.text


# Locking


def test_locking_leads_to_the_next_answer_of_the_same_task(session, panel, reviewer, client):
    for _ in range(3):
        allocated(panel)
    first, second, _third = _mine(session, reviewer, panel.letters[0])

    reply = client.send(f"/reviews/{first.public_id}/lock", **_fields())

    assert reply.location == f"/reviews/{second.public_id}"
    assert session.get_one(Review, first.id).state == ReviewState.LOCKED


def test_after_the_last_answer_of_a_task_the_next_task_begins(session, panel, reviewer, client):
    allocated(panel)
    [letter], [other] = (_mine(session, reviewer, item) for item in panel.letters)

    reply = client.send(f"/reviews/{letter.public_id}/lock", **_fields())

    assert reply.location == f"/reviews/{other.public_id}"
    assert "This is the next task" in client.get(reply.location).text


def test_after_the_very_last_answer_the_reviewer_is_thanked(session, panel, reviewer, client):
    allocated(panel)
    letter, other = _mine(session, reviewer)
    client.send(f"/reviews/{letter.public_id}/lock", **_fields())

    reply = client.send(f"/reviews/{other.public_id}/lock", **_fields())
    page = client.get(reply.location).text

    assert reply.location == "/reviews"
    assert "Thank you. You have locked every answer" in page
    assert "What you have locked" in page


def test_locking_too_early_lists_what_is_missing_with_links_to_the_fields(session, panel, reviewer, client):
    allocated(panel)
    review = _mine(session, reviewer)[0]

    reply = client.send(f"/reviews/{review.public_id}/lock", **_fields(level="", reason="singkat"))

    assert reply.status_code == 422
    assert (
        '<a href="#COMW-level-5">Competency COMW (en): choose a level, or the answer below the levels.</a>'
        in reply.text
    )
    assert (
        '<a href="#NETW-reason">Competency NETW (en): give a reason of at least 10 characters.</a>'
        in reply.text
    )
    assert "singkat</textarea>" in reply.text
    assert session.get_one(Review, review.id).state == ReviewState.DRAFT


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({}, "quote", "this level needs words of the answer as evidence."),
        ({"nothing_to_quote": "kosong"}, "nothing_to_quote", "say in at least 10 characters why"),
        (
            {"quote": "surat Ibu", "nothing_to_quote": "Tanggal tidak disebut."},
            "nothing_to_quote",
            "you quote words and say that there is nothing to quote.",
        ),
    ],
)
def test_a_level_that_needs_a_quote_is_not_locked_without_and_what_was_written_stays(
    session, panel, reviewer, client, given, field, sentence
):
    panel.opening.quotes_wanted = "ends"
    allocated(panel)
    review = _mine(session, reviewer)[0]
    sent = _fields("5") | {f"NETW-{name}": value for name, value in given.items()} | {"COMW-level": "4"}

    reply = client.send(f"/reviews/{review.public_id}/lock", **sent)

    assert reply.status_code == 422
    assert f'<a href="#NETW-{field}">Competency NETW (en): {sentence}' in reply.text
    assert f'id="NETW-{field}-error"' in reply.text
    assert "COMW (en): this level" not in reply.text
    assert (reply.text.count(REASON), session.get_one(Review, review.id).state) == (2, ReviewState.DRAFT)
    assert all(f"{value}</textarea>" in reply.text for value in given.values())


def test_a_draft_may_lack_what_a_lock_needs(session, panel, reviewer, client):
    panel.opening.quotes_wanted = "all"
    allocated(panel)
    review = _mine(session, reviewer)[0]

    reply = client.send(f"/reviews/{review.public_id}/draft", **_fields("1"))

    assert reply.location == f"/reviews/{review.public_id}"
    assert _ratings(session, review) == [(1, False), (1, False)]


def test_why_there_is_nothing_to_quote_is_read_where_a_quote_would_be(
    session, panel, reviewer, client, signed_in
):
    panel.opening.quotes_wanted = "ends"
    sitting = allocated(panel)
    panel.hr.locale = "en"
    why, shown = "Tidak ada <i>tanggal</i>.", "Nothing to quote: Tidak ada &lt;i&gt;tanggal&lt;/i&gt;."
    for review in session.scalars(select(Review).where(Review.sitting_id == sitting.id)).all():
        locked(review, 2, nothing_to_quote=why)
    settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))
    session.commit()

    own = client.get(f"/reviews/{_mine(session, reviewer)[0].public_id}").text
    hr = signed_in(panel.hr)
    application = sitting.application.public_id
    dossier = hr.get(f"/applications/{application}").text

    assert [words_of(page).count(shown) for page in (own, dossier)] == [2, 8]


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [("ends", "Levels 1, 2 and 5 need one."), ("all", "Every level needs one."), ("none", None)],
)
def test_the_page_says_which_levels_need_a_quote(session, panel, reviewer, client, wanted, hint):
    panel.opening.quotes_wanted = wanted
    allocated(panel)

    page = client.get(f"/reviews/{_mine(session, reviewer)[0].public_id}").text

    assert [page.count(each) for each in ("Levels 1, 2 and 5 need one.", "Every level needs one.")] == [
        2 * (hint is not None and hint.startswith(each)) for each in ("Levels", "Every")
    ]
    assert page.count("If there is nothing to quote: why") == (0 if hint is None else 2)


def test_pressing_lock_twice_is_pressing_it_once(session, panel, reviewer, client):
    allocated(panel)
    letter, other = _mine(session, reviewer)
    sent = _fields() | {"csrf_token": client.token()}

    replies = [client.post(f"/reviews/{letter.public_id}/lock", data=sent) for _ in range(2)]

    assert [reply.location for reply in replies] == [f"/reviews/{other.public_id}"] * 2


def test_another_rating_for_a_locked_review_is_refused_and_its_text_given_back(
    session, panel, reviewer, client
):
    allocated(panel)
    review = _mine(session, reviewer)[0]
    client.send(f"/reviews/{review.public_id}/lock", **_fields())

    reply = client.send(f"/reviews/{review.public_id}/lock", **_fields(level="1", reason="Berubah pikiran."))

    assert reply.status_code == 409
    assert "is locked and can no longer change" in reply.text
    assert "Berubah pikiran." in reply.text
    assert _ratings(session, review) == [(4, False), (4, False)]


def test_a_locked_review_can_be_read_again_by_its_owner(session, panel, reviewer, client):
    allocated(panel)
    review = _mine(session, reviewer)[0]
    client.send(f"/reviews/{review.public_id}/lock", **_fields("nothing", quote="surat Ibu"))

    page = client.get(f"/reviews/{review.public_id}").text

    assert "You have locked this rating" in page
    assert page.count("<strong>Nothing shown</strong>") == 2
    assert "Behaviour of level 1" not in page.split("What you gave")[1]
    assert "surat Ibu</blockquote>" in page


def test_a_lock_is_offered_to_be_taken_back_for_a_minute(session, panel, reviewer, client, signed_in):
    allocated(panel)
    review = _mine(session, reviewer)[0]
    with time_machine.travel("2026-11-23 03:42:00+00:00", tick=False) as time:
        client = signed_in(reviewer)
        client.send(f"/reviews/{review.public_id}/lock", **_fields())
        assert f"Open {review.pseudonym} again" in client.get("/reviews").text

        reply = client.send(f"/reviews/{review.public_id}/undo")
        assert reply.location == f"/reviews/{review.public_id}"
        assert session.get_one(Review, review.id).state == ReviewState.DRAFT

        client.send(f"/reviews/{review.public_id}/lock", **_fields(seen="1"))
        time.shift(timedelta(seconds=61))
        assert "again</button>" not in client.get("/reviews").text
        assert client.send(f"/reviews/{review.public_id}/undo").status_code == 409


def test_two_reviewers_work_beside_each_other(session, panel, signed_in):
    allocated(panel)
    for reviewer in panel.reviewers:
        client = signed_in(reviewer)
        for review in _mine(session, reviewer):
            assert client.send(f"/reviews/{review.public_id}/lock", **_fields()).status_code == 302

    assert {review.state for review in session.scalars(select(Review))} == {ReviewState.LOCKED}


# Stepping aside


def test_stepping_aside_takes_the_answer_out_of_reach_at_once(session, panel, reviewer, client):
    session.add(
        OpeningMember(
            opening_id=panel.opening.id, user_id=UserFactory(roles=[Role.REVIEWER]).id, role="reviewer"
        )
    )
    for _ in range(3):
        allocated(panel)
    review = _mine(session, reviewer)[0]
    assert "Hand answer" in client.get(f"/reviews/{review.public_id}/conflict").text

    reply = client.send(f"/reviews/{review.public_id}/conflict", reason="Kandidat ini tetangga saya.")

    assert reply.status_code == 302
    assert review.public_id not in reply.location
    assert client.get(f"/reviews/{review.public_id}").status_code == 404
    assert client.get(f"/reviews/{review.public_id}/conflict").status_code == 404
    late = client.send(f"/reviews/{review.public_id}/draft", **_fields(reason="Masih mengetik ketika itu."))
    assert (late.status_code, "Masih mengetik ketika itu." in late.text) == (409, True)


def test_stepping_aside_needs_a_reason(session, panel, reviewer, client):
    allocated(panel)
    review = _mine(session, reviewer)[0]

    reply = client.send(f"/reviews/{review.public_id}/conflict", reason=" ")

    assert reply.status_code == 422
    assert session.get_one(Review, review.id).state == ReviewState.ALLOCATED


def test_skipping_leads_onward_and_comes_back_at_the_end(session, panel, reviewer, client):
    for _ in range(2):
        allocated(panel)
    first, second = _mine(session, reviewer, panel.letters[0])

    assert (
        f'href="/reviews/{second.public_id}">Skip for now' in client.get(f"/reviews/{first.public_id}").text
    )
    assert (
        f'href="/reviews/{first.public_id}">Skip for now' in client.get(f"/reviews/{second.public_id}").text
    )


def test_locked_answers_do_not_hide_that_one_was_locked_by_oneself(session, panel, reviewer, client):
    allocated(panel)
    locked(_mine(session, reviewer)[0])

    page = client.get("/reviews").text

    assert "All 1 locked" in page
    assert "1 waits · 0 of 1 locked" in page
