"""The rules by which an opening judges are frozen before a score is seen, and changed by two people only."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.openings.judging import LevelsCombined, QuotesWanted
from hiring.openings.models import Opening, OpeningMember
from hiring.openings.rules import MemberRole
from hiring.scoring import actions, queries
from hiring.scoring.frozen_rules import ChangeableRules
from hiring.scoring.models import FrozenRules, Review, RulesChange
from hiring.scoring.queries.checking import Mismatch, discrepancies
from tests.at_once import at_once
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.scoring import REASON, a_panel, allocated, locked
from tests.page import words
from tests.postgres import on_both
from tests.scoring.test_third_readings import LATER, _differing, _lock, _scores, _third

MEDIAN = ChangeableRules(2, True, None, LevelsCombined.MEDIAN)


def _settled(session, time, **values):
    """Return a panel and a sitting scored with levels 2, 4 and 4: the mean is 3.33, the median 4."""
    panel, sitting = _differing(session, time, **values)
    second = UserFactory(roles=[Role.HR], locale="en")
    panel.opening.members.append(OpeningMember(user=second, role=MemberRole.HR))
    _lock(session, _third(session, sitting), COMW=4)
    time.shift(LATER)
    assert actions.settle_scoring(session, sitting.id)
    return panel, sitting, second


def _told(session):
    session.commit()
    wanted = select(AuditEntry.event).where(AuditEntry.event.like("scoring.rules%")).order_by(AuditEntry.id)
    return list(session.scalars(wanted))


@on_both
def test_rules_are_frozen_with_their_fingerprint_before_the_first_score(session, time):
    panel, _sitting, _second = _settled(session, time)

    [frozen] = session.scalars(select(FrozenRules))
    now = queries.rules_of(session, panel.opening)
    assert (frozen.number, frozen.fingerprint) == (1, now.fingerprint)
    assert frozen.content["weights"] == {"COMW": 60, "NETW": 40}
    assert _told(session) == ["scoring.rules_frozen"]
    actions.freeze_first(session, panel.opening.id)
    assert len(session.scalars(select(FrozenRules)).all()) == 1


def test_which_levels_need_a_quote_is_part_of_the_fingerprint_and_changes_no_earlier_one(session):
    opening = a_panel(1, raters_per_answer=1).opening
    before = queries.rules_of(session, opening)
    opening.quotes_wanted = QuotesWanted.ENDS

    assert "quotes_wanted" not in before.as_json()
    now = queries.rules_of(session, opening)
    assert now.as_json() == before.as_json() | {"quotes_wanted": "ends"}
    assert now.fingerprint != before.fingerprint


def test_the_share_of_control_answers_is_part_of_the_fingerprint_and_changes_no_earlier_one(session):
    opening = a_panel(1, raters_per_answer=1).opening
    before = queries.rules_of(session, opening)
    opening.control_share = 15

    assert "control_share" not in before.as_json()
    now = queries.rules_of(session, opening)
    assert now.as_json() == before.as_json() | {"control_share": 15}
    assert now.fingerprint != before.fingerprint


@on_both
def test_first_scores_that_are_written_at_once_freeze_the_rules_once(app, session, time):
    panel = a_panel(1, raters_per_answer=1)
    sittings = [allocated(panel) for _ in range(4)]
    for review in session.scalars(select(Review)).all():
        locked(review, 4)
    time.shift(LATER)
    session.commit()
    ids = [sitting.id for sitting in sittings]
    session.rollback()

    def settle(sitting_id):
        return lambda mine: actions.settle_scoring(mine, sitting_id)

    assert at_once(app, *(settle(one) for one in ids)) == ["done"] * 4

    session.expire_all()
    assert [one.number for one in session.scalars(select(FrozenRules))] == [1]
    assert list(discrepancies(session)) == []


def test_the_fingerprint_tells_every_rule_apart(session):
    panel = a_panel(2)
    first = queries.rules_of(session, panel.opening)
    others = [
        ChangeableRules(3, False, None, LevelsCombined.MEAN),
        ChangeableRules(2, True, None, LevelsCombined.MEAN),
        ChangeableRules(2, True, 3, LevelsCombined.MEAN),
        ChangeableRules(2, False, None, LevelsCombined.MEDIAN),
    ]

    assert len({first.fingerprint, *(first.changed_to(one).fingerprint for one in others)}) == 5


@on_both
def test_a_second_person_agrees_and_scores_are_recalculated_while_earlier_ones_are_kept(session, time, work):
    panel, sitting, second = _settled(session, time)
    other, opening_id = actor_of(second), panel.opening.id
    assert _scores(session, sitting).of("COMW").score == Decimal("3.33")
    change = actions.propose_rules(session, panel.opening, MEDIAN, REASON, by=actor_of(panel.hr))
    with pytest.raises(actions.AlreadyProposed):
        actions.propose_rules(session, panel.opening, MEDIAN, REASON, by=other)
    assert queries.rules_of(session, panel.opening).changeable.levels_combined == LevelsCombined.MEAN
    with pytest.raises(actions.SecondPersonNeeded):
        actions.decide_rules(session, change, REASON, agreed=True, by=actor_of(panel.hr))

    actions.decide_rules(session, change, REASON, agreed=True, by=other)
    session.commit()
    work()

    session.expire_all()
    stands = queries.scores_of_application(session, sitting.application_id)
    assert (stands.number, stands.scores.of("COMW").score) == (2, Decimal("4.00"))
    assert [one.number for one in queries.frozen_versions(session, opening_id)] == [2, 1]
    assert list(discrepancies(session)) == []
    assert session.scalars(select(RulesChange.reason)).all() == [""]  # it stands in the trail alone
    assert _told(session) == [
        "scoring.rules_frozen",
        "scoring.rules_change_proposed",
        "scoring.rules_changed",
    ]
    change = session.scalars(select(RulesChange)).one()
    with pytest.raises(actions.ChangeDecided):
        actions.decide_rules(session, change, REASON, agreed=False, by=other)


@on_both
def test_what_is_not_agreed_on_or_taken_back_changes_nothing(session, time):
    panel, _sitting, second = _settled(session, time)
    before = queries.rules_of(session, panel.opening).fingerprint
    for decider in (second, panel.hr):
        change = actions.propose_rules(session, panel.opening, MEDIAN, REASON, by=actor_of(panel.hr))
        actions.decide_rules(session, change, REASON, agreed=False, by=actor_of(decider))

    assert queries.rules_of(session, panel.opening).fingerprint == before
    assert _told(session)[-3:] == [
        "scoring.rules_change_refused",
        "scoring.rules_change_proposed",
        "scoring.rules_change_withdrawn",
    ]
    same = queries.rules_of(session, panel.opening).changeable
    with pytest.raises(actions.NothingToChange):
        actions.propose_rules(session, panel.opening, same, REASON, by=actor_of(panel.hr))


def test_rules_that_were_changed_behind_everybodys_back_are_found(session, time):
    panel, _sitting, _second = _settled(session, time)
    opening_id = panel.opening.id
    assert list(discrepancies(session)) == []

    opening = session.get_one(Opening, opening_id)
    opening.third_reading = False
    session.flush()

    assert [one.fault for one in discrepancies(session)] == [Mismatch.OTHER_RULES]


def test_one_proposes_on_a_page_and_another_decides(session, time, signed_in):
    panel, _sitting, second = _settled(session, time)
    panel.hr.locale = "en"
    session.commit()
    here = f"/openings/{panel.opening.public_id}/scoring/rules"
    mine, theirs, stranger = signed_in(panel.hr), signed_in(second), signed_in(UserFactory(roles=[Role.HR]))
    sent = {"tolerance": "2", "third_reading": "yes", "third_reading_cut": "", "levels_combined": "median"}

    assert queries.rules_of(session, panel.opening).fingerprint in mine.get(here).text
    assert mine.send(here, **sent).status_code == 422  # no reason
    assert mine.send(here, **sent, reason=REASON).status_code == 302
    [change] = session.scalars(select(RulesChange.public_id))
    shown = mine.get(f"{here}/{change}").text
    assert ("Take it back" in shown, "Do you agree?" in shown) == (True, False)
    assert stranger.get(f"{here}/{change}").status_code == 404
    assert REASON in theirs.get(here).text
    assert theirs.send(f"{here}/{change}", reason=REASON).status_code == 422
    assert theirs.send(f"{here}/{change}", agreed="yes", reason=REASON).status_code == 302

    session.expire_all()
    assert panel.opening.levels_combined == "median"
    assert "Rules that held before" in mine.get(here).text
    assert theirs.get(f"{here}/{change}").status_code == 404


def test_an_administrator_may_be_the_second_person(session, time, signed_in):
    panel, _sitting, _second = _settled(session, time)
    change = actions.propose_rules(session, panel.opening, MEDIAN, REASON, by=actor_of(panel.hr))
    session.commit()
    here = f"/openings/{panel.opening.public_id}/scoring/rules/{change.public_id}"
    admin = signed_in(UserFactory(roles=[Role.ADMIN]))

    assert admin.send(here, agreed="yes", reason=REASON).status_code == 302

    session.expire_all()
    assert panel.opening.levels_combined == "median"


def test_a_draft_has_no_page_of_frozen_rules(session, signed_in):
    panel = a_panel(2, state="draft", opened_at=None)

    page = signed_in(panel.hr).get(f"/openings/{panel.opening.public_id}/scoring/rules")

    assert page.status_code == 404


def test_who_may_decide_finds_the_proposal_on_the_first_page(session, time, signed_in):
    panel, _sitting, other = _settled(session, time)
    admin = UserFactory(roles=[Role.ADMIN], locale="en")
    panel.hr.locale = "en"
    change = actions.propose_rules(session, panel.opening, MEDIAN, REASON, by=actor_of(panel.hr))
    session.commit()
    below = f"/openings/{panel.opening.public_id}/scoring/rules"

    pages = {who: signed_in(who).get("/").text for who in (panel.hr, other, admin)}

    assert "rules of scoring" not in words(pages[panel.hr])
    assert "Other rules of scoring are proposed and need your decision" in words(pages[other])
    assert f'href="{below}"' in pages[other]
    told = f"{panel.hr.name} proposes other rules of scoring: a second person decides"
    assert told in words(pages[admin])
    assert f'href="{below}/{change.public_id}"' in pages[admin]
