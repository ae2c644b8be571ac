"""One application worked through by hand: every figure of its dossier is known before."""

from decimal import Decimal

import pytest

from hiring.banks.choosing import OptionInReport
from hiring.banks.kinds.long_text.report import TextAnswer
from hiring.banks.kinds.most_least.report import MostLeastAnswer
from hiring.decisions.rules import Outcome
from hiring.dossiers.behind_scores import NoErrorReason, ScoreExactness
from hiring.dossiers.canonical import dossier_as_json, dossier_from_json
from hiring.dossiers.values import (
    DossierRaterMean,
    KeyedTask,
    NotMeasuredReason,
    ReferenceMean,
    StatedFact,
    Summary,
    TaskRating,
)
from hiring.fingerprints import in_groups, text_hash
from tests.factories.decisions import REASON, decided
from tests.factories.references import (
    SITUATION,
    ReferenceFactory,
    ReferenceFormFactory,
    ReferenceRequestFactory,
    sent_answers,
)
from tests.factories.reports import a_panel_with_hiring_manager, dossier_of, scored, stated
from tests.factories.scoring import LETTER
from tests.postgres import on_both
from tests.statements import statements_noted

#: COMW: task means 3 and 4, so 3.50. NETW: one level in one task, so 3.00. EVNT: no task.
LEVELS = {
    ("T90", "COMW"): (4, 2),
    ("T91", "COMW"): (4, 4),
    ("T90", "NETW"): (3, None),
    ("T91", "NETW"): (None, None),
}
POST = {"title": "Fasilitator", "organisation": "Yayasan Air Bersih", "start": "2019-03", "end": "2023-06"}


@pytest.fixture
def ready(session):
    return scored(LEVELS, choice={"most": "C", "least": "A"})


def _of(dossier, code):
    return next(one for one in dossier.competencies if one.code == code)


def test_the_total_weighs_what_was_measured_and_says_how_much_that_is(ready):
    """COMW 3.50 with weight 50 and NETW 3.00 with weight 30, over the 80 that were measured."""
    assert dossier_of(ready).summary == Summary(
        total=Decimal("3.31"),
        n_tasks=2,
        n_ratings=5,
        weight_covered=Decimal("80.00"),
        fewer_ratings=False,
        exactness=ScoreExactness(None, missing=NoErrorReason.NOT_COMPUTED),
    )


def test_a_competency_has_score_level_and_both_raters_by_letter(ready):
    result = _of(dossier_of(ready), "COMW")

    assert (result.score, result.weight, result.differs) == (Decimal("3.50"), Decimal(50), True)
    assert (result.level.number, result.level.label, result.level.anchor) == (
        3,
        "Meets the standard",
        "Behaviour of level 3 (en)",
    )
    assert result.raters == (DossierRaterMean("A", Decimal("4.00")), DossierRaterMean("B", Decimal("3.00")))
    assert [(one.task_code, one.rater, one.level) for one in result.ratings] == [
        ("T90", "A", 4),
        ("T90", "B", 2),
        ("T91", "A", 4),
        ("T91", "B", 4),
    ]


def test_no_evidence_is_kept_as_such_and_enters_no_mean(ready):
    result = _of(dossier_of(ready), "NETW")

    assert (result.score, result.differs) == (Decimal("3.00"), False)
    assert result.raters == (DossierRaterMean("A", Decimal("3.00")),)
    assert result.ratings[1] == TaskRating(
        "T90",
        "Letter to the village head (en)",
        "B",
        None,
        "Menyebut tanggal surat; T90 NETW dari B.",
        language="id",
    )


def test_reasons_come_with_the_words_they_rest_on(ready):
    first = _of(dossier_of(ready), "COMW").ratings[0]

    assert first.reason == "Menyebut tanggal surat; T90 COMW dari A."
    assert first.quotes == ("surat Ibu tanggal 3 November",)


def test_what_was_not_measured_is_told_with_its_reason(ready):
    dossier = dossier_of(ready)

    assert (_of(dossier, "EVNT").score, _of(dossier, "EVNT").level) == (None, None)
    assert [one.reason for one in dossier.not_measured] == [NotMeasuredReason.NO_TASK]


