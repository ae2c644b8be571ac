"""What those who judge may read of references, and when."""

import copy
from datetime import timedelta
from decimal import Decimal

import pytest

from hiring import clock
from hiring.openings.rules import Stage
from hiring.references.queries import Said, references_of_application, silent_referees
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.references import (
    SITUATION,
    ReferenceFactory,
    ReferenceRequestFactory,
    sent_answers,
)
from tests.postgres import on_both


@pytest.fixture
def scored(application):
    application.stage = Stage.SCORED
    return application


def given(application, **levels):
    return ReferenceFactory(request__application=application, answers=sent_answers(**levels))


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in {Stage.SCORED, Stage.DECIDED}])
def test_nobody_reads_references_before_the_scores_are_locked(session, application, stage):
    given(application)
    application.stage = stage

    assert references_of_application(session, application.id, "id") is None
    assert references_of_application(session, application.id, "id", before_scored=True).given != ()


@pytest.mark.parametrize("stage", [Stage.SCORED, Stage.DECIDED])
def test_references_are_read_once_scores_are_locked(session, application, stage):
    given(application)
    application.stage = stage

    assert len(references_of_application(session, application.id, "id").given) == 1


@on_both
def test_a_reference_is_told_in_the_language_asked_for(session, scored):
    given(scored)

    one = references_of_application(session, scored.id, "en").given[0]

    assert (one.relationship, one.period, one.how_often) == (
        "Line manager",
        "March 2021 – June 2023",
        "Weekly",
    )
    assert one.candidate_may_see == "summary_only"
    assert one.statements == (
        Said("The candidate states the position X.", "Correct"),
        Said("As far as you know, why did the candidate leave?", "Their own wish"),
    )
    assert one.about_the_referee[0] == Said(
        "Your organisation and your job there, then and now. Please add a work e-mail address or phone "
        "number so that we can confirm it.",
        "",
        "Koordinator program; sekarang direktur.",
    )
    assert one.compared == (("Communication", 80),)
    assert [(said.answer, said.note) for said in one.open_answers] == [
        ("", SITUATION),
        ("Certainly", "Selalu dapat diandalkan."),
        ("No", ""),
    ]
    assert [(each.statement[:20], each.level, each.label, each.reversed) for each in one.observed] == [
        ("The candidate's lett", 4, "Often", False),
        ("The candidate gave w", 2, "Seldom", True),
        ("New partners came to", 4, "Often", False),
        ("The candidate kept i", 5, "Almost always", False),
    ]


def test_means_are_taken_over_referees_in_the_order_of_the_rubric(session, scored):
    given(scored)  # COMW (4 + 4) / 2, NETW (4 + 5) / 2
    given(scored, R1a=2, R1b=4, R3a="not_observed", R3b=5)  # COMW (2 + 2) / 2, NETW 5
    ReferenceRequestFactory(application=scored, sent=True)

    found = references_of_application(session, scored.id, "id")

    assert found.asked == 3
    assert [
        (one.competency, one.mean, one.lowest, one.highest, one.n_referees, one.n_items, one.not_observed)
        for one in found.sums
    ] == [
        ("COMW", Decimal("3.00"), Decimal("2.00"), Decimal("4.00"), 2, 4, 0),
        ("NETW", Decimal("4.75"), Decimal("4.50"), Decimal("5.00"), 2, 3, 1),
    ]
    assert [one.disagree for one in found.sums] == [True, False]


def test_what_one_referee_observed_is_said_in_words(session, scored, signed_in, hr):
    given(scored)

    page = signed_in(hr).get(f"/applications/{scored.public_id}/references").text

    assert [one.mean for one in references_of_application(session, scored.id, "id").sums] == [None, None]
    assert page.count("satu pemberi referensi mengamati ini: bacalah tulisannya") == 2


def test_nothing_but_the_best_is_noted(session, scored):
    given(scored, R1a=5, R1b=1, R3a=5, R3b=5)
    given(scored)

    found = references_of_application(session, scored.id, "id")

    assert [one.lenient for one in found.given] == [True, False]


def test_an_application_without_references_has_empty_sums(session, scored):
    found = references_of_application(session, scored.id, "id")

    assert (found.given, found.asked, [one.mean for one in found.sums]) == ((), 0, [None, None])


def test_a_candidate_who_was_asked_about_twice_has_both_posts_in_order(session, scored):
    asked = {"id": "Post kedua.", "en": "Second post."}
    answers = sent_answers() | {"RV1-2": {"value": "do_not_know", "text": "", "asked": asked}}
    ReferenceFactory(request__application=scored, answers=answers)

    one = references_of_application(session, scored.id, "en").given[0]

    assert [said.question for said in one.statements[:2]] == [
        "The candidate states the position X.",
        "Second post.",
    ]


@on_both
def test_silent_referees_are_counted_for_their_own_hr_only(session, hr, application):
    week = {"sent": True, "sent_at": clock.now() - timedelta(days=8)}
    ReferenceRequestFactory.create_batch(2, application=application, **week)
    ReferenceRequestFactory(application=application, sent=True)
    ReferenceRequestFactory(application=application, **week, state="answered")
    ended = ApplicationFactory(opening=application.opening, consented=True, stage="decided")
    ReferenceRequestFactory(application=ended, **week)
    elsewhere = ApplicationFactory(opening=OpeningFactory(hr=[UserFactory()]), consented=True)
    ReferenceRequestFactory(application=elsewhere, **week)

    found, total = silent_referees(session, hr.id, limit=5)

    assert total == 1
    assert [(one.application_public_id, one.candidate, one.referees) for one in found] == [
        (application.public_id, "Sari Wulandari", 2)
    ]


def test_an_older_form_that_never_asked_who_the_referee_is_can_still_be_read(session, scored):
    one = given(scored)
    content = copy.deepcopy(one.request.form_item.content)
    content["sections"][0]["items"] = [i for i in content["sections"][0]["items"] if i["code"] != "R0d"]
    one.request.form_item.content = content
    session.flush()

    assert references_of_application(session, scored.id, "en").given[0].relationship == ""
