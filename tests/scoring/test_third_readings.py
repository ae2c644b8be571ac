"""What reviewers differ on is read once more by somebody who knows nothing of it."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.rules import SYSTEM, Role
from hiring.audit.models import AuditEntry
from hiring.interviews.models import Interview, InterviewCard
from hiring.openings.actions import withdraw
from hiring.openings.models import Application, OpeningMember
from hiring.openings.rules import Stage
from hiring.privacy.archive.correspondence import trail_of_candidate
from hiring.scoring import actions, queries
from hiring.scoring.models import AnswerToRate, Rating, Review, Settlement, ThirdReading
from hiring.scoring.queries.checking import discrepancies
from hiring.scoring.rules import Cause, ReviewState
from hiring.scoring.third_readings import HELD_FOR, WhyThird
from hiring.stats.scores import ScoreSheet
from tests.at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.scoring import REASON, a_panel, allocated, draft, given, locked, waiting_answers
from tests.postgres import on_both

LATER = timedelta(minutes=2)


def _reviews(session, sitting, *states):
    wanted = select(Review).where(Review.sitting_id == sitting.id).order_by(Review.id)
    return list(session.scalars(wanted.where(Review.state.in_(states)) if states else wanted))


def _third(session, sitting):
    wanted = select(Review).where(Review.sitting_id == sitting.id, Review.third)
    return session.scalars(wanted.order_by(Review.id.desc())).first()


def _locked_apart(session, panel, time, *, low=2, high=4):
    """Return a sitting of one letter on whose COMW two reviewers differ; on NETW both gave 3."""
    sitting = allocated(panel)
    for review, level in zip(_reviews(session, sitting), (low, high), strict=False):
        _lock(session, review, COMW=level, NETW=3)
    time.shift(LATER)
    return sitting


def _lock(session, review, **levels):
    sent = draft(review)
    ratings = tuple(
        type(one)(one.competency, reason=REASON, **given(levels[one.competency])) for one in sent.ratings
    )
    return actions.lock_review(session, review, type(sent)(ratings, seen=sent.seen), by=SYSTEM)


def _differing(session, time, *, reviewers=3, **values):
    panel = a_panel(reviewers, third_reading=True, **values)
    sitting = _locked_apart(session, panel, time)
    actions.ask_third_readings(session, sitting.id)
    return panel, sitting


def _scores(session, sitting):
    return queries.scores_of_application(session, sitting.application_id).scores


def _settled(session, sitting):
    return session.get(Settlement, sitting.id) is not None


@on_both
def test_only_what_two_differ_on_goes_to_somebody_who_has_not_read_it(session, time):
    _panel, sitting = _differing(session, time)

    first, second, third = _reviews(session, sitting)
    assert (third.third, third.state) == (True, ReviewState.ALLOCATED)
    assert len({first.reviewer_id, second.reviewer_id, third.reviewer_id}) == 3
    [reading] = session.scalars(select(ThirdReading))
    assert reading.criteria == {"COMW": WhyThird.APART}
    assert queries.frame_of_review(session, third).codes == ["COMW"]
    assert queries.frame_of_review(session, first).codes == ["COMW", "NETW"]
    assert actions.ask_third_readings(session, sitting.id) == 0  # once
    session.commit()
    assert len(session.scalars(select(AuditEntry).filter_by(event="scoring.third_reading_asked")).all()) == 1


@on_both
@pytest.mark.parametrize(
    ("combined", "third", "score"),
    [("mean", 4, "3.33"), ("median", 4, "4.00"), ("mean", 3, "3.00"), ("median", 3, "3.00")],
)
def test_scores_stand_once_the_third_reading_is_locked_and_count_all_levels(
    session, time, combined, third, score
):
    _panel, sitting = _differing(session, time, levels_combined=combined)
    assert not actions.settle_scoring(session, sitting.id)

    _lock(session, _third(session, sitting), COMW=third)
    assert not actions.settle_scoring(session, sitting.id)  # it can be taken back for a minute
    time.shift(LATER)
    assert actions.settle_scoring(session, sitting.id)

    scores = _scores(session, sitting)
    assert (scores.of("COMW").score, scores.of("NETW").score) == (Decimal(score), Decimal("3.00"))
    assert scores.of("COMW").n_ratings == 3
    levels = session.scalars(select(Rating.level).order_by(Rating.id)).all()
    assert sorted(levels) == sorted([2, 3, 4, 3, third])  # what the two gave is as it was
    assert list(discrepancies(session)) == []


@on_both
def test_an_opening_without_further_readings_settles_at_once(session, time):
    sitting = _locked_apart(session, a_panel(3), time)

    assert actions.ask_third_readings(session, sitting.id) == 0
    assert actions.settle_scoring(session, sitting.id)
    assert _third(session, sitting) is None


@pytest.mark.parametrize(
    ("low", "high", "values", "why"),
    [
        (3, 4, {}, None),
        (3, 4, {"tolerance": 1}, WhyThird.APART),
        (2, 4, {"tolerance": 3}, None),
        (2, 3, {"third_reading_cut": 3}, WhyThird.CUT),
        (3, 4, {"third_reading_cut": 3}, None),
        (1, 4, {"third_reading_cut": 3}, WhyThird.APART),
    ],
)
def test_what_counts_as_differing_is_what_the_opening_says(session, time, low, high, values, why):
    sitting = _locked_apart(session, a_panel(3, third_reading=True, **values), time, low=low, high=high)
    actions.ask_third_readings(session, sitting.id)

    found = session.scalars(select(ThirdReading.criteria)).all()

    assert found == ([{"COMW": why}] if why else [])
    assert actions.settle_scoring(session, sitting.id) == (why is None)


def test_the_worker_asks_a_minute_after_the_second_lock_and_settles_after_the_third(session, time, work):
    panel = a_panel(3, third_reading=True)
    sitting = allocated(panel)
    first, second = _reviews(session, sitting)
    _lock(session, first, COMW=1, NETW=3)
    session.commit()
    time.shift(LATER)
    work()
    assert _third(session, sitting) is None
    _lock(session, second, COMW=5, NETW=3)
    session.commit()
    work()
    assert _third(session, sitting) is None  # the lock can still be taken back
    time.shift(LATER)
    work()
    _lock(session, _third(session, sitting), COMW=4)
    session.commit()
    time.shift(LATER)
    work()

    session.expire_all()
    assert session.get_one(Application, sitting.application_id).stage == Stage.SCORED
    assert _scores(session, sitting).of("COMW").score == Decimal("3.33")


@on_both
def test_whoever_interviews_stepped_aside_or_is_busier_is_not_asked(session, time):
    panel = a_panel(6, third_reading=True)
    sitting = allocated(panel)
    first = _reviews(session, sitting)[0]
    actions.declare_conflict(session, first, "Sepupu saya.", by=SYSTEM)
    now_reading = _reviews(session, sitting, ReviewState.ALLOCATED)
    seen = {review.reviewer_id for review in _reviews(session, sitting)}
    interviewer, busy, free = [one for one in panel.reviewers if one.id not in seen]
    interview = Interview(
        application_id=sitting.application_id,
        opening_id=panel.opening.id,
        starts_at=clock.now(),
        minutes=60,
        place="Ruang 2",
        cards=[InterviewCard(interviewer_id=interviewer.id)],
    )
    session.add(interview)
    session.flush()
    other = a_panel([busy], raters_per_answer=1)
    allocated(other)
    for review, level in zip(now_reading, (2, 4), strict=True):
        _lock(session, review, COMW=level, NETW=3)
    time.shift(LATER)

    actions.ask_third_readings(session, sitting.id)

    assert _third(session, sitting).reviewer_id == free.id


@on_both
def test_where_nobody_is_left_hr_is_told_and_accepts_the_scores_with_a_reason(session, time):
    panel, sitting = _differing(session, time, reviewers=2)

    [lacking] = waiting_answers(session, panel)
    assert (lacking.allocated, lacking.wanted, lacking.third) == (2, 3, True)
    assert not actions.settle_scoring(session, sitting.id)

    actions.accept_fewer_ratings(session, sitting.application, REASON, by=SYSTEM)

    assert _scores(session, sitting).of("COMW").score == Decimal("3.00")
    assert list(discrepancies(session)) == []


def test_who_joins_the_panel_later_gets_the_reading_that_waits(session, time):
    panel, sitting = _differing(session, time, reviewers=2)
    late = UserFactory(roles=[Role.REVIEWER])
    panel.opening.members.append(OpeningMember(user=late, role="reviewer"))
    session.flush()

    actions.allocate_missing(session, [sitting.id], by=SYSTEM)

    third = _third(session, sitting)
    assert (third.reviewer_id, third.third) == (late.id, True)
    assert waiting_answers(session, panel) == []


# One person at a time


@on_both
def test_who_cannot_read_it_now_hands_it_back_and_somebody_else_gets_it(session, time):
    _panel, sitting = _differing(session, time, reviewers=4)
    third = _third(session, sitting)

    actions.hand_back(session, third, by=SYSTEM)
    actions.hand_back(session, third, by=SYSTEM)  # pressed twice

    assert third.state == ReviewState.RELEASED
    again = _third(session, sitting)
    assert (again.state, again.third) == (ReviewState.ALLOCATED, True)
    assert again.reviewer_id != third.reviewer_id
    with pytest.raises(actions.ThirdReadingOver):
        actions.hand_back(session, _reviews(session, sitting)[0], by=SYSTEM)


@on_both
def test_what_nobody_works_on_for_days_goes_to_somebody_else(session, time, work):
    _panel, sitting = _differing(session, time, reviewers=4)
    session.commit()
    third = _third(session, sitting)
    actions.save_draft(session, third, draft(third), by=SYSTEM)
    session.commit()
    time.shift(HELD_FOR - timedelta(hours=1))
    actions.save_draft(session, third, draft(third, 2), by=SYSTEM)
    session.commit()
    time.shift(timedelta(hours=2))
    work()
    assert _third(session, sitting).id == third.id  # somebody works on it

    time.shift(HELD_FOR)
    work()

    session.expire_all()
    assert _third(session, sitting).reviewer_id != third.reviewer_id
    assert third.state == ReviewState.RELEASED


def test_where_nobody_else_is_left_it_stays_with_who_has_it(session, time, work):
    _panel, sitting = _differing(session, time)
    session.commit()
    third = _third(session, sitting)
    time.shift(HELD_FOR + LATER)

    work()

    session.expire_all()
    assert (_third(session, sitting).id, third.state) == (third.id, ReviewState.ALLOCATED)


@on_both
def test_hr_gives_it_to_somebody_else_who_has_not_read_it(session, time):
    panel, sitting = _differing(session, time, reviewers=4)
    third, [reading] = _third(session, sitting), session.scalars(select(ThirdReading))
    [other] = queries.readers_by_name(session, reading)
    users = {user.id: user for user in panel.reviewers}

    actions.give_third_reading(session, reading, users[other.id], by=SYSTEM)
    actions.give_third_reading(session, reading, users[other.id], by=SYSTEM)

    assert (third.state, _third(session, sitting).reviewer_id) == (ReviewState.RELEASED, other.id)
    for unfit in (users[third.reviewer_id], users[_reviews(session, sitting)[0].reviewer_id], panel.hr):
        with pytest.raises(actions.CannotRead):
            actions.give_third_reading(session, reading, unfit, by=SYSTEM)
    _lock(session, _third(session, sitting), COMW=3)
    with pytest.raises(actions.ThirdReadingOver):
        actions.give_third_reading(session, reading, users[other.id], by=SYSTEM)


@on_both
def test_given_to_two_at_once_one_holds_it(app, session, time):
    _panel, sitting = _differing(session, time, reviewers=5)
    [reading] = session.scalars(select(ThirdReading))
    ids, reading_id = [one.id for one in queries.readers_by_name(session, reading)], reading.id
    session.commit()

    def give(user_id):
        def deed(mine):
            there = mine.get_one(ThirdReading, reading_id), mine.get_one(User, user_id)
            actions.give_third_reading(mine, *there, by=SYSTEM)

        return deed

    at_once(app, *(give(user_id) for user_id in ids))

    session.expire_all()
    held = [one for one in _reviews(session, sitting) if one.third and one.state == ReviewState.ALLOCATED]
    assert len(held) == 1
    assert held[0].reviewer_id in ids


@on_both
def test_asked_for_twice_at_once_there_is_one_reading(app, session, time):
    panel = a_panel(4, third_reading=True)
    sitting = _locked_apart(session, panel, time)
    session.commit()
    sitting_id = sitting.id

    at_once(app, *(lambda mine: actions.ask_third_readings(mine, sitting_id) for _ in range(3)))

    session.expire_all()
    assert len(session.scalars(select(ThirdReading)).all()) == 1
    assert len([one for one in _reviews(session, sitting) if one.third]) == 1


@on_both
def test_hr_lets_scores_stand_without_it_and_says_why(session, time):
    _panel, sitting = _differing(session, time)
    [reading] = session.scalars(select(ThirdReading))

    actions.waive_third_reading(session, reading, REASON, by=SYSTEM)

    assert _third(session, sitting).state == ReviewState.RELEASED
    assert _settled(session, sitting)
    assert _scores(session, sitting).of("COMW").score == Decimal("3.00")
    assert actions.ask_third_readings(session, sitting.id) == 0
    with pytest.raises(actions.ThirdReadingOver):
        actions.waive_third_reading(session, reading, REASON, by=SYSTEM)
    session.commit()
    [told] = session.scalars(select(AuditEntry).filter_by(event="scoring.third_reading_waived"))
    assert told.details["item_id"] == reading.item_id


# Beside everything else


@on_both
def test_an_answer_that_somebody_could_not_judge_is_compared_once_hr_has_decided(session, time):
    panel = a_panel(4, third_reading=True)
    sitting = allocated(panel)
    first, second = _reviews(session, sitting)
    locked(first, cannot_judge=Cause.FILE)
    locked(second, 2)
    time.shift(LATER)
    actions.ask_third_reviewers(session, sitting.id)
    [instead] = _reviews(session, sitting, ReviewState.ALLOCATED)
    locked(instead, 5)
    time.shift(LATER)
    assert actions.ask_third_readings(session, sitting.id) == 0  # HR has not said whether it agrees

    actions.decide_abstention(session, first, REASON, agreed=True, by=SYSTEM)
    assert actions.ask_third_readings(session, sitting.id) == 1

    assert _third(session, sitting).reviewer_id not in {first.reviewer_id, second.reviewer_id}
    assert not actions.settle_scoring(session, sitting.id)


@on_both
def test_who_withdraws_and_comes_back_has_the_reading_where_it_was(session, time, work):
    _panel, sitting = _differing(session, time, reviewers=4)
    third, application = _third(session, sitting), sitting.application
    actions.save_draft(session, third, draft(third), by=SYSTEM)
    withdraw(session, application, by=SYSTEM)
    actions.end_reviews(session, application.id)
    assert third.state == ReviewState.RELEASED

    application.stage = Stage.SCORING
    session.flush()
    actions.resume_reviews(session, application.id)

    assert (third.state, third.third) == (ReviewState.DRAFT, True)
    assert len(_reviews(session, sitting, ReviewState.LOCKED)) == 2


def test_a_task_that_is_excused_is_not_read_once_more(session, time):
    panel, sitting = _differing(session, time, letters=1)
    actions.excuse_for_candidate(session, sitting.application, panel.letters[0], REASON, by=SYSTEM)

    assert _third(session, sitting).state == ReviewState.RELEASED
    assert session.scalars(select(AnswerToRate.thirds)).all() == [0]
    assert _settled(session, sitting)


def test_a_conflict_of_the_third_reader_gives_it_to_a_fourth_person(session, time):
    _panel, sitting = _differing(session, time, reviewers=4)
    third = _third(session, sitting)

    actions.declare_conflict(session, third, "Tetangga saya.", by=SYSTEM)

    again = _third(session, sitting)
    assert (again.state, queries.frame_of_review(session, again).codes) == (ReviewState.ALLOCATED, ["COMW"])


# Pages


def test_the_third_reader_rates_only_what_differs_and_learns_nothing_of_what_was_given(
    session, time, signed_in
):
    panel, sitting = _differing(session, time, reviewers=4)
    third = _third(session, sitting)
    reader = session.get_one(User, third.reviewer_id)
    reader.locale = "en"
    others = [one for one in panel.reviewers if one is not reader]
    session.commit()
    here, client = f"/reviews/{third.public_id}", signed_in(reader)

    shown = client.get(here).text
    assert "This is a further reading" in shown
    assert ('name="COMW-level"' in shown, 'name="NETW-level"' in shown) == (True, False)
    before = _reviews(session, sitting)[:2]
    hidden = [REASON, *(one.name for one in others), *(one.pseudonym for one in before)]
    assert [word for word in hidden if word in shown] == []
    assert "checked" not in shown.replace('id="keys-on" checked', "")
    sent = {"COMW-level": "3", "COMW-reason": REASON, "NETW-level": "1", "NETW-reason": REASON, "seen": "0"}
    assert client.send(f"{here}/lock", **sent).status_code == 302

    session.expire_all()
    levels = session.scalars(select(Rating.level).where(Rating.review_id == third.id)).all()
    assert (third.state, levels) == (ReviewState.LOCKED, [3])
    own = _reviews(session, sitting)[0]
    assert "further reading" not in signed_in(session.get_one(User, own.reviewer_id)).get("/reviews").text


def test_who_cannot_do_it_now_hands_it_back_on_a_page(session, time, signed_in):
    _panel, sitting = _differing(session, time, reviewers=4)
    third, first = _third(session, sitting), _reviews(session, sitting)[0]
    session.commit()
    client = signed_in(session.get_one(User, third.reviewer_id))
    here = f"/reviews/{third.public_id}/hand-back"

    assert here in client.get(f"/reviews/{third.public_id}").text
    assert client.send(here).status_code == 302

    session.expire_all()
    assert third.state == ReviewState.RELEASED
    assert client.get(here).status_code == 404
    own = signed_in(session.get_one(User, first.reviewer_id))
    assert own.get(f"/reviews/{first.public_id}/hand-back").status_code == 404


def test_hr_sees_why_who_holds_it_and_who_else_could_and_gives_or_waives_it(session, time, signed_in):
    panel, sitting = _differing(session, time, reviewers=4)
    panel.hr.locale = "en"
    third, [reading] = _third(session, sitting), session.scalars(select(ThirdReading))
    holder = session.get_one(User, third.reviewer_id)
    [other] = queries.readers_by_name(session, reading)
    session.commit()
    scoring, client = f"/openings/{panel.opening.public_id}/scoring", signed_in(panel.hr)
    here = f"{scoring}/further-readings/{reading.public_id}"

    for page in (scoring, f"{scoring}/further-readings"):
        shown = client.get(page).text
        assert f"{holder.name} has it and has not begun." in shown
        assert "levels far apart" in shown
    assert f"{other.name} (0 answers wait)" in client.get(f"{here}/give").text
    assert client.send(f"{here}/give").status_code == 422
    assert client.send(f"{here}/give", reviewer=str(holder.id)).status_code == 422
    assert client.send(f"{here}/give", reviewer=str(other.id)).status_code == 302
    assert f"{other.name} has it" in client.get(scoring).text
    assert client.send(f"{here}/waive").status_code == 422
    assert client.send(f"{here}/waive", reason=REASON).status_code == 302

    session.expire_all()
    assert session.get_one(Application, sitting.application_id).stage == Stage.SCORED
    assert client.get(f"{here}/waive").status_code == 404
    assert client.get(f"{scoring}/further-readings/%E2%80%AE/give").status_code == 404
    assert "No score is waiting" in client.get(f"{scoring}/further-readings").text


def test_hr_is_told_that_the_panel_is_too_small_for_further_readings(session, time, signed_in):
    panel, _sitting = _differing(session, time, reviewers=2)
    panel.hr.locale = "en"
    session.commit()
    client, scoring = signed_in(panel.hr), f"/openings/{panel.opening.public_id}/scoring"

    shown = client.get(scoring).text

    assert "and 2 read every answer: nobody is left for a further reading. Add at least one" in shown
    assert "for a further reading, as reviewers differ" in shown
    assert "Nobody in the panel is free to read it" in client.get(f"{scoring}/further-readings").text


@on_both
def test_hr_sees_how_many_further_readings_each_rule_would_have_meant(session, time, signed_in):
    panel = a_panel(2)
    panel.hr.locale = "en"
    for low, high in ((2, 4), (2, 3), (3, 3)):
        _locked_apart(session, panel, time, low=low, high=high)
    session.commit()
    here = f"/openings/{panel.opening.public_id}/scoring/further-readings/expected"

    shown = signed_in(panel.hr).get(here).text

    assert "several reviewers rated one answer on one competency 6 times." in shown
    rows = re.findall(r'<tr><th scope="row">(\d)[^<]*</th>(.*?)</tr>', shown)
    numbers = {int(row): [int(n) for n in re.findall(r">(\d+)[ <]", cells)] for row, cells in rows}
    assert numbers == {1: [2, 2, 2, 2, 2], 2: [1, 1, 2, 1, 1], 3: [0, 0, 2, 1, 0], 4: [0, 0, 2, 1, 0]}


def test_a_table_of_medians_gives_the_same_scores_again(session, time):
    panel, sitting = _differing(session, time, levels_combined="median")
    _lock(session, _third(session, sitting), COMW=4)
    time.shift(LATER)
    actions.settle_scoring(session, sitting.id)
    names = queries.cell_names(session, panel.opening)
    piece = queries.cells_after(session, panel.opening, names, [Stage.SCORED], 0)
    sheet, columns = ScoreSheet(), queries.CELL_COLUMNS

    for row in (dict(zip(columns, values, strict=True)) for values in piece.rows):
        sheet.rule = row["rule"]
        fixed = row["kind"] not in {"given", "nothing_shown"}
        sheet.add(row["candidate"], row["task"], row["competency"], row["rating"], fixed=fixed)

    [made] = sheet.scores().candidates.values()
    assert sheet.rule == "cells-median"
    assert made.competencies == {"COMW": 4, "NETW": 3}


def test_a_personal_archive_does_not_tell_that_an_answer_was_read_once_more(session, time):
    """How often reviewers locked something would tell it as well."""
    _panel, sitting = _differing(session, time)
    session.commit()

    told = trail_of_candidate(session, sitting.application_id)

    events = {value.value for record in told.records for value in record if value.key == "event"}
    assert {one for one in events if "third" in one or "review" in one} == set()
