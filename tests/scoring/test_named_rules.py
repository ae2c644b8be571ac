"""What the fingerprint of the rules names: what counts and how equal ones are ordered; early openings."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import Role
from hiring.audit.keys import keys_from, seal_with
from hiring.audit.models import AuditEntry
from hiring.db import prepare_engine, schema
from hiring.fingerprints import canonical_hash
from hiring.jobs.models import Job
from hiring.openings.models import Opening
from hiring.scoring import actions, queries
from hiring.scoring.cells import cells_of
from hiring.scoring.jobs import freeze_earlier_rules
from hiring.scoring.models import FrozenRules
from hiring.scoring.queries.checking import discrepancies
from hiring.scoring.scores import (
    CELLS,
    TASK_MEANS,
    WHAT_COUNTS,
    AskedTask,
    CellKind,
    Enters,
    Excuse,
    GivenRating,
    KeyedLevel,
    Policy,
    ScoreInput,
    WeightedCompetency,
)
from hiring.scoring.task_means import exact_means
from tests.factories import use_session
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.scoring import REASON, a_panel, settled
from tests.page import words
from tests.postgres import on_both
from tests.scoring.test_changing_rules import MEDIAN, _settled

#: Before rules were frozen at all.
BEFORE_ANY = "0065"
PROPOSED = "scoring.rules_change_proposed"


def _frozen_before(session, opening, *, later=timedelta()):
    """Have rules frozen as they were before they named all, `later` than now; return their fingerprint."""
    rules = replace(queries.rules_of(session, opening), names_all=False)
    row = FrozenRules(opening_id=opening.id, number=1, content=rules.as_json(), fingerprint=rules.fingerprint)
    row.frozen_at = clock.now() + later
    session.add(row)
    session.commit()
    return rules.fingerprint


@on_both
def test_the_fingerprint_names_the_rule_what_counts_and_how_equal_ones_are_ordered(session, time):
    panel, _sitting, _second = _settled(session, time)

    [frozen] = session.scalars(select(FrozenRules))

    assert frozen.content["rule"] == ["cells", 1]
    assert frozen.content["ties"] == ["shared_places", 1]
    assert frozen.content["counts"] == {
        "given": "levels",
        "nothing_shown": "lowest",
        "not_answered": "lowest",
        "keyed": "key",
        "excused": "left_out",
    }
    assert frozen.content["provisional_keys_count"] is False
    assert canonical_hash(frozen.content) == frozen.fingerprint
    assert list(discrepancies(session)) == []
    panel.opening.provisional_keys_count = True
    assert queries.rules_of(session, panel.opening).fingerprint != frozen.fingerprint


@on_both
def test_rules_that_were_frozen_before_keep_their_fingerprint_until_two_people_change_them(session, work):
    panel = a_panel(2)
    hr, other, opening_id = actor_of(panel.hr), actor_of(UserFactory(roles=[Role.ADMIN])), panel.opening.id
    before = _frozen_before(session, panel.opening)
    settled(panel, 4, 4)

    assert "ties" not in queries.rules_of(session, panel.opening).as_json()
    assert queries.rules_of(session, panel.opening).fingerprint == before
    assert list(discrepancies(session)) == []

    opening = session.get_one(Opening, opening_id)
    change = actions.propose_rules(session, opening, MEDIAN, REASON, by=hr)
    actions.decide_rules(session, change, REASON, agreed=True, by=other)
    session.commit()
    work()

    [second, first] = queries.frozen_versions(session, opening_id)
    assert (first.fingerprint, second.rules) == (before, MEDIAN)
    told = session.scalars(select(AuditEntry.details).where(AuditEntry.event == PROPOSED)).one()
    assert told["fingerprint"] == second.fingerprint == queries.rules_of(session, opening).fingerprint
    newest = session.scalars(select(FrozenRules.content).where(FrozenRules.number == 2)).one()
    assert newest["ties"] == ["shared_places", 1]
    assert list(discrepancies(session)) == []


def test_what_the_fingerprint_says_of_each_kind_of_cell_is_what_the_rule_does():
    policy = Policy((WeightedCompetency("COMW", 100),), 2, 2, CELLS)
    asks = frozenset({"COMW"})
    key = (KeyedLevel("COMW", Fraction(5, 2)),)
    nothing = [GivenRating(2, one, "COMW", 1, nothing_shown=True) for one in (1, 2)]
    given = ScoreInput(
        policy,
        (
            AskedTask(1, asks, answered=True),
            AskedTask(2, asks, answered=True),
            AskedTask(3, asks, answered=False),
            AskedTask(4, frozenset(), answered=False, keyed=key),
            AskedTask(5, asks, answered=True, excused=Excuse.FOR_ALL),
            AskedTask(6, asks, answered=True, keyed=key),
        ),
        (
            GivenRating(1, 1, "COMW", 3),
            GivenRating(1, 2, "COMW", 4),
            *nothing,
            GivenRating(6, 1, "COMW", 4),
        ),
    )
    says = {
        Enters.LEVELS: Fraction(7, 2),
        Enters.LOWEST: Fraction(1),
        Enters.KEY: Fraction(5, 2),
        Enters.LEFT_OUT: None,
    }

    *alone, both = cells_of(given)["COMW"]

    assert set(WHAT_COUNTS[CELLS]) == {cell.kind for cell in alone} == set(CellKind)
    assert {cell.kind: cell.level for cell in alone} == {
        kind: says[enters] for kind, enters in WHAT_COUNTS[CELLS].items()
    }
    assert both.level == (Fraction(4) + Fraction(5, 2)) / 2  # where a key and people rate, the mean of both


def test_of_the_first_rule_only_levels_that_reviewers_gave_count():
    policy = Policy((WeightedCompetency("COMW", 100),), 2, 2, TASK_MEANS)
    asked = tuple(AskedTask(number, frozenset({"COMW"}), answered=number < 3) for number in (1, 2, 3))
    given = ScoreInput(policy, asked, (GivenRating(1, 1, "COMW", 4), GivenRating(2, 1, "COMW", None)))

    assert {kind for kind, enters in WHAT_COUNTS[TASK_MEANS].items() if enters != Enters.LEFT_OUT} == {
        CellKind.GIVEN
    }
    assert exact_means(given) == {"COMW": Fraction(4)}


@pytest.fixture
def engine(database_url):
    engine = create_engine(database_url)
    prepare_engine(engine)
    seal_with(engine, keys_from("a key of the trail"))
    yield engine
    engine.dispose()


@pytest.mark.thorough
@on_both
def test_openings_that_had_scores_before_get_their_fingerprint_at_once(engine):
    schema.upgrade(engine)
    with Session(engine) as session:
        use_session(session)
        panel = a_panel(2)
        settled(panel, 5, 4)
        opening_id, unscored = panel.opening.id, a_panel(2).opening.id
        session.commit()
    schema.downgrade(engine, BEFORE_ANY)
    schema.upgrade(engine)

    with Session(engine) as session:
        assert session.scalars(select(FrozenRules)).all() == []
        [job] = session.scalars(select(Job).where(Job.kind == "scoring.freeze-earlier"))
        freeze_earlier_rules.effects(session, **job.payload)
        freeze_earlier_rules.effects(session, **job.payload)  # it may be tried twice
        session.commit()

        [frozen] = session.scalars(select(FrozenRules))
        opening = session.get_one(Opening, opening_id)
        assert (frozen.opening_id, frozen.number) == (opening_id, 1)
        assert frozen.fingerprint == queries.rules_of(session, opening).fingerprint
        assert queries.frozen_after_scores(session, opening_id)
        assert not queries.frozen_after_scores(session, unscored)
        assert list(discrepancies(session)) == []
        told = select(AuditEntry.details).where(AuditEntry.event == "scoring.rules_frozen_afterwards")
        assert [each["fingerprint"] for each in session.scalars(told)] == [frozen.fingerprint]

    schema.downgrade(engine, "0075")
    with Session(engine) as session:
        assert session.scalars(select(Job).where(Job.kind == "scoring.freeze-earlier")).all() == []
    schema.upgrade(engine)
    with Session(engine) as session:  # what is frozen already is not frozen once more
        assert session.scalars(select(Job).where(Job.kind == "scoring.freeze-earlier")).all() == []


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        (
            "en",
            {
                "every task counts, version 1",
                "Answer that shows nothing of the competency counts as level 1",
                "Keys that no panel of experts has confirmed do not count.",
                "Candidates with the same total, to two decimals, share the better place",
                "the mean of the levels that reviewers gave",
            },
        ),
        (
            "id",
            {
                "setiap tugas dihitung, versi 1",
                "Jawaban yang tidak memperlihatkan kompetensi itu dihitung sebagai tingkat 1",
                "Kunci yang belum disahkan panel ahli tidak dihitung.",
                "Kandidat dengan nilai total yang sama sampai dua angka di belakang koma",
                "rata-rata tingkat yang diberikan penilai",
            },
        ),
    ],
)
def test_the_page_says_what_counts_and_where_candidates_are_equal(session, signed_in, locale, told):
    panel = a_panel(2)
    panel.hr.locale = locale
    settled(panel, 4, 4)
    session.commit()

    page = words(signed_in(panel.hr).get(_address(panel)).text)

    assert {each for each in told if each not in page} == set()
    assert "afterwards" not in page
    assert "before they were named in it" not in page


def test_the_page_says_of_early_openings_what_their_fingerprint_does_not(session, signed_in):
    panel = a_panel(2)
    panel.hr.locale = "en"
    fingerprint = _frozen_before(session, panel.opening, later=timedelta(days=1))
    settled(panel, 4, 4)
    session.commit()

    page = words(signed_in(panel.hr).get(_address(panel)).text)

    assert "It was taken afterwards: this opening had scores before" in page
    assert "it was taken before they were named in it. The same holds here." in page
    assert fingerprint in page


def _address(panel):
    return f"/openings/{panel.opening.public_id}/scoring/rules"
