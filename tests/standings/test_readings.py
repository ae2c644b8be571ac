"""Which answers are worth another reading, and that HR has one of them read once more by somebody else."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import null, select

from hiring import clock
from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.decisions.rules import Outcome
from hiring.openings.models import Application, OpeningMember
from hiring.openings.rules import MemberRole, Stage
from hiring.scoring import actions, queries
from hiring.scoring.models import AnswerToRate, Review, Settlement, ThirdReading
from hiring.scoring.queries.checking import discrepancies
from hiring.scoring.third_readings import WhyThird
from hiring.standings.actions import compute_earlier, compute_soon
from hiring.standings.computing import Evidence, computed
from hiring.standings.models import StandingsRun
from hiring.standings.queries import standings_now, worth_reading
from hiring.standings.rules import KEPT_READINGS, SHOWN_READINGS, readings_from
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.decisions import decided
from tests.factories.scoring import locked
from tests.factories.standings import rated_opening
from tests.page import words
from tests.postgres import on_both


@pytest.fixture
def at_once(monkeypatch):
    """Have what a process of its own would compute computed here: its start takes seconds."""
    monkeypatch.setattr("hiring.standings.jobs.computed_in_child", computed)


def _rows(candidates=6):
    """Ratings in which the second and the third candidate are about as good, below a clear first."""
    mean = [5, 4, 4, 2, 2, 1]
    return [
        (f"K{one + 1}", f"T{task}", f"R{rater}", code, max(1, mean[one] - ((one + task + rater) % 3 == 0)))
        for one in range(candidates)
        for task in (1, 2, 3)
        for rater in (1, 2)
        for code in ("COMW", "NETW")
    ]


@pytest.fixture
def computed_now(work, at_once):
    """Return a function that has everything done that is due within some minutes."""

    def computed_now(minutes=10):
        work()
        with clock.held_at(clock.now() + timedelta(minutes=minutes)):
            work()

    return computed_now


@pytest.fixture
def opened(session, computed_now):
    panel, manager = rated_opening(_rows(), positions=2, decide_before_closing=True)
    another = UserFactory(roles=[Role.REVIEWER])
    session.add(OpeningMember(opening=panel.opening, user=another, role=MemberRole.REVIEWER))
    panel.hr.locale = manager.locale = "en"
    computed_now()
    session.commit()
    return panel, manager, another


def _page(panel):
    return f"/openings/{panel.opening.public_id}/quality/readings"


def _listed(session, panel):
    run = standings_now(session, panel.opening.id).run
    return worth_reading(session, panel.opening, readings_from(run.readings))


def _ask(session, panel, one):
    actions.ask_another_reading(session, one.sitting_id, one.item_id, by=actor_of(panel.hr))


def _third(session, one):
    wanted = select(Review).filter_by(sitting_id=one.sitting_id, item_id=one.item_id, third=True)
    return session.scalars(wanted).one()


@on_both
def test_answers_of_whom_the_place_is_open_are_listed_the_one_that_settles_most_first(
    session, opened, signed_in
):
    panel, _manager, _another = opened
    listed = _listed(session, panel)

    assert {one.code for one in listed} <= {"K2", "K3"}
    assert len(listed) >= 3
    assert [one.worth.gain for one in listed] == sorted((one.worth.gain for one in listed), reverse=True)
    assert all(one.worth.error_then < one.worth.error for one in listed)
    page = signed_in(panel.hr).get(_page(panel)).text
    told = words(page)
    assert f"Kandidat {listed[0].code} {listed[0].code}" in told
    assert "Among the best are 2 places." in told
    assert page.count(">Ask for it<") == len(listed)
    for number in range(1, len(listed) + 1):  # whoever hears the buttons one by one is told them apart
        assert f'aria-describedby="who-{number} task-{number}">Ask for it<' in page
        assert f'id="who-{number}"' in page
    assert _page(panel) in signed_in(panel.hr).get(f"/openings/{panel.opening.public_id}/quality").text


def test_where_medians_count_the_page_says_why_nothing_is_listed(session, opened, signed_in, computed_now):
    panel, _manager, _another = opened
    panel.opening.levels_combined = "median"
    compute_soon(session, panel.opening.id)
    session.commit()
    computed_now(30)

    page = words(signed_in(panel.hr).get(_page(panel)).text)

    assert "one more level can make a median less exact as well as more" in page
    assert "Ask for it" not in page


@on_both
def test_hr_asks_and_somebody_who_has_not_had_the_answer_reads_all_of_it(session, opened, signed_in):
    panel, _manager, another = opened
    one = _listed(session, panel)[0]

    reply = signed_in(panel.hr).send(_page(panel), application=one.public_id, task=one.worth.task)

    assert reply.location == _page(panel)
    session.expire_all()
    third = _third(session, one)
    assert third.reviewer_id == another.id
    assert queries.frame_of_review(session, third).codes == ["COMW", "NETW"]
    [reading] = session.scalars(select(ThirdReading))
    assert reading.criteria == {"COMW": WhyThird.ASKED, "NETW": WhyThird.ASKED}
    application = session.scalars(select(Application).filter_by(code=one.code)).one()
    assert application.stage == Stage.SCORING
    assert session.get(Settlement, one.sitting_id) is None
    [entry] = session.scalars(select(AuditEntry).filter_by(event="scoring.another_reading_asked"))
    assert entry.application_id == application.id


@on_both
def test_the_scores_wait_for_the_reading_and_then_count_all_levels(session, opened, computed_now):
    panel, _manager, _another = opened
    one = _listed(session, panel)[0]
    application = session.scalars(select(Application).filter_by(code=one.code)).one()
    before = queries.scores_of_application(session, application.id).scores
    _ask(session, panel, one)
    session.commit()
    assert queries.scores_of_application(session, application.id) is None

    locked(_third(session, one), 1)
    assert actions.settle_scoring(session, one.sitting_id, as_of=clock.now() + timedelta(minutes=2))

    after = queries.scores_of_application(session, application.id).scores
    assert after.of("COMW").n_ratings == before.of("COMW").n_ratings + 1
    assert after.of("COMW").score < before.of("COMW").score
    assert isinstance(after.of("COMW").score, Decimal)
    assert list(discrepancies(session)) == []
    computed_now()
    run = standings_now(session, panel.opening.id).run
    assert run.listed == 6
    assert one.named not in {each.named for each in _listed(session, panel)}


def test_whoever_is_decided_on_waits_or_was_read_once_more_is_not_listed(session, opened):
    panel, manager, _another = opened
    listed = _listed(session, panel)
    codes = sorted({one.code for one in listed})
    decided(session.scalars(select(Application).filter_by(code=codes[0])).one(), manager, Outcome.RESERVE)

    assert {one.code for one in _listed(session, panel)} == set(codes[1:])
    rest = _listed(session, panel)
    _ask(session, panel, rest[0])
    assert _listed(session, panel) == []


@pytest.mark.parametrize("why", ["decided", "asked", "nobody", "fewer"])
def test_what_cannot_be_read_once_more_is_refused_and_nothing_changes(session, opened, signed_in, why):
    panel, manager, another = opened
    one = _listed(session, panel)[0]
    application = session.scalars(select(Application).filter_by(code=one.code)).one()
    if why == "decided":
        decided(application, manager, Outcome.RESERVE)
    elif why == "asked":
        _ask(session, panel, one)
    elif why == "nobody":
        another.active = False
    else:
        session.get_one(AnswerToRate, (one.sitting_id, one.item_id)).raters = 3
    session.commit()
    stage = application.stage

    with pytest.raises(actions.CannotBeAsked):
        _ask(session, panel, one)

    session.rollback()
    session.refresh(application)
    assert application.stage == stage
    assert len(session.scalars(select(ThirdReading)).all()) == (why == "asked")


def test_a_line_that_is_no_longer_there_asks_nothing(session, opened, signed_in):
    panel, _manager, _another = opened
    one, hr = _listed(session, panel)[0], signed_in(panel.hr)

    hr.send(_page(panel), application=one.public_id, task="T99")

    assert "no longer on the list" in hr.get(_page(panel)).text
    assert hr.send(_page(panel), task="").status_code == 404
    assert session.scalars(select(ThirdReading)).all() == []


def test_where_nobody_is_left_to_read_the_page_says_so(session, opened, signed_in):
    panel, _manager, another = opened
    another.active = False
    session.commit()
    one, hr = _listed(session, panel)[0], signed_in(panel.hr)

    hr.send(_page(panel), application=one.public_id, task=one.worth.task)

    assert "This answer cannot be read once more" in hr.get(_page(panel)).text


def test_before_scores_are_computed_the_page_says_so(session, signed_in):
    panel, _manager = rated_opening(_rows(), positions=2)
    panel.hr.locale = "en"
    session.commit()

    page = words(signed_in(panel.hr).get(_page(panel)).text)

    assert "Nothing has been computed yet. It is computed once scores stand" in page


def test_with_one_reading_of_each_answer_it_says_why_nothing_can_be_said(session, opened, signed_in):
    panel, _manager, _another = opened
    turn = {(f"K{one}", f"T{task}"): f"R{(one + task) % 2 + 1}" for one in range(1, 7) for task in (1, 2, 3)}
    once = [(*row[:4], float(row[4])) for row in _rows() if row[2] == turn[row[:2]]]
    run = standings_now(session, panel.opening.id).run
    run.readings = dict(computed(Evidence.of(once, {"COMW": 60, "NETW": 40}, 2)).readings)
    session.commit()

    page = words(signed_in(panel.hr).get(_page(panel)).text)

    assert (
        "It cannot be said where another reading would help: no answer was rated by two reviewers, so nobody "
        "knows what another one would add." in page
    )


def test_a_computing_of_before_is_done_again(session, opened, computed_now):
    panel, _manager, _another = opened
    run = standings_now(session, panel.opening.id).run
    run.readings, run.version = null(), 1
    session.commit()
    compute_earlier(session)
    computed_now()

    session.expire_all()
    found = standings_now(session, panel.opening.id).run
    assert (found.number, found.readings is None) == (2, False)
    compute_earlier(session)
    assert len(session.scalars(select(StandingsRun)).all()) <= 2


def test_no_more_are_kept_than_can_be_used():
    rows = [
        (f"K{one}", f"T{task}", f"R{(one + task + rater) % 4}", "COMW", float(2 + (one * task + rater) % 3))
        for one in range(40)
        for task in range(4)
        for rater in range(2)
    ]
    found = readings_from(computed(Evidence.of(rows, {"COMW": 1}, 10)).readings)

    assert found.why or len(found.worth) <= KEPT_READINGS
    assert SHOWN_READINGS == 20


@pytest.mark.parametrize("role", list(Role))
def test_nobody_but_hr_of_the_opening_sees_or_asks(session, signed_in, role):
    panel, _manager = rated_opening(_rows(), positions=2)
    client = signed_in(UserFactory(roles=[role]))

    assert client.get(_page(panel)).status_code == 404
    assert client.send(_page(panel), application="x", task="T90").status_code == 404


def test_what_reviewers_read_does_not_say_that_hr_asked(session, opened, signed_in):
    panel, _manager, another = opened
    one = _listed(session, panel)[0]
    _ask(session, panel, one)
    session.commit()
    another.locale = "en"

    client = signed_in(another)
    page = client.get(f"/reviews/{_third(session, one).public_id}").text

    assert "HR asked" not in page
    assert one.code not in page
