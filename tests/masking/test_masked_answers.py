"""What was handed in is masked before any reviewer reads it; the answer itself stays as it was."""

import re

import pytest
from sqlalchemy import select

from hiring.banks.kinds import kind_of
from hiring.masking.actions import add_mask, change_mask, mask_answers, mask_earlier_answers
from hiring.masking.known import known_of
from hiring.masking.masks import covered, masks_for, masks_in, texts_in
from hiring.masking.models import AnswerMasks
from hiring.masking.rules import MaskKind
from hiring.masking.words import Words
from hiring.openings.actions import correct_person
from hiring.openings.models import CandidateFacts
from hiring.scoring.actions import Incomplete
from hiring.scoring.models import Review
from hiring.sittings.models import AnswerRevision
from tests.banks.tasks import EVERY_KIND, task_of
from tests.factories.accounts import actor_of
from tests.factories.openings import ApplicationFactory, CandidateFactory
from tests.factories.scoring import a_panel, allocated, handed_in, locked
from tests.factories.sittings import AnswerRevisionFactory
from tests.page import words as words_of
from tests.postgres import on_both
from tests.trail import told

NAME, EMAIL = "Zakiyatunnisa Kenarisatu", "kenaridua@surel.example"
LETTER = (
    "Yth. Ibu Lastri, terima kasih atas surat tanggal 3 November. Saya Zakiyatunnisa Kenarisatu, "
    "dulu di PT Kenari Empat Abadi, lulusan Universitas Kenari Tiga. "
    "Hubungi kenaridua@surel.example, 0812-0000-7788, @kenari.enam atau "
    "kenarilima.example.com. Salam, Zakiya"
)
#: What of it must not be read.
HIDDEN = (
    *("Zakiya", "Kenarisatu", "Kenari Empat", "Kenari Tiga", "kenaridua", "0812-0000-7788", "kenari.enam"),
    "kenarilima",
)


def applied(panel):
    application = ApplicationFactory(
        opening=panel.opening,
        candidate=CandidateFactory(name=NAME, email=EMAIL),
        consented=True,
        stage="handed_in",
    )
    claim = {"title": "Staf", "organisation": "PT Kenari Empat Abadi", "start": "", "end": ""}
    facts = CandidateFacts(
        application_id=application.id,
        education="S1, Universitas Kenari Tiga, 2015",
        experience="",
        claims=[claim],
    )
    return application, facts


@pytest.fixture
def masked(session):
    """A panel of two, and the answer of a candidate who says in it who she is."""
    panel = a_panel(2)
    application, facts = applied(panel)
    session.add(facts)
    session.flush()
    return panel, allocated(panel, LETTER, application=application)


def reviews_of(session, sitting):
    return session.scalars(select(Review).where(Review.sitting_id == sitting.id).order_by(Review.id)).all()


def answer_on(client, review):
    """Return the answer as its reviewer's page shows it."""
    page = client.get(f"/reviews/{review.public_id}").text
    return words_of(re.search(r'class="marking-text".*?class="marking-(?:quote|panel)"', page, re.DOTALL)[0])


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        (
            "id",
            (
                "Saya [nama], dulu di [tempat kerja], lulusan [sekolah]. "
                "Hubungi [email], [nomor telepon], [akun] atau [tautan]. Salam, [nama]"
            ),
        ),
        (
            "en",
            (
                "Saya [name], dulu di [employer], lulusan [school]. "
                "Hubungi [email], [phone number], [account] atau [link]. Salam, [name]"
            ),
        ),
    ],
)
def test_a_reviewer_reads_neutral_words_in_the_language_of_the_page(
    session, masked, signed_in, locale, shown
):
    panel, sitting = masked
    panel.reviewers[0].locale = locale
    review = next(one for one in reviews_of(session, sitting) if one.reviewer_id == panel.reviewers[0].id)

    read = answer_on(signed_in(panel.reviewers[0]), review)

    assert shown in read
    assert [word for word in HIDDEN if word in read] == []


def test_masks_say_where_and_of_what_kind_and_hold_no_words(session, masked):
    _panel, sitting = masked

    [row] = session.scalars(select(AnswerMasks).where(AnswerMasks.sitting_id == sitting.id))

    assert row.revision == 1
    assert row.masks[0] == {
        "text": 0,
        "start": LETTER.index(NAME),
        "end": LETTER.index(NAME) + len(NAME),
        "kind": "name",
        "by": "program",
        "lifted": False,
    }
    assert [each["kind"] for each in row.masks] == [
        *("name", "employer", "school", "email", "phone", "handle", "link", "name")
    ]
    assert [word for word in HIDDEN if word in str(row.masks)] == []


