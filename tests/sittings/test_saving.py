"""Saving an answer: once, in time, and never over another text."""

import uuid
from datetime import timedelta

import pytest

from hiring import clock
from hiring.sittings import actions, queries
from hiring.sittings.actions.saving import AnswerRefused, ApplicationEnded, OperationReused, UnknownPart
from hiring.sittings.models import AnswerRevision
from hiring.sittings.normalising import fingerprint
from tests.factories.sittings import SittingFactory
from tests.postgres import on_both

GRACE = timedelta(seconds=60)


@pytest.fixture
def sitting(session):
    return SittingFactory()


def place(sitting, number=0):
    return sitting.assessment_version.sections[0].tasks[number]


def sent(sitting, text="Ibu Lastri yang terhormat", *, part="a", based_on=0, **values):
    values.setdefault("operation_id", str(uuid.uuid4()))
    values.setdefault("task", place(sitting).public_id)
    return actions.SentAnswer(part=part, based_on=based_on, value={"text": text}, **values)


def save(session, sitting, answer, *, arrived=None):
    return actions.save_answer(session, sitting.id, answer, arrived=arrived or clock.now(), grace=GRACE)


def revisions(session):
    rows = session.query(AnswerRevision).order_by(AnswerRevision.id)
    return [(row.revision, row.value["text"], row.late, row.superseded) for row in rows]


def text_that_counts(session, sitting, part="a"):
    answers = queries.answers_of(session, sitting.id)
    return answers[place(sitting).item_id, part].value["text"]


def test_a_saved_answer_is_acknowledged_with_its_revision_and_hash(session, sitting):
    saving = save(session, sitting, sent(sitting, "Ya."))

    assert (saving.outcome, saving.revision) == (actions.SaveOutcome.SAVED, 1)
    assert saving.sha256 == fingerprint({"text": "Ya."})
    assert 1790 <= saving.seconds_left <= 1800
    assert text_that_counts(session, sitting) == "Ya."


def test_a_save_sent_twice_is_kept_once_and_answered_alike(session, sitting):
    answer = sent(sitting)

    first, again = save(session, sitting, answer), save(session, sitting, answer)

    assert (again.outcome, again.revision, again.saved_at) == (first.outcome, first.revision, first.saved_at)
    assert revisions(session) == [(1, "Ibu Lastri yang terhormat", False, False)]


def test_a_save_repeated_after_the_time_is_still_confirmed(session, sitting):
    answer = sent(sitting)
    save(session, sitting, answer)

    again = save(session, sitting, answer, arrived=clock.now() + timedelta(hours=2))

    assert again.outcome is actions.SaveOutcome.SAVED


def test_an_operation_that_comes_back_with_another_text_is_refused(session, sitting):
    save(session, sitting, sent(sitting, "satu", operation_id="op"))

    with pytest.raises(OperationReused):
        save(session, sitting, sent(sitting, "dua", operation_id="op"))


def test_the_same_text_again_makes_no_new_revision(session, sitting):
    save(session, sitting, sent(sitting, "satu"))

    again = save(session, sitting, sent(sitting, "satu", based_on=0))

    assert (again.outcome, again.revision, len(revisions(session))) == (actions.SaveOutcome.SAVED, 1, 1)


def test_a_save_from_a_stale_tab_is_kept_but_does_not_count(session, sitting):
    save(session, sitting, sent(sitting, "satu"))
    save(session, sitting, sent(sitting, "dua", based_on=1))

    stale = save(session, sitting, sent(sitting, "tiga", based_on=1))

    assert stale.outcome is actions.SaveOutcome.CONFLICT
    assert (stale.counts.revision, stale.counts.value) == (2, {"text": "dua"})
    assert revisions(session) == [
        (1, "satu", False, False),
        (2, "dua", False, False),
        (3, "tiga", False, True),
    ]
    assert text_that_counts(session, sitting) == "dua"


def test_whoever_has_seen_the_other_text_may_choose_the_own_one(session, sitting):
    save(session, sitting, sent(sitting, "satu"))
    stale = save(session, sitting, sent(sitting, "dua", based_on=0))

    chosen = save(session, sitting, sent(sitting, "dua", based_on=stale.counts.revision))

    assert chosen.outcome is actions.SaveOutcome.SAVED
    assert text_that_counts(session, sitting) == "dua"


def test_a_text_that_follows_an_unheard_save_replaces_it(session, sitting):
    save(session, sitting, sent(sitting, "satu", operation_id="first"))

    newer = save(session, sitting, sent(sitting, "satu dua", based_on=0, after=("first",)))

    assert newer.outcome is actions.SaveOutcome.SAVED
    assert text_that_counts(session, sitting) == "satu dua"


def test_an_older_text_that_arrives_later_never_replaces_the_newer(session, sitting):
    save(session, sitting, sent(sitting, "satu dua", based_on=0, after=("first",)))

    save(session, sitting, sent(sitting, "satu", based_on=0, operation_id="first"))

    assert text_that_counts(session, sitting) == "satu dua"


def test_an_answer_that_arrives_within_the_grace_counts(session):
    sitting = SittingFactory(closes_in=timedelta(seconds=-50))

    assert save(session, sitting, sent(sitting)).outcome is actions.SaveOutcome.SAVED


