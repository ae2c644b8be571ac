"""HR gives minutes back: in a section that runs, in one that is over, and after the clock has handed in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.adjustments import actions
from hiring.adjustments.models import GiveBackToAll, MinutesReturned
from hiring.adjustments.queries import given_to_all, not_given
from hiring.assessments.models import Section
from hiring.audit.models import AuditEntry
from hiring.mail.letters import write
from hiring.mail.models import Message
from hiring.scoring import actions as scoring
from hiring.scoring.models import Review, Settlement
from hiring.sittings import actions as sittings
from hiring.sittings import queries as sitting_queries
from hiring.sittings.actions.extra_time import FinishedEarly, NothingLost
from hiring.sittings.models import SectionClock, Sitting, SupersededReceipt
from hiring.sittings.rules import SectionState
from tests.adjustments.conftest import sitting_in
from tests.adjustments.test_granting import begin
from tests.at_once import outcomes_at_once
from tests.factories.accounts import actor_of
from tests.factories.openings import ApplicationFactory, candidate_actor
from tests.factories.scoring import LETTER, a_panel, draft, locked
from tests.factories.sittings import AnswerRevisionFactory
from tests.page import words
from tests.postgres import on_both

GRACE = timedelta(seconds=60)
REASON = "Listrik padam di seluruh kota."


def give(session, sitting, by, minutes=15, operation="one"):
    return actions.give_back(
        session, sitting.application_id, minutes, REASON, operation=operation, grace=GRACE, by=by
    )


def over(opening, text=LETTER, **values):
    """Return the sitting of a candidate whose time has been over for two minutes."""
    sitting = sitting_in(opening, closes_in=timedelta(minutes=-2), **values)
    if text is not None:
        item = sitting.assessment_version.sections[0].tasks[0].item
        AnswerRevisionFactory(sitting=sitting, item=item, value={"text": text})
    return sitting


def by_the_clock(session, sitting):
    """Let the clock hand in."""
    sittings.close_section(session, sitting.sections[0].id, grace=GRACE)
    assert sitting.by_clock
    return sitting.receipt_code


def running_in(session, sitting):
    """Return the clock of its section as it stands now."""
    asked = select(SectionClock).where(SectionClock.sitting_id == sitting.id)
    return session.scalars(asked.execution_options(populate_existing=True)).one()


def states(session, sitting):
    application = sitting_queries.application_of(session, sitting.application_id)
    return sitting_queries.states_of(
        application, sitting_queries.sitting_of(session, sitting.application_id), clock.now()
    )


def events(session):
    return [entry.event for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id))]


def mails(app, session, template="minutes_given_back"):
    found = session.scalars(select(Message).where(Message.template == template).order_by(Message.id))
    return [write(app, one, show_link=False).text for one in found]


@pytest.fixture
def panel(session):
    panel = a_panel(2)
    panel.hr.locale = "en"
    return panel


def test_a_running_section_ends_so_much_later(app, session, at_work, by):
    [running] = at_work.sections
    before = running.closes_at

    row = give(session, at_work, by)

    assert (row.outcome, running.closes_at) == ("running", before + timedelta(minutes=15))
    assert events(session) == ["sitting.minutes_given_back"]
    [mail] = mails(app, session)
    assert "15 minutes back in the section that is running" in mail
    assert REASON in mail


def test_the_same_page_sent_twice_gives_once(session, at_work, by):
    before = at_work.sections[0].closes_at
    give(session, at_work, by)
    give(session, at_work, by)
    assert at_work.sections[0].closes_at == before + timedelta(minutes=15)

    give(session, at_work, by, operation="another")

    assert at_work.sections[0].closes_at == before + timedelta(minutes=30)


def test_a_section_that_the_clock_has_ended_waits_to_be_begun_again(session, opening, by, candidate):
    sitting = over(opening)

    assert give(session, sitting, by, 20).outcome == "again"

    assert states(session, sitting) == [SectionState.READY]
    client = candidate(sitting.application)
    section = sitting.assessment_version.sections[0]
    home = words(client.get("/candidate").text)
    assert "HR has given you 20 minutes back in this section." in home
    page = client.get(f"/candidate/sections/{section.public_id}").text
    assert "Start now (20 minutes)" in page
    assert client.send(f"/candidate/sections/{section.public_id}").status_code == 302
    running = running_in(session, sitting)
    assert states(session, sitting) == [SectionState.RUNNING]
    assert timedelta(minutes=19, seconds=50) < running.closes_at - clock.now() <= timedelta(minutes=20)
    assert LETTER in client.get(f"/candidate/tasks/{section.tasks[0].public_id}").text


def test_the_time_in_which_a_section_stood_closed_is_no_time_used(session, opening, by):
    sitting = over(opening)
    give(session, sitting, by, 20)
    planned = timedelta(minutes=session.get_one(Section, running_in(session, sitting).section_id).minutes)

    with clock.held_at(clock.now() + timedelta(hours=5)):
        begin(session, sitting.application)
    with clock.held_at(clock.now() + timedelta(hours=5, minutes=10)):
        used = running_in(session, sitting).time.used(clock.now())

    assert abs(used - planned - timedelta(minutes=10)) < timedelta(seconds=2)


def test_what_the_clock_has_handed_in_is_opened_again_and_its_receipt_superseded(
    app, session, opening, by, candidate
):
    sitting = over(opening)
    code = by_the_clock(session, sitting)
    receipt = sitting.receipt

    give(session, sitting, by)

    assert (sitting.state, sitting.receipt_code, sitting.application.stage) == ("running", None, "sitting")
    [kept] = session.scalars(select(SupersededReceipt)).all()
    assert (kept.code, kept.receipt, kept.by_clock) == (code, receipt, True)
    assert code in mails(app, session)[0]
    assert events(session)[-2:] == ["sitting.opened_again", "sitting.minutes_given_back"]

    begin(session, sitting.application)
    sittings.hand_in(session, sitting, by=candidate_actor(sitting.application))

    assert sitting.receipt_code not in {None, code}
    page = words(candidate(sitting.application).get("/candidate/receipt").text)
    assert f"{code} : superseded" in page
    assert len(mails(app, session, "receipt")) == 2
    assert f"earlier receipt {code}" in mails(app, session, "receipt")[1]


def test_who_does_not_begin_again_is_handed_in_by_the_clock_after_two_days(session, opening, by, work):
    sitting = over(opening)
    by_the_clock(session, sitting)
    give(session, sitting, by)

    with clock.held_at(clock.now() + timedelta(hours=47)):
        work()
        session.expire_all()
        assert sitting.handed_in_at is None
    with clock.held_at(clock.now() + timedelta(hours=48, minutes=2)):
        work()
        session.expire_all()

    assert sitting.by_clock
    assert sitting.receipt_code is not None


def test_a_section_begun_again_is_closed_by_the_clock_once_more(session, opening, by, work):
    sitting = over(opening)
    by_the_clock(session, sitting)
    give(session, sitting, by)
    begin(session, sitting.application)

    with clock.held_at(clock.now() + timedelta(minutes=17)):
        work()
        session.expire_all()

    assert sitting.by_clock


def test_answers_that_were_given_out_come_back_to_the_same_reviewers(session, panel, by, signed_in, work):
    sitting = over(panel.opening)
    by_the_clock(session, sitting)
    scoring.allocate_reviews(session, sitting.id)
    before = [(one.reviewer_id, one.pseudonym) for one in session.scalars(select(Review).order_by(Review.id))]
    panel.reviewers[0].locale = "en"
    reviewer = signed_in(panel.reviewers[0])
    mine = select(Review.public_id).where(Review.reviewer_id == panel.reviewers[0].id)
    address = f"/reviews/{session.scalars(mine).one()}"

    give(session, sitting, by)
    assert "Nothing is waiting for you" in reviewer.get("/reviews").text
    hand_in_anew(session, sitting)
    work()

    after = [(one.reviewer_id, one.pseudonym) for one in session.scalars(select(Review).order_by(Review.id))]
    assert before == after != []
    assert LETTER in reviewer.get(address).text


REMARK = "Menyebut tanggal surat, belum langkah berikutnya."


@pytest.fixture
def drafted(session, panel):
    """What the clock has handed in, and the draft of a reviewer."""
    panel.reviewers[0].locale = "en"
    sitting = over(panel.opening)
    by_the_clock(session, sitting)
    scoring.allocate_reviews(session, sitting.id)
    review = session.scalars(select(Review).where(Review.reviewer_id == panel.reviewers[0].id)).one()
    scoring.save_draft(session, review, draft(review, 3, reason=REMARK), by=actor_of(panel.reviewers[0]))
    assert sitting.application.stage == "scoring"
    return sitting, review


def hand_in_anew(session, sitting):
    begin(session, sitting.application)
    sittings.hand_in(session, sitting, by=candidate_actor(sitting.application))


@on_both
def test_a_draft_is_set_aside_with_a_sentence_and_comes_back_when_the_answer_is_final(
    session, panel, drafted, by, signed_in, work
):
    sitting, review = drafted
    reviewer, address = signed_in(panel.reviewers[0]), f"/reviews/{review.public_id}"

    give(session, sitting, by)

    shown = words(reviewer.get(address).text)
    assert "This answer is not final yet" in shown
    assert REMARK in shown
    assert "adjust" not in shown.lower()
    assert "1 answer that you have begun to rate is not final yet" in words(reviewer.get("/reviews").text)

    hand_in_anew(session, sitting)
    work()

    session.refresh(review)
    assert review.state == "draft"
    shown = words(reviewer.get(address).text)
    assert "this answer was not final yet. Now it is: please read it again" in shown
    assert REMARK in shown
    locked(review, 4)
    assert "not final yet" not in words(reviewer.get("/reviews").text)


def test_what_a_reviewer_sends_meanwhile_is_given_back(session, panel, drafted, by, signed_in):
    sitting, review = drafted
    reviewer, address = signed_in(panel.reviewers[0]), f"/reviews/{review.public_id}"
    hidden = reviewer.hidden(address)
    give(session, sitting, by)

    reply = reviewer.send(f"{address}/lock", **hidden, **{"COMW-level": "5", "COMW-reason": "Kata baru."})

    assert (reply.status_code, "Kata baru." in reply.text) == (409, True)
    assert "This answer is not final yet" in words(reply.text)


@pytest.mark.parametrize("number", [0, 1], ids=["with a draft", "without"])
def test_a_page_with_the_earlier_answer_does_not_rate_the_next_one(
    session, panel, drafted, by, signed_in, work, number
):
    sitting, _review = drafted
    person = panel.reviewers[number]
    person.locale = "en"
    review = session.scalars(select(Review).where(Review.reviewer_id == person.id)).one()
    reviewer, address = signed_in(person), f"/reviews/{review.public_id}"
    hidden = reviewer.hidden(address)
    rated = {f"{code}-{what}": said for code in ("COMW", "NETW") for what, said in _RATED.items()}
    give(session, sitting, by)
    hand_in_anew(session, sitting)
    work()

    reply = reviewer.send(f"{address}/lock", **hidden, **rated)

    assert reply.status_code == 409
    assert "became final only after you opened this page" in words(reply.text)
    session.refresh(review)
    assert review.state == ("allocated" if number else "draft")
    assert reviewer.send(f"{address}/lock", **reviewer.hidden(address), **rated).status_code == 302


_RATED = {"level": "5", "reason": "Kata lain, cukup panjang.", "quote": ""}


def test_what_somebody_has_rated_is_not_opened_again(session, panel, by, signed_in):
    sitting = over(panel.opening)
    code = by_the_clock(session, sitting)
    scoring.allocate_reviews(session, sitting.id)
    review = session.scalars(select(Review).order_by(Review.id)).first()
    locked(review, 3)
    page, address = signed_in(panel.hr), f"/applications/{sitting.application.public_id}/give-back"

    reply = page.send(address, **page.hidden(address), minutes="15", reason=REASON)

    session.expire_all()
    assert (reply.status_code, REASON in reply.text) == (409, True)
    assert "A reviewer has rated an answer of this candidate" in words(reply.text)
    assert sitting.receipt_code == code
    assert session.scalars(select(MinutesReturned)).all() == []


def test_scores_that_were_written_at_once_because_nothing_stood_there_no_longer_stand(session, panel, by):
    sitting = over(panel.opening, text=None)
    by_the_clock(session, sitting)
    scoring.allocate_reviews(session, sitting.id)
    assert session.get(Settlement, sitting.id) is not None

    give(session, sitting, by)

    assert session.get(Settlement, sitting.id) is None
    assert sitting.application.stage == "sitting"
    begin(session, sitting.application)
    sittings.hand_in(session, sitting, by=candidate_actor(sitting.application))
    scoring.allocate_reviews(session, sitting.id)
    assert sitting.application.stage == "scored"


def test_who_has_finished_early_or_not_begun_has_lost_nothing(session, opening, by):
    early = sitting_in(opening)
    early.sections[0].finished_at = clock.now() - timedelta(minutes=1)
    session.flush()
    with pytest.raises(FinishedEarly):
        give(session, early, by)

    waiting = ApplicationFactory(opening=opening, consented=True)
    with pytest.raises(actions.NoLongerWriting):
        actions.give_back(session, waiting.id, 5, REASON, operation="x", grace=GRACE, by=by)
    empty = sitting_in(opening)
    session.delete(empty.sections[0])
    session.flush()
    session.expire_all()
    with pytest.raises(NothingLost):
        give(session, empty, by, operation="y")


@pytest.mark.parametrize("stage", ["decided", "withdrawn"])
def test_nothing_is_given_back_where_the_application_has_ended(session, at_work, by, stage):
    at_work.application.stage = stage
    session.flush()

    with pytest.raises(actions.NoLongerWriting):
        give(session, at_work, by)


@pytest.mark.parametrize("wrong", [{"minutes": "0"}, {"minutes": "241"}, {"reason": "pendek"}])
def test_what_hr_typed_is_given_back_where_it_cannot_be(session, at_work, hr, signed_in, wrong):
    page, address = signed_in(hr), f"/applications/{at_work.application.public_id}/give-back"
    sent = {"minutes": "15", "reason": REASON, **wrong}

    reply = page.send(address, **page.hidden(address), **sent)

    assert (reply.status_code, sent["reason"] in reply.text) == (422, True)


# To everybody


def to_all(session, opening, by, *, since=timedelta(minutes=-10), until=timedelta(0), operation="all"):
    now = clock.now()
    return actions.give_back_to_all(
        session, opening, 15, REASON, since=now + since, until=now + until, operation=operation, by=by
    )


def test_everybody_who_was_writing_then_gets_minutes_and_nobody_else(session, opening, by, work):
    running, ended = sitting_in(opening), over(opening)
    long_over = sitting_in(opening, closes_in=timedelta(hours=-2))
    elsewhere = sitting_in(
        type(opening) and __import__("tests.factories.openings", fromlist=["x"]).OpeningFactory()
    )
    before = {one.id: one.sections[0].closes_at for one in (running, long_over, elsewhere)}
    by_the_clock(session, ended)

    to_all(session, opening, by)
    work()
    session.expire_all()

    assert running_in(session, running).closes_at == before[running.id] + timedelta(minutes=15)
    assert (ended.state, running_in(session, ended).owed_minutes) == ("running", 15)
    assert [running_in(session, one).closes_at for one in (long_over, elsewhere)] == [
        before[long_over.id],
        before[elsewhere.id],
    ]
    [line] = given_to_all(session, opening.id)
    assert (line.given, line.refused, line.of.done_at is not None) == (2, 0, True)


def test_who_gets_nothing_is_named_with_the_reason(session, panel, by, work, signed_in):
    sitting = over(panel.opening)
    by_the_clock(session, sitting)
    scoring.allocate_reviews(session, sitting.id)
    locked(session.scalars(select(Review)).first(), 3)
    who = sitting.application.public_id
    to_all(session, panel.opening, by)
    work()
    session.expire_all()

    [one] = not_given(session, panel.opening.id)
    assert (one.public_id, one.outcome) == (who, "rated")
    page = signed_in(panel.hr).get(f"/openings/{panel.opening.public_id}/adjustments").text
    assert "not given: a reviewer has rated an answer" in words(page)
    assert sitting.handed_in_at is not None


def test_giving_to_all_goes_in_pieces_and_a_second_try_gives_nobody_twice(
    session, opening, by, work, monkeypatch
):
    from hiring.adjustments.actions import giving_back

    monkeypatch.setattr(giving_back, "AT_ONCE", 2)
    people = [sitting_in(opening) for _ in range(5)]
    before = [one.sections[0].closes_at for one in people]
    wanted = to_all(session, opening, by)

    assert actions.give_back_some(session, wanted.id, grace=GRACE) == (2, True)
    wanted.last_sitting_id = 0  # as if a worker had died before it was noted
    session.flush()
    work()
    session.expire_all()

    assert [running_in(session, one).closes_at for one in people] == [
        moment + timedelta(minutes=15) for moment in before
    ]
    assert len(session.scalars(select(MinutesReturned)).all()) == 5


def test_the_page_asks_when_it_was_and_the_same_page_sent_twice_is_one(session, opening, hr, signed_in, work):
    sitting = sitting_in(opening)
    before = sitting.sections[0].closes_at
    page, address = signed_in(hr), f"/openings/{opening.public_id}/give-back"
    day = f"{clock.now() + timedelta(hours=7):%Y-%m-%d}"
    sent = {"day": day, "since": "00:00", "until": "23:59", "minutes": "10", "reason": REASON}
    hidden = page.hidden(address)

    for _ in range(2):
        assert page.send(address, **hidden, **sent).status_code == 302
    wrong = page.send(address, **page.hidden(address), **{**sent, "since": "12:00", "until": "11:00"})
    work()
    session.expire_all()

    assert (wrong.status_code, REASON in wrong.text) == (422, True)
    assert len(session.scalars(select(GiveBackToAll)).all()) == 1
    assert running_in(session, sitting).closes_at == before + timedelta(minutes=10)


# At the same moment


@on_both
def test_minutes_and_the_hand_in_by_the_clock_at_the_same_moment_lose_nothing(app, session, hr, opening, by):
    sitting = over(opening)
    clock_id, sitting_id = sitting.sections[0].id, sitting.id
    session.commit()

    outcomes_at_once(
        app,
        lambda own: give(own, sitting, by).outcome,
        lambda own: sittings.close_section(own, clock_id, grace=GRACE),
    )

    session.expire_all()
    sitting, running = session.get_one(Sitting, sitting_id), session.get_one(SectionClock, clock_id)
    assert (sitting.handed_in_at, running.owed_minutes) == (None, 15)
