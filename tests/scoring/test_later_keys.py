"""A task is scored with a later version of its key: a deed with a reason, beside the scores made before."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, text, update

from hiring import clock
from hiring.accounts.rules import SYSTEM, Role
from hiring.audit.models import AuditEntry
from hiring.openings.models import OpeningMember
from hiring.openings.rules import MemberRole
from hiring.scoring import actions, queries
from hiring.scoring.commands import scores as command
from hiring.scoring.key_changes import KeyFault, differs, fault_of
from hiring.scoring.models import AdoptedKey, ApplicationScore, ExcuseProposal, Review
from hiring.scoring.queries.checking import Mismatch, discrepancies
from hiring.scoring.queries.scores import written_scores
from hiring.sittings.models import AnswerRevision
from hiring.sittings.queries import read_task_of
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.banks import scenario
from tests.factories.scoring import a_panel, handed_in, locked
from tests.factories.sittings import AnswerRevisionFactory
from tests.page import words
from tests.postgres import on_both
from tests.trail import told

REASON = "Panel ahli memperbaiki kunci jawaban."
LATER = timedelta(minutes=2)
#: The answer that everybody gives: worth level 5 by the first key, 3 by the second.
ANSWER = {"most": "C", "least": "A"}
OTHER = {"version": "2", "most_least": {"choice": {"most": "C", "least": "B"}}}


def later_text(panel, *, provisional=False, **key):
    """Put a later text of the scenario into the bank, with what `key` changes."""
    bank = panel.scenario.bank
    panel.scenario.current = False
    kind = {"provisional": True} if provisional else {"confirmed": True}
    return scenario(bank=bank, code="T80", key={**OTHER, **key}, **kind)


def scored(session, panel):
    """Return a settled sitting: 4 in the letter, and the answer to the scenario."""
    sitting = handed_in(panel)
    AnswerRevisionFactory(sitting=sitting, item=panel.scenario, part="choice", value=ANSWER)
    actions.allocate_reviews(session, sitting.id)
    for review in session.scalars(select(Review).where(Review.sitting_id == sitting.id)):
        locked(review, 4)
    assert actions.settle_scoring(session, sitting.id, as_of=clock.now() + LATER)
    return sitting


def stands(session, sitting):
    return queries.scores_of_application(session, sitting.application_id)


def second_person(panel):
    user = UserFactory(roles=[Role.HR], locale="en")
    panel.opening.members.append(OpeningMember(user=user, role=MemberRole.HR))
    return user


def the_later_key(session, panel):
    [found] = queries.later_keys(session, panel.opening)
    return found


@pytest.fixture
def panel(session):
    return a_panel(2, key_confirmed=True)


@on_both
def test_a_later_key_is_seen_and_changes_nothing_by_itself(session, panel):
    sitting = scored(session, panel)
    assert queries.later_keys(session, panel.opening) == []
    newer = later_text(panel)

    found = the_later_key(session, panel)

    assert (found.item_id, found.key_item_id, found.fault) == (panel.scenario.id, newer.id, None)
    assert (found.earlier, found.version) == ("1", "2")
    assert stands(session, sitting).scores.of("COMW").score == Decimal("4.50")
    assert list(discrepancies(session)) == []


@on_both
def test_before_any_score_one_person_adopts_it_and_what_settles_later_uses_it(session, panel, work):
    newer = later_text(panel)

    actions.adopt_key(session, panel.opening, the_later_key(session, panel), REASON, by=actor_of(panel.hr))
    sitting = scored(session, panel)
    session.commit()
    work()

    found = stands(session, sitting)
    assert (found.scores.of("COMW").score, found.number) == (Decimal("3.50"), 1)
    assert found.scores.later_keys == {panel.scenario.id: newer.id}
    assert queries.later_keys(session, panel.opening) == []
    assert list(discrepancies(session)) == []
    [details] = [said for event, _, said in told(session) if event == "scoring.key_adopted"]
    assert {"earlier": "1", "version": "2", "reason": REASON}.items() <= details.items()


@on_both
def test_afterwards_a_second_person_agrees_and_new_scores_stand_beside_the_earlier_ones(session, panel, work):
    sittings = [scored(session, panel) for _ in range(6)]
    newer = later_text(panel)
    answers = session.scalars(select(AnswerRevision.value).order_by(AnswerRevision.id)).all()
    later = the_later_key(session, panel)
    with pytest.raises(actions.ScoresRestOnKey):
        actions.adopt_key(session, panel.opening, later, REASON, by=actor_of(panel.hr))
    proposal = actions.propose_key(session, panel.opening, later, REASON, by=actor_of(panel.hr))
    assert actions.propose_key(session, panel.opening, later, REASON, by=actor_of(panel.hr)) is proposal
    with pytest.raises(actions.SecondPersonNeeded):
        actions.decide_excuse(session, proposal, REASON, agreed=True, by=actor_of(panel.hr))

    actions.decide_excuse(session, proposal, REASON, agreed=True, by=actor_of(second_person(panel)))
    session.commit()
    work()

    session.expire_all()
    for sitting in sittings:
        before, now = written_scores(session, sitting.id)
        assert [one.scores.of("COMW").score for one in (before, now)] == [Decimal("4.50"), Decimal("3.50")]
        assert [one.scores.later_keys for one in (before, now)] == [{}, {panel.scenario.id: newer.id}]
    assert session.scalars(select(AnswerRevision.value).order_by(AnswerRevision.id)).all() == answers
    assert list(discrepancies(session)) == []
    told = session.scalars(select(AuditEntry.event).where(AuditEntry.opening_id == panel.opening.id)).all()
    assert {"scoring.key_proposed", "scoring.key_adopted", "scoring.scores_superseded"} <= set(told)


@on_both
def test_earlier_scores_come_out_again_also_where_a_task_was_excused_in_between(session, panel, work):
    sitting = scored(session, panel)
    application = sitting.application
    later_text(panel)
    later, second = the_later_key(session, panel), second_person(panel)
    proposal = actions.propose_key(session, panel.opening, later, REASON, by=actor_of(panel.hr))
    actions.decide_excuse(session, proposal, REASON, agreed=True, by=actor_of(second))
    session.commit()
    work()
    excuse = actions.propose_excuse(
        session, panel.opening, panel.letters[0], REASON, application=application, by=actor_of(second)
    )
    actions.decide_excuse(session, excuse, REASON, agreed=True, by=actor_of(panel.hr))
    session.commit()

    assert [str(one.scores.of("COMW").score) for one in written_scores(session, sitting.id)] == [
        "4.50",
        "3.50",
        "3.00",
    ]
    assert list(discrepancies(session)) == []


def test_an_earlier_score_that_does_not_come_out_is_told_and_left_as_it_is(app, session, panel, work):
    sitting = scored(session, panel)
    later_text(panel)
    proposal = actions.propose_key(
        session, panel.opening, the_later_key(session, panel), REASON, by=actor_of(panel.hr)
    )
    actions.decide_excuse(session, proposal, REASON, agreed=True, by=actor_of(second_person(panel)))
    session.commit()
    work()
    for deed in ("update", "delete"):
        session.execute(text(f"DROP TRIGGER application_score_keeps_{deed}"))
    first = ApplicationScore.sitting_id == sitting.id, ApplicationScore.number == 1
    session.execute(update(ApplicationScore).where(*first).values(total=Decimal("5.00")))
    session.commit()

    [found] = discrepancies(session)
    assert (found.sitting_id, found.fault) == (sitting.id, Mismatch.EARLIER_KEY)
    session.commit()
    told = app.test_cli_runner().invoke(command, ["recompute"])
    assert told.output == "Applications with new scores: 0.\n"


@on_both
def test_a_proposal_is_refused_or_taken_back_and_everything_counts_as_before(session, panel):
    sitting, second = scored(session, panel), second_person(panel)
    later_text(panel)
    later = the_later_key(session, panel)

    for person in (second, panel.hr):
        proposal = actions.propose_key(session, panel.opening, later, REASON, by=actor_of(panel.hr))
        actions.decide_excuse(session, proposal, REASON, agreed=False, by=actor_of(person))
    session.commit()

    assert session.scalars(select(AdoptedKey)).all() == []
    assert stands(session, sitting).number == 1
    told = session.scalars(select(AuditEntry.event).where(AuditEntry.opening_id == panel.opening.id)).all()
    assert {"scoring.key_refused", "scoring.key_withdrawn"} <= set(told)


def test_a_key_that_the_bank_no_longer_holds_is_not_adopted(session, panel):
    newer = later_text(panel)
    later = the_later_key(session, panel)
    newer.current = False
    session.flush()

    with pytest.raises(actions.NoLaterKey):
        actions.adopt_key(session, panel.opening, later, REASON, by=SYSTEM)


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        ({"version": "1"}, KeyFault.SAME_VERSION),
        ({"measures": {"choice": "NETW"}}, KeyFault.OTHER_COMPETENCIES),
        ({"provisional": True}, KeyFault.PROVISIONAL),
        ({"measures": {}}, KeyFault.NO_KEY),
    ],
)
def test_a_key_that_would_score_something_else_is_not_adopted(session, panel, key, fault):
    later_text(panel, **key)
    later = the_later_key(session, panel)

    assert later.fault is fault
    with pytest.raises(actions.KeyDoesNotFit):
        actions.adopt_key(session, panel.opening, later, REASON, by=SYSTEM)
    assert session.scalars(select(AdoptedKey)).all() == []


def test_a_key_for_other_questions_does_not_fit_and_other_notes_are_no_other_key(session, panel):
    task = read_task_of(session, panel.scenario.id)
    [part] = task.parts
    other = replace(task, parts=(replace(part, options=part.options[:2]),))

    assert fault_of(task, other, provisional=False) is KeyFault.OTHER_PARTS
    assert not differs(task.key, replace(task.key, version="2", reasons={"choice": task.title}))


def test_a_provisional_key_that_was_confirmed_may_keep_its_number(session):
    panel = a_panel(2, key_provisional=True, provisional_keys_count=True)
    later_text(panel, version="1", most_least={"choice": {"most": "C", "least": "A"}})

    later = the_later_key(session, panel)

    assert (later.earlier_provisional, later.provisional, later.fault) == (True, False, None)


def test_an_opening_under_the_first_rule_and_one_whose_key_does_not_count_know_no_later_key(
    session, signed_in
):
    first = a_panel(2, key_confirmed=True, score_rule="task-means")
    provisional = a_panel(2, key_provisional=True)
    for panel in (first, provisional):
        later_text(panel)
        assert queries.later_keys(session, panel.opening) == []
    page = signed_in(first.hr).get(f"/openings/{first.opening.public_id}/scoring/keys")
    assert page.status_code == 404


def test_two_people_of_hr_score_a_task_anew_on_pages(session, signed_in, panel, work):
    second, sitting = second_person(panel), scored(session, panel)
    application = sitting.application.public_id
    panel.hr.locale = "en"
    newer = later_text(panel)
    session.commit()
    scoring = f"/openings/{panel.opening.public_id}/scoring"
    here, chosen = f"{scoring}/keys", f"{panel.scenario.id}-{newer.id}"

    mine = signed_in(panel.hr)
    assert "holds version 2 of the answer key of “Angry group (en)”" in words(mine.get(scoring).text)
    assert "version 2, here 1 counts" in words(mine.get(here).text)
    assert mine.send(here, key=chosen, reason="Kurang").status_code == 422
    assert mine.send(here, key=f"{panel.scenario.id}-1", reason=REASON).status_code == 422
    assert mine.send(here, key=chosen, reason=REASON).status_code == 302
    assert "Now a second person of HR must agree" in mine.get(scoring).text
    [proposal] = session.scalars(select(ExcuseProposal)).all()

    theirs = signed_in(second)
    address = f"{scoring}/proposals/{proposal.public_id}"
    page = words(theirs.get(address).text)
    assert "A new answer key that is to count" in page
    assert "Answer key version 2 instead of 1" in page
    assert theirs.send(address, agreed="yes", reason=REASON).status_code == 302
    work()

    session.expire_all()
    assert stands(session, sitting).scores.of("COMW").score == Decimal("3.50")
    dossier = words(mine.get(f"/applications/{application}").text)
    assert "Version 2, scored again with it; before with version 1" in dossier
    assert "version 2 instead of 1" in words(mine.get(here).text)
    assert mine.get(scoring).text.count("holds version 2 of the answer key") == 0
    history = words(mine.get(f"/openings/{panel.opening.public_id}/history").text)
    assert "with version 2 of its answer key instead of version 1" in history


def test_only_hr_of_the_opening_may(session, signed_in, panel):
    for who in (panel.reviewers[0], UserFactory(roles=[Role.HR]), UserFactory(roles=[Role.ADMIN])):
        here = f"/openings/{panel.opening.public_id}/scoring/keys"
        client = signed_in(who)
        assert (client.get(here).status_code, client.send(here).status_code) == (404, 404)