def test_the_answer_and_its_hash_stay_and_hr_reads_it_whole(session, masked, signed_in):
    panel, sitting = masked
    [revision] = session.scalars(select(AnswerRevision).where(AnswerRevision.sitting_id == sitting.id))

    page = words_of(signed_in(panel.hr).get(f"/applications/{sitting.application.public_id}").text)

    assert revision.value == {"text": LETTER}
    assert LETTER in page


@pytest.mark.parametrize("quote", ["Salam, [nama]", "Salam, [name]", "dulu di [employer], lulusan"])
def test_evidence_is_quoted_as_it_was_read_in_either_language(session, masked, quote):
    _panel, sitting = masked
    review = reviews_of(session, sitting)[0]

    assert locked(review, 5, quote=quote).state == "locked"


def test_what_is_masked_is_no_evidence(session, masked):
    _panel, sitting = masked

    with pytest.raises(Incomplete):
        locked(reviews_of(session, sitting)[0], 5, quote="Salam, Zakiya")


def test_a_reviewer_who_has_read_an_answer_sees_it_corrected_next_time(session, masked, signed_in):
    panel, sitting = masked
    review = next(one for one in reviews_of(session, sitting) if one.reviewer_id == panel.reviewers[0].id)
    client, hr, item = signed_in(panel.reviewers[0]), actor_of(panel.hr), panel.letters[0]
    assert "surat tanggal 3 November" in answer_on(client, review)

    words = "TANGGAL 3  november"
    add_mask(session, sitting.application, (item.id, "a"), words, MaskKind.SCHOOL, seen="1", by=hr)
    change_mask(session, sitting.application, (item.id, "a"), 0, lifted=True, seen="1", by=hr)
    session.commit()

    read = answer_on(client, review)
    assert (
        "surat [school]. Saya Zakiyatunnisa Kenarisatu, dulu" in read
        or "surat [sekolah]. Saya Zakiya" in read
    )


def test_until_an_answer_is_masked_no_reviewer_reads_it(session, masked, signed_in):
    panel, sitting = masked
    session.execute(AnswerMasks.__table__.delete())
    session.commit()
    review = next(one for one in reviews_of(session, sitting) if one.reviewer_id == panel.reviewers[0].id)

    page = signed_in(panel.reviewers[0]).get(f"/reviews/{review.public_id}").text

    assert "surat tanggal" not in page
    assert "is still being masked" in page or "masih disamarkan" in page


def test_what_an_earlier_version_took_in_is_masked_by_a_worker(session, masked):
    _panel, sitting = masked
    session.execute(AnswerMasks.__table__.delete())

    assert mask_earlier_answers(session, after=0) == 1
    assert mask_earlier_answers(session, after=0) == 0
    [row] = session.scalars(select(AnswerMasks).where(AnswerMasks.sitting_id == sitting.id))
    assert len(row.masks) == 8


def test_what_was_looked_through_stays_as_hr_left_it_until_something_else_is_handed_in(session, masked):
    panel, sitting = masked
    item = panel.letters[0]
    change_mask(session, sitting.application, (item.id, "a"), 0, lifted=True, seen="1", by=actor_of(panel.hr))

    assert mask_answers(session, sitting.id) == 0
    AnswerRevisionFactory(
        sitting=sitting, item=item, part="a", revision=2, value={"text": "Salam, Zakiyatunnisa"}
    )
    assert mask_answers(session, sitting.id) == 1

    [row] = session.scalars(select(AnswerMasks).where(AnswerMasks.sitting_id == sitting.id))
    assert [(each["start"], each["lifted"]) for each in row.masks] == [(7, False)]


def handed_in_anew(session, sitting, item, text):
    """Hand something else in for the first part, and have it looked through."""
    AnswerRevisionFactory(sitting=sitting, item=item, part="a", revision=2, value={"text": text})
    mask_answers(session, sitting.id)
    return session.scalars(select(AnswerMasks).where(AnswerMasks.sitting_id == sitting.id)).one()


@on_both
def test_what_hr_corrected_holds_in_what_is_handed_in_anew(session, masked):
    panel, sitting = masked
    hr, place = actor_of(panel.hr), (panel.letters[0].id, "a")
    add_mask(session, sitting.application, place, "3 November", MaskKind.SCHOOL, seen="1", by=hr)
    add_mask(session, sitting.application, place, "Ibu Lastri", MaskKind.NAME, seen="1", by=hr)
    change_mask(session, sitting.application, place, 1, lifted=True, seen="1", by=hr)
    changed = "Yth. Bu Lastri, surat 3 November. Saya dulu di PT Kenari Empat Abadi, lulusan SMA."

    row = handed_in_anew(session, sitting, panel.letters[0], changed)

    shown = covered(task_of(*EVERY_KIND).part("letter"), {"text": changed}, masks_in(row.masks), "en")
    assert shown["text"] == "Yth. Bu Lastri, surat [school]. Saya dulu di PT Kenari Empat Abadi, lulusan SMA."
    [left] = row.left_behind
    assert (LETTER[left["start"] : left["end"]], left["revision"], left["by"]) == ("Ibu Lastri", 1, "hr")
    [(_event, _actor, details)] = [one for one in told(session) if one[0] == "masking.carried_over"]
    assert details["left_behind"] == 1
    assert "Lastri" not in str(details)


