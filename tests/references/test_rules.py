"""How long a request lives, and when a referee is reminded."""

from datetime import UTC, datetime, timedelta

from hiring.openings.quotas import RefereeQuotas
from hiring.openings.rules import Stage
from hiring.references.rules import (
    RequestState,
    accepts_answers,
    kinds_missing,
    may_be_asked,
    reminder_moments,
    state_now,
)

SENT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def test_answers_are_accepted_for_three_weeks():
    last = SENT + timedelta(days=21) - timedelta(seconds=1)

    assert accepts_answers(RequestState.OPENED, Stage.SCORING, SENT, last)
    assert not accepts_answers(RequestState.OPENED, Stage.SCORING, SENT, SENT + timedelta(days=21))


def test_no_answer_is_accepted_after_the_application_ended():
    for stage in (Stage.WITHDRAWN, Stage.DECIDED, Stage.EXPIRED):
        assert not accepts_answers(RequestState.SENT, stage, SENT, SENT)
        assert state_now(RequestState.SENT, stage, SENT, SENT) is RequestState.CANCELLED


def test_a_request_counts_as_expired_before_the_worker_has_noted_it():
    late = SENT + timedelta(days=30)

    assert state_now(RequestState.OPENED, Stage.SCORED, SENT, late) is RequestState.EXPIRED
    assert state_now(RequestState.ANSWERED, Stage.SCORED, SENT, late) is RequestState.ANSWERED


def test_referees_are_asked_from_consent_until_the_end():
    assert [stage.value for stage in Stage if may_be_asked(stage)] == [
        "consented",
        "sitting",
        "handed_in",
        "scoring",
        "scored",
    ]


def test_never_more_than_two_reminders_whatever_the_form_says():
    moments = reminder_moments(SENT, (3, 7, 10, 14), already=0)

    assert moments == {1: SENT + timedelta(days=3), 2: SENT + timedelta(days=7)}


def test_reminders_of_an_earlier_link_count():
    assert reminder_moments(SENT, (3, 7), already=1) == {2: SENT + timedelta(days=7)}
    assert reminder_moments(SENT, (3, 7), already=2) == {}


def test_no_reminder_after_the_link_has_expired():
    assert reminder_moments(SENT, (3, 21), already=0) == {1: SENT + timedelta(days=3)}


def test_kinds_are_missing_until_enough_are_named_or_it_is_said_why_not():
    quotas = RefereeQuotas(bosses=1, colleagues=1, community=2)

    assert kinds_missing(quotas, ["line_manager", "subordinate", "partner", "client"]) == {}
    assert kinds_missing(quotas, ["other", "other"]) == {"boss": 1, "colleague": 1, "community": 2}
    assert kinds_missing(quotas, ["client"], {"boss"}) == {"colleague": 1, "community": 1}
    assert kinds_missing(RefereeQuotas(), []) == {}
