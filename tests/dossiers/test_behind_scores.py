"""What stands behind the scores: errors, further readings, prepared reviewers, changed rules."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.rules import SYSTEM
from hiring.calibration.models import CalibrationWaiver
from hiring.dossiers.assembly.behind_scores import without_the_name
from hiring.dossiers.behind_scores import (
    ChangedRule,
    NoErrorReason,
    ScoreExactness,
)
from hiring.dossiers.canonical import dossier_as_json, dossier_from_json
from hiring.dossiers.formatting import NO_ERROR
from hiring.openings.models import Opening
from hiring.reports.html import compose
from hiring.scoring import actions as scoring
from hiring.scoring.models import Review
from hiring.scoring.queries.frozen_rules import rules_of
from hiring.standings.models import CandidateStanding
from tests.calibration.test_views import with_calibration
from tests.factories import dossiers
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.reports import Ready, dossier_of, scored_together
from tests.factories.scoring import a_panel, allocated, draft
from tests.factories.standings import placed_in_bands
from tests.page import words
from tests.postgres import on_both


@pytest.fixture
def placed(session):
    """Ani and Budi, each in a band of their own."""
    ani, budi = scored_together("Ani", "Budi")
    placed_in_bands(session, [[ani.application], [budi.application]])
    return ani, budi


@on_both
def test_every_score_comes_with_its_error_and_the_ends_of_it(session):
    ani, budi = scored_together("Ani", "Budi")
    placed_in_bands(session, [[ani.application], [budi.application]])

    found = dossier_of(budi)

    exact = ScoreExactness(Decimal("0.31"), Decimal("2.89"), Decimal("4.11"))
    assert found.summary.total == found.competencies[0].score == Decimal("3.50")
    assert (found.summary.exactness, found.competencies[0].exactness) == (exact, exact)
    standing = found.behind.standing
    assert (standing.run, standing.band, standing.bands, standing.in_band) == (3, 2, 2, 1)
    assert (standing.candidates, standing.top, standing.p_top, standing.method) == (
        2,
        1,
        Decimal("0.50"),
        "bayes",
    )


def test_a_competency_without_score_has_no_error_either(placed):
    assert dossier_of(placed[0]).competencies[2].exactness is None


def test_before_it_is_computed_the_dossier_says_so(session):
    (ani,) = scored_together("Ani")

    found = dossier_of(ani)

    assert found.summary.exactness == ScoreExactness(None, missing=NoErrorReason.NOT_COMPUTED)
    assert found.behind.standing is None


def test_where_medians_count_the_dossier_has_the_errors_that_were_computed(session, placed):
    placed[0].panel.opening.levels_combined = "median"
    session.commit()

    found = dossier_of(placed[0])

    assert found.summary.exactness.error == Decimal("0.31")
    assert found.provenance.policy.levels_combined == "median"


def test_a_report_of_an_earlier_version_says_of_medians_what_it_said_then():
    assert NO_ERROR[NoErrorReason("median")] == (
        "No standard error is computed where the median of several levels counts."
    )


def test_a_score_that_is_newer_than_its_error_stands_without_it(session, placed):
    row = session.scalars(
        select(CandidateStanding).where(CandidateStanding.application_id == placed[0].application.id)
    ).one()
    row.figures = {**row.figures, "COMW": [2.0, 0.31]}
    session.commit()

    found = dossier_of(placed[0])

    assert found.competencies[0].exactness.missing == NoErrorReason.NEWER_SCORE
    assert found.summary.exactness.error == Decimal("0.31")


def test_changed_rules_say_what_changed_why_and_by_whom(session, placed):
    ani, _ = placed
    other = UserFactory(roles=["hr"])
    opening = session.get_one(Opening, ani.panel.opening.id)
    held = rules_of(session, opening).changeable
    wanted = replace(held, tolerance=held.tolerance + 1)
    change = scoring.propose_rules(session, opening, wanted, "Skala terlalu ketat.", by=actor_of(ani.hr))
    scoring.decide_rules(session, change, "Setuju, dua tingkat.", agreed=True, by=actor_of(other))
    session.commit()

    (found,) = dossier_of(ani).behind.rule_changes

    assert found.rules == (
        ChangedRule("Difference that counts as disagreement", str(held.tolerance), str(wanted.tolerance)),
    )
    assert found.reason == "Skala terlalu ketat. / Setuju, dua tingkat."
    assert (found.proposed_by, found.agreed_by) == (ani.hr.name, other.name)


def test_what_earlier_schemas_did_not_know_is_not_written_into_them():
    before = json.loads(dossier_as_json(replace(dossiers.behind("id"), schema=7)))
    now = dossiers.behind("id")

    assert {"behind"} & before.keys() == set()
    assert "exactness" not in before["summary"]
    assert "levels_combined" not in before["provenance"]["policy"]
    assert "order_reason" not in before["decision"]
    assert dossier_from_json(dossier_as_json(now)) == now


@pytest.mark.parametrize("locale", ["id", "en"])
def test_a_report_of_an_earlier_schema_is_still_drawn_without_these_parts(locale):
    earlier = replace(dossiers.behind(locale), schema=7)

    page = words(compose(earlier, verify_url="https://recruiting.example/verify/X").html)

    assert "±" not in page
    assert {"id": "Cara panel bekerja", "en": "How the panel worked"}[locale] not in page


def test_the_report_tells_every_part_in_words():
    page = words(compose(dossiers.behind("en"), verify_url="https://recruiting.example/verify/X").html)

    assert "3.43 ± 0.31" in page
    assert "The total might as well lie between 2.82 and 4.04 (95%)." in page
    assert "Band 2 of 3, which holds 4 of 9 candidates. Among the best 2: 38%." in page
    assert "Computing number 7 of this opening" in page
    assert "Reviewer A: 2 Reviewer B: 4 Reviewer C: 4 (further reading) 3.33 (mean)" in page
    assert "not near enough; HR allowed marking all the same: Reviewer B has marked for ten years." in page
    assert "Difference that counts as disagreement 2 1" in page
    assert "Proposed by Dewi Lestari, agreed by Rina Wulandari. Reason: The scale proved coarse." in page
    assert "Otherwise than the order of the bands: Ten years in three villages." in page


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("Budi Santoso sudah lama menilai.", "Reviewer B sudah lama menilai."),
        (
            "Pak BUDI berpengalaman; Santoso sangat teliti.",
            "Pak Reviewer B berpengalaman; Reviewer B sangat teliti.",
        ),
        ("Budiman bukan dia.", "Budiman bukan dia."),
    ],
)
def test_a_reviewer_is_named_in_no_reason(reason, told):
    assert without_the_name(reason, "Budi Santoso", "Reviewer B") == told


@on_both
def test_what_was_read_once_more_stands_with_every_independent_level(session):
    panel = a_panel(3, third_reading=True, calibration_within=1)
    with_calibration(session, panel.letters[0])
    sitting = allocated(panel)
    for review, level in zip(_open(session, sitting), (2, 4), strict=True):
        _locked(session, review, COMW=level, NETW=3)
    with clock.held_at(clock.now() + timedelta(minutes=2)):
        scoring.ask_third_readings(session, sitting.id)
        (third,) = _open(session, sitting)
        _locked(session, third, COMW=4)
    with clock.held_at(clock.now() + timedelta(minutes=4)):
        assert scoring.settle_scoring(session, sitting.id)
    session.get_one(User, third.reviewer_id).name = "Rahayu Lestari"
    session.add(
        CalibrationWaiver(
            opening_id=panel.opening.id,
            reviewer_id=third.reviewer_id,
            item_id=panel.letters[0].id,
            reason="Rahayu dilatih di lapangan.",
            waived_by=panel.hr.id,
        )
    )
    session.commit()

    found = dossier_of(Ready(panel, panel.hr, panel.hr, panel.reviewers, sitting))

    (reading,) = found.behind.further_readings
    assert (reading.why, reading.combined, reading.counted) == ("apart", "mean", Decimal("3.33"))
    assert [(one.level, one.further) for one in reading.levels] == [(2, False), (4, False), (4, True)]
    assert [one.rater for one in found.competencies[0].ratings if one.further] == ["C"]
    tasks = found.behind.calibration.tasks
    assert [(one.rater, one.state) for one in tasks] == [
        ("A", "to_rate"),
        ("B", "to_rate"),
        ("C", "waved_through"),
    ]
    assert tasks[2].reason == "Reviewer C dilatih di lapangan."
    written = dossier_as_json(found)
    assert not any(user.name in written for user in panel.reviewers)


def _open(session, sitting):
    wanted = select(Review).where(Review.sitting_id == sitting.id, Review.state == "allocated")
    return session.scalars(wanted.order_by(Review.id)).all()


def _locked(session, review, **levels):
    sent = draft(review)
    ratings = tuple(replace(one, level=levels[one.competency]) for one in sent.ratings)
    scoring.lock_review(session, review, replace(sent, ratings=ratings), by=SYSTEM)