def test_an_answer_that_arrives_later_is_kept_as_late_and_does_not_count(session):
    sitting = SittingFactory(closes_in=timedelta(seconds=-70))

    late = save(session, sitting, sent(sitting, "terlambat"))

    assert (late.outcome, late.counts, late.seconds_left) == (actions.SaveOutcome.LATE, None, 0)
    assert queries.answers_of(session, sitting.id) == {}
    assert [answer.value for answer in queries.late_answers(session, sitting.id)] == [{"text": "terlambat"}]


def test_what_counts_is_decided_by_the_moment_of_arrival_not_of_writing_down(session):
    sitting = SittingFactory(closes_in=timedelta(minutes=-10))

    waited = save(session, sitting, sent(sitting), arrived=clock.now() - timedelta(minutes=9, seconds=30))

    assert waited.outcome is actions.SaveOutcome.SAVED


def test_an_answer_after_handing_in_is_kept_and_does_not_count(session):
    sitting = SittingFactory(handed_in=True)

    late = save(session, sitting, sent(sitting, "masih ada waktu"))

    assert late.outcome is actions.SaveOutcome.LATE
    assert revisions(session) == [(1, "masih ada waktu", True, False)]


def test_nothing_more_is_stored_about_somebody_who_withdrew(session, sitting):
    sitting.application.stage = "withdrawn"
    session.flush()

    with pytest.raises(ApplicationEnded):
        save(session, sitting, sent(sitting))

    assert revisions(session) == []


@pytest.mark.parametrize(
    "change", [{"task": "nowhere"}, {"part": "z"}, {"part": ""}], ids=["task", "part", "empty part"]
)
def test_an_answer_to_what_does_not_exist_is_not_found(session, sitting, change):
    with pytest.raises(UnknownPart):
        save(session, sitting, sent(sitting, **change))


def test_a_task_of_another_assessment_is_not_found(session, sitting):
    other = SittingFactory()

    with pytest.raises(UnknownPart):
        save(session, sitting, sent(sitting, task=place(other).public_id))


@pytest.mark.parametrize(("length", "kept"), [(99_999, True), (100_000, True), (100_001, False)])
def test_an_answer_may_have_a_hundred_thousand_characters(session, sitting, length, kept):
    answer = sent(sitting, "é" * length)
    if kept:
        assert save(session, sitting, answer).revision == 1
    else:
        with pytest.raises(AnswerRefused, match="100,000"):
            save(session, sitting, answer)
        assert revisions(session) == []


def test_line_ends_of_a_form_and_of_a_script_are_the_same_text(session, sitting):
    save(session, sitting, sent(sitting, "satu\ndua"))

    from_a_form = save(session, sitting, sent(sitting, "satu\r\ndua"))

    assert (from_a_form.revision, text_that_counts(session, sitting)) == (1, "satu\ndua")


def test_a_character_that_cannot_be_kept_is_replaced_where_all_can_see_it(session, sitting):
    saving = save(session, sitting, sent(sitting, "a\x00b\ud83dc"))

    assert (saving.replaced, saving.value) == (2, {"text": "a�b�c"})
    assert text_that_counts(session, sitting) == "a�b�c"


CORPUS = [
    *("kata", "é e\u0301", "👩‍👩‍👧‍👦 🇮🇩 👍🏽", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "مرحبا بالعالم", "שלום עולם"),
    *("\u202eterbalik\u202c", "\u2066diisolasi\u2069", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞"),
    *("\ufeffBOM", "baris\u2028baru\u2029alinea", "tab\tdan\vformfeed\f", "a" * 65_536),
    *("<script>alert(1)</script>", "' OR 1=1 --", "{{ 7 * 7 }} %(x)s {x}", "\\u0000 \\n \\\\", '"quoted"'),
    *("   spasi di ujung   ", "\n\nbaris kosong di depan", "零一二三四五六七八九", "ภาษาไทย", "ꦧꦱꦗꦮ"),
    *("\x7f\x1b[31m", "\u00a0\u200b\u200d\u2060", "ﬁ ﬀ Å Å", "¿Qué? ¡No!", "½ ² ™ ‰ №"),
]


@on_both
def test_what_is_written_is_read_back_letter_by_letter(session, sitting):
    different = []
    for number, text in enumerate(CORPUS, 1):
        saving = save(session, sitting, sent(sitting, text, based_on=number - 1))
        session.commit()
        if text_that_counts(session, sitting) != text or saving.sha256 != fingerprint({"text": text}):
            different.append(text)

    assert different == []


def choice(sitting, value, **values):
    values.setdefault("operation_id", str(uuid.uuid4()))
    return actions.SentAnswer(
        task=place(sitting, 1).public_id, part="choice", based_on=0, value=value, **values
    )


@pytest.mark.parametrize(
    "value",
    [
        {"most": "A", "least": "A"},
        {"most": "Z"},
        {"most": ["A"]},
        {"most": 1},
        {"text": "A"},
        {"most": "A", "extra": "B"},
        [],
        None,
        "A",
    ],
    ids=str,
)
def test_a_choice_that_is_none_of_the_offered_is_refused(session, sitting, value):
    with pytest.raises(AnswerRefused):
        save(session, sitting, choice(sitting, value))


def test_a_half_made_choice_is_kept_without_its_empty_half(session, sitting):
    saving = save(session, sitting, choice(sitting, {"most": "C", "least": None}))

    assert saving.value == {"most": "C"}