def test_what_is_handed_in_anew_word_by_word_keeps_everything(session, masked):
    panel, sitting = masked
    hr, place = actor_of(panel.hr), (panel.letters[0].id, "a")
    add_mask(session, sitting.application, place, "3 November", MaskKind.SCHOOL, seen="1", by=hr)
    change_mask(session, sitting.application, place, 0, lifted=True, seen="1", by=hr)
    [row] = session.scalars(select(AnswerMasks).where(AnswerMasks.sitting_id == sitting.id))
    before = list(row.masks)

    row = handed_in_anew(session, sitting, panel.letters[0], LETTER)

    assert (row.masks, row.left_behind, row.revision) == (before, [], 2)


@on_both
def test_a_corrected_name_is_looked_for_in_what_nobody_has_locked(session, masked, work):
    panel, sitting = masked
    hr, place = actor_of(panel.hr), (panel.letters[0].id, "a")
    change_mask(session, sitting.application, place, 1, lifted=True, seen="1", by=hr)
    [row] = session.scalars(select(AnswerMasks).where(AnswerMasks.sitting_id == sitting.id))
    before = list(row.masks)

    correct_person(session, sitting.application, "Lastri Zakiyatunnisa", EMAIL, secret_key="key", by=hr)
    session.commit()
    work()

    session.refresh(row)
    assert row.masks[: len(before)] == before
    assert [LETTER[each["start"] : each["end"]] for each in row.masks[len(before) :]] == ["Ibu Lastri"]
    [(_event, _actor, details)] = [one for one in told(session) if one[0] == "masking.looked_through_anew"]
    assert details["answers"] == 1


def test_what_a_reviewer_has_locked_stays_as_it_was_read(session, masked, work):
    panel, sitting = masked
    locked(reviews_of(session, sitting)[0], 5, quote="Salam, [name]")
    [row] = session.scalars(select(AnswerMasks).where(AnswerMasks.sitting_id == sitting.id))
    before = list(row.masks)

    correct_person(
        session, sitting.application, "Lastri Zakiyatunnisa", EMAIL, secret_key="key", by=actor_of(panel.hr)
    )
    session.commit()
    work()

    session.refresh(row)
    assert row.masks == before


#: An answer of each kind in which everything that can be written says the name.
WHO = "Ini Zakiya"
WRITTEN = {
    "letter": {"text": WHO},
    "budget": {"rows": [{"item": WHO, "amount": "1.000"}, {"item": "Tenda", "amount": ""}]},
    "order": {"places": {"A": 1}, "reasons": {"A": WHO, "B": WHO}},
    "procedure": {"steps": [{"what": WHO, "who": WHO}], "avoid": WHO},
    "tray": {"places": {"B": 1}, "replies": {"B": WHO}, "actions": {"B": "call"}},
    "thread": {"reply": WHO},
    "map": {"actors": {"A": {"evidence": WHO, "next_step": WHO}}, "added": [{"name": WHO}]},
    "sheet": {"places": {"C": 1}, "reasons": {"C": WHO}},
    "talk": {"replies": [WHO, WHO]},
}


@pytest.mark.parametrize("key", WRITTEN)
def test_every_kind_of_answer_is_masked_wherever_something_can_be_written(key):
    task = task_of(*EVERY_KIND)
    part, known = task.part(key), known_of(name=NAME, email=EMAIL)
    value = WRITTEN[key]

    read = covered(part, value, masks_for(part, value, Words(""), known), "id")

    assert texts_in(part, value), kind_of(part).problems(part, value)
    assert str(read).count("Ini [nama]") == str(value).count(WHO)
    assert "Zakiya" not in str(read)


def test_every_kind_that_is_rated_has_an_example_here():
    task = task_of(*EVERY_KIND)
    rated = [part.key for part in task.parts if kind_of(part).rated(part)]

    assert set(rated) <= set(WRITTEN)


def test_an_empty_sitting_has_no_masks(session):
    panel = a_panel(1)
    sitting = handed_in(panel, None)

    assert mask_answers(session, sitting.id) == 0
