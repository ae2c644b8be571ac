"""What a reviewer wrote over can be read again and brought back, until the rating is final."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.scoring import actions, queries
from hiring.scoring.earlier_drafts import MOST_KEPT
from hiring.scoring.models import EarlierDraft, Review
from hiring.scoring.rules import DraftRating, ReviewDraft
from tests.factories.accounts import UserFactory
from tests.factories.scoring import a_panel, allocated, locked
from tests.page import words
from tests.postgres import on_both

FIRST = "Menyebut dua pihak yang harus diajak bicara lebih dahulu."


@pytest.fixture
def panel(session):
    return a_panel(2)


@pytest.fixture
def review(session, panel):
    allocated(panel)
    return session.scalars(select(Review).order_by(Review.id)).first()


def _save(session, review, writer="tab-1", **rating):
    sent = ReviewDraft((DraftRating("COMW", **rating),), seen=review.draft_revision, writer=writer)
    actions.save_draft(session, review, sent, by=SYSTEM)


def _kept(session, review):
    return [
        (one.number, one.ratings["COMW"].level, one.ratings["COMW"].reason)
        for one in queries.earlier_drafts(session, review.id)
    ]


@on_both
def test_words_and_a_level_that_are_written_over_are_kept(session, panel):
    allocated(panel)
    review = session.scalars(select(Review).order_by(Review.id)).first()
    _save(session, review, level=4, reason=FIRST)
    _save(session, review, writer="tab-2", level=2, reason="Tidak ada.")

    assert _kept(session, review) == [(1, 4, FIRST)]


def test_who_only_writes_on_leaves_nothing_behind(session, review):
    for reason in ("Menyebut", "Menyebut dua", "Menyebut dua pihak."):
        _save(session, review, reason=reason)
    _save(session, review, level=3, reason="Menyebut dua pihak.")

    assert _kept(session, review) == []


def test_who_deletes_word_by_word_leaves_one_draft_a_minute(session, review):
    fewer_and_fewer = ("satu dua tiga empat", "satu dua tiga", "satu dua", "satu")
    with time_machine.travel(clock.now(), tick=False) as time:
        for seconds, reason in enumerate(fewer_and_fewer, start=1):
            _save(session, review, reason=reason)
            time.shift(timedelta(seconds=seconds))
        time.shift(timedelta(minutes=1))
        _save(session, review, reason="")

    assert _kept(session, review) == [(4, None, "satu"), (1, None, "satu dua tiga empat")]


def test_of_many_the_latest_are_kept(session, review):
    for number in range(MOST_KEPT + 5):
        _save(session, review, writer=f"tab-{number}", reason=f"kalimat {number}, titik")

    kept = _kept(session, review)

    assert len(kept) == MOST_KEPT
    assert (kept[0][2], kept[-1][2]) == ("kalimat 33, titik", "kalimat 4, titik")


@pytest.fixture
def client(panel, signed_in):
    panel.reviewers[0].locale = "en"
    return signed_in(panel.reviewers[0])


@pytest.fixture
def mine(session, panel):
    allocated(panel)
    return session.scalars(select(Review).where(Review.reviewer_id == panel.reviewers[0].id)).one()


def test_an_earlier_draft_is_brought_back_and_what_stood_there_is_kept(session, mine, client):
    _save(session, mine, level=4, reason=FIRST)
    _save(session, mine, writer="tab-2", level=2, reason="Tidak ada.")
    session.commit()

    page = client.get(f"/reviews/{mine.public_id}/earlier").text
    reply = client.send(f"/reviews/{mine.public_id}/earlier/1")
    marking = client.get(reply.location).text

    assert FIRST in words(page)
    assert "4 · " in words(page)
    assert f"{FIRST}</textarea>" in marking
    assert "Tidak ada." not in marking
    assert [number for number, *_ in _kept(session, mine)] == [2, 1]


def test_where_nothing_was_written_over_the_page_says_so(mine, client):
    page = words(client.get(f"/reviews/{mine.public_id}/earlier").text)

    assert "Nothing that you entered for this answer has been changed or taken out so far." in page


def test_the_marking_page_leads_to_earlier_drafts_once_there_is_a_draft(session, mine, client):
    link = f'href="/reviews/{mine.public_id}/earlier"'
    before = client.get(f"/reviews/{mine.public_id}").text
    _save(session, mine, level=4)
    session.commit()

    assert link not in before
    assert link in client.get(f"/reviews/{mine.public_id}").text


@pytest.mark.parametrize("number", ["2", "99999999999", "x", "٢"])
def test_a_draft_that_was_never_kept_cannot_be_brought_back(session, mine, client, number):
    _save(session, mine, level=4)
    session.commit()

    assert client.send(f"/reviews/{mine.public_id}/earlier/{number}").status_code == 404


def test_nobody_else_reads_or_brings_back_what_a_reviewer_wrote_over(session, mine, panel, signed_in):
    _save(session, mine, level=4, reason=FIRST)
    _save(session, mine, writer="tab-2", level=2)
    session.commit()
    pages = [f"/reviews/{mine.public_id}/earlier", f"/reviews/{mine.public_id}/earlier/1"]

    for other in (panel.reviewers[1], UserFactory(roles=["hr"]), UserFactory(roles=["admin"])):
        session.commit()
        client = signed_in(other)
        assert client.get(pages[0]).status_code in (403, 404)
        assert client.send(pages[1]).status_code in (403, 404)


def test_once_the_rating_is_final_earlier_drafts_are_gone_and_those_of_others_stay(session, panel, work):
    allocated(panel)
    first, second = session.scalars(select(Review).order_by(Review.id))
    for review in (first, second):
        _save(session, review, level=4, reason=FIRST)
        _save(session, review, writer="tab-2", level=2)
    locked(first)

    work()  # its lock can still be taken back
    within_the_minute = session.scalar(select(func.count(EarlierDraft.id)))
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        work()

    assert within_the_minute == 3  # locking wrote over the first once more
    assert (len(_kept(session, first)), len(_kept(session, second))) == (0, 1)