def test_a_closed_task_has_points_and_says_that_its_key_is_provisional(ready):
    assert dossier_of(ready).keyed_tasks == (
        KeyedTask(
            ready.panel.scenario.content["code"],
            "Angry group (en)",
            Decimal(2),
            Decimal(2),
            provisional=True,
            key_version="1",
        ),
    )


def test_a_closed_task_left_open_has_no_points_instead_of_none(session):
    dossier = dossier_of(scored(LEVELS))

    assert dossier.keyed_tasks == ()
    assert [(one.name, one.reason) for one in dossier.not_measured] == [
        ("Competency EVNT (en)", NotMeasuredReason.NO_TASK),
        ("Angry group (en)", NotMeasuredReason.LEFT_OPEN),
    ]


def test_every_answer_stands_in_the_annex_with_the_fingerprint_of_its_receipt(session, ready):
    told = {"part": "a", "revision": 1, "sha256": "0" * 64}
    first = ready.panel.letters[0].code
    ready.sitting.receipt = [{**told, "task": first, "text_sha256": text_hash(LETTER)}]
    session.flush()

    letter, _, closed = dossier_of(ready).answers

    assert [(part.label, part.prompt) for part in letter.parts] == [
        ("a", "Write the letter. (en)"),
        ("b", "Write one question. (en)"),
    ]
    assert (letter.parts[0].value, letter.parts[0].words) == (TextAnswer(LETTER), 8)
    assert letter.parts[0].sha256 == in_groups(text_hash(LETTER))
    assert (letter.parts[1].value, letter.parts[1].words, letter.parts[1].sha256) == (None, None, None)
    assert closed.parts[0].value == MostLeastAnswer(
        OptionInReport("C", "Option C (en)"), OptionInReport("A", "Option A (en)")
    )


def test_the_decision_that_stands_is_told_and_not_the_superseded_one(ready):
    first = decided(ready.application, ready.hr, Outcome.RESERVE, reason="Dahulu cadangan saja, menunggu.")
    decided(ready.application, ready.hiring_manager, Outcome.OFFER, seen=first.public_id)

    decision = dossier_of(ready).decision

    assert (decision.outcome, decision.reason, decision.by) == ("offer", REASON, ready.hiring_manager.name)


def test_the_dossier_speaks_one_language(ready):
    indonesian = dossier_of(ready, "id")

    assert indonesian.locale == "id"
    assert indonesian.competencies[0].level.label == "Memenuhi standar"
    assert indonesian.answers[0].parts[0].prompt == "Write the letter. (id)"
    assert "(en)" not in dossier_as_json(indonesian)


def test_versions_hashes_and_rules_are_named(ready):
    provenance = dossier_of(ready).provenance

    assert (provenance.rubric.version, provenance.assessment.version) == ("1", "1")
    assert provenance.rubric.sha256 == ready.panel.opening.rubric_version.content_hash
    assert [task.version for task in provenance.tasks] == ["T90", "T91", "T80"]
    assert (provenance.policy.raters_per_answer, provenance.policy.tolerance) == (2, 2)
    assert [weight.percent for weight in provenance.policy.weights] == [50, 30, 20]


def test_a_bank_that_was_loaded_again_since_gives_no_hash_that_was_not_used(session, ready):
    assert len(dossier_of(ready).provenance.bank.sha256) == 64

    ready.panel.letters[0].current = False
    session.flush()

    assert dossier_of(ready).provenance.bank.sha256 == "–"


def test_before_settlement_there_are_answers_but_no_rating_no_point_and_no_reason(session):
    dossier = dossier_of(scored(LEVELS, settled=False, choice={"most": "C", "least": "A"}))

    assert dossier.summary == Summary(None, 0, 0, Decimal(0))
    assert {one.not_measured for one in dossier.competencies} == {NotMeasuredReason.NOT_RATED}
    assert [one.ratings for one in dossier.competencies] == [(), (), ()]
    assert (dossier.keyed_tasks, dossier.not_measured) == ((), ())
    assert dossier.answers[0].parts[0].value == TextAnswer(LETTER)


