"""What may follow what: stages of applications, and what a link leads to."""

from datetime import UTC, datetime, timedelta

import pytest

from hiring.openings.rules import (
    ENDED,
    JOURNEY,
    STAGE_NAMES,
    GrantedTime,
    LinkState,
    MemberRole,
    Stage,
    accepts_candidates,
    link_state,
    may_follow,
    people_mark,
)

NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def test_an_application_goes_forwards_or_out_never_back():
    assert may_follow(Stage.INVITED, Stage.CONSENTED)
    assert may_follow(Stage.INVITED, Stage.HANDED_IN)
    assert not may_follow(Stage.SITTING, Stage.CONSENTED)
    assert not may_follow(Stage.SITTING, Stage.SITTING)
    assert all(may_follow(stage, Stage.WITHDRAWN) for stage in JOURNEY if stage is not Stage.DECIDED)


@pytest.mark.parametrize("ended", sorted(ENDED))
def test_nothing_follows_the_end(ended):
    assert not any(may_follow(ended, stage) for stage in Stage)


def test_every_stage_has_a_name():
    assert set(STAGE_NAMES) == set(Stage)


def test_candidates_are_taken_while_open_and_before_the_closing_moment():
    assert accepts_candidates("open", LATER, NOW)
    assert not accepts_candidates("open", NOW, NOW)
    assert not accepts_candidates("draft", LATER, NOW)
    assert not accepts_candidates("closed", LATER, NOW)
    assert not accepts_candidates("open", None, NOW)


@pytest.mark.parametrize(
    ("invitation", "expires_at", "stage", "accepting", "found"),
    [
        ("sent", LATER, "invited", True, LinkState.WORKS),
        ("claimed", LATER, "consented", True, LinkState.USED),
        ("revoked", LATER, "invited", True, LinkState.REVOKED),
        ("sent", NOW, "sitting", True, LinkState.EXPIRED),
        ("sent", LATER, "invited", False, LinkState.CLOSED),
        ("claimed", LATER, "consented", False, LinkState.CLOSED),
        ("sent", LATER, "expired", True, LinkState.CLOSED),
        ("sent", LATER, "withdrawn", False, LinkState.WITHDRAWN),
        ("revoked", LATER, "withdrawn", False, LinkState.WITHDRAWN),
        ("sent", LATER, "withdrawn", True, LinkState.WORKS),
        ("sent", LATER, "removed", True, LinkState.REMOVED),
        ("revoked", LATER, "removed", False, LinkState.REMOVED),
        ("sent", LATER, "handed_in", False, LinkState.WORKS),
        ("sent", LATER, "sitting", False, LinkState.WORKS),
    ],
)
def test_what_a_link_leads_to(invitation, expires_at, stage, accepting, found):
    assert link_state(invitation, expires_at, stage, accepting=accepting, now=NOW) is found


def test_the_mark_of_the_people_changes_with_whoever_comes_goes_or_changes_the_role():
    before = {MemberRole.HR: frozenset({1}), MemberRole.REVIEWER: frozenset({2, 3})}
    others = [
        {MemberRole.HR: frozenset({1}), MemberRole.REVIEWER: frozenset({2})},
        {MemberRole.HR: frozenset({1, 4}), MemberRole.REVIEWER: frozenset({2, 3})},
        {MemberRole.HR: frozenset({1}), MemberRole.HIRING_MANAGER: frozenset({2, 3})},
        {},
    ]

    assert people_mark(before | {MemberRole.HIRING_MANAGER: frozenset()}) == people_mark(before)
    assert len({people_mark(each) for each in [before, *others]}) == 5


def test_whoever_is_granted_nothing_has_no_more_time_than_others():
    assert GrantedTime() == GrantedTime(per_cent=0, minutes=0, break_minutes=0, closes_at=None)