def test_references_stand_beside_the_scores_and_change_none(ready):
    before = dossier_of(ready).summary
    stated(ready.application, claims=[POST])
    for level, word in ((5, "correct"), (2, "partly")):
        answers = sent_answers(R1a=level, R1b=3) | {"RV1": {"value": word, "text": ""}}
        ReferenceFactory(request=_answered(ready), answers=answers)

    dossier = dossier_of(ready)

    assert dossier.summary == before
    assert [(one.label, one.relationship) for one in dossier.references] == [
        ("R1", "Line manager"),
        ("R2", "Line manager"),
    ]
    # R1: (5 + 3) / 2 = 4.00; R2: (2 + 3) / 2 = 2.50, each with one reversed statement
    assert _of(dossier, "COMW").references == ReferenceMean(Decimal("3.25"), 4, 2, 0, disagree=True)
    assert dossier.facts.experience == (
        StatedFact(
            "Fasilitator", "Yayasan Air Bersih", "March 2019 – June 2023", confirmed_by=("R1", "R2 (partly)")
        ),
    )


def test_what_people_wrote_says_in_which_language_they_work(session, ready):
    ready.application.locale = "en"
    ready.reviewers[0].locale = "en"
    ready.hiring_manager.locale = "en"
    decided(ready.application, ready.hiring_manager, Outcome.RESERVE)
    ReferenceFactory(request=_answered(ready), answers=sent_answers(), locale="en")
    ReferenceFactory(request=_answered(ready), answers=sent_answers(), locale="id")
    session.flush()

    dossier = dossier_of(ready, locale="id")

    assert (dossier.written_in, dossier.opening.language, dossier.decision.language) == ("en", "id", "en")
    assert [one.language for one in dossier.references] == ["en", "id"]
    assert {one.language for one in _of(dossier, "COMW").ratings} == {"en", "id"}


def test_the_words_of_a_referee_stand_apart_from_what_the_form_offers(ready):
    ReferenceFactory(request=_answered(ready), answers=sent_answers())

    [reference] = dossier_of(ready).references

    told = {(one.answer, one.own) for one in reference.answers}
    assert {("", SITUATION), ("Certainly", "Selalu dapat diandalkan."), ("No", "")} <= told


def test_a_referee_who_contradicts_a_post_is_not_hidden(ready):
    stated(ready.application, claims=[POST])
    ReferenceFactory(
        request=_answered(ready), answers=sent_answers() | {"RV1": {"value": "incorrect", "text": ""}}
    )

    [post] = dossier_of(ready).facts.experience

    assert (post.confirmed_by, post.note) == ((), "Not confirmed by R1: see the references.")


@on_both
def test_the_dossier_survives_its_canonical_json(ready):
    dossier = dossier_of(ready)

    assert dossier_from_json(dossier_as_json(dossier)) == dossier


def test_no_name_of_a_rater_is_in_it(ready):
    for number, reviewer in enumerate(ready.reviewers):
        reviewer.name = f"Kanari Penilai {number}"

    assert "Kanari" not in dossier_as_json(dossier_of(ready))


def test_the_number_of_statements_does_not_grow_with_answers_and_ratings(session):
    def statements(ready) -> int:
        dossier_of(ready)
        session.commit()
        with statements_noted() as made:
            dossier_of(ready)
        return len(made)

    few = scored({("T90", "COMW"): (4, 2), ("T90", "NETW"): (3, 3)}, panel=_panel(letters=1))
    many = scored(
        {(f"T9{n}", code): (4, 2) for n in range(5) for code in ("COMW", "NETW")}, panel=_panel(letters=5)
    )

    assert statements(many) == statements(few) <= 30


def _panel(letters):
    return a_panel_with_hiring_manager(letters=letters)[0]


def _answered(ready):
    return ReferenceRequestFactory(
        application=ready.application,
        agreed=True,
        state="answered",
        claims=[POST],
        form_item=ReferenceFormFactory(),
    )
