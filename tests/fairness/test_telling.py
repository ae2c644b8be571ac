"""A candidate tells of their own free will to which groups they belong, after handing in; or does not."""

import pytest
from sqlalchemy import func, select

from hiring.accounts.rules import Audience
from hiring.audit.models import AuditEntry
from hiring.fairness.models import GroupAnswers, OpeningFairness
from hiring.fairness.rules import MAY_TELL
from hiring.mail.models import Message
from hiring.openings import actions as openings
from hiring.openings.rules import Stage
from hiring.privacy.actions import ask_about_data
from hiring.privacy.rules import Right
from tests.factories.fairness import tell
from tests.factories.openings import candidate_actor
from tests.factories.scoring import a_panel, handed_in
from tests.page import words
from tests.postgres import on_both
from tests.privacy.conftest import newcomer  # noqa: F401  (a fixture)

ALL = {"gender": "woman", "age": "under_25", "disability": "yes", "region": "elsewhere"}
PAGE = "/candidate/groups"


@pytest.fixture
def application(session):
    application = handed_in(a_panel(2)).application
    application.locale = "en"
    session.commit()
    return application


@pytest.fixture
def candidate(signed_in, application):
    return signed_in(application, Audience.CANDIDATE)


def told(session):
    session.rollback()
    session.expire_all()
    return [
        (one.gender, one.age, one.disability, one.region) for one in session.scalars(select(GroupAnswers))
    ]


@on_both
def test_a_candidate_tells_changes_and_takes_back_what_was_told(session, candidate):
    assert candidate.send(PAGE, **ALL, agree="y").location == PAGE
    assert told(session) == [("woman", "under_25", "yes", "elsewhere")]

    assert candidate.send(PAGE, age="25_to_34", gender="not_said", agree="y").location == PAGE
    assert told(session) == [(None, "25_to_34", None, None)]
    assert "You answered on" in candidate.get(PAGE).text

    assert candidate.send(f"{PAGE}/take-back").location == "/candidate/status"
    assert told(session) == []


def test_the_words_that_were_ticked_are_kept_with_what_the_notice_promises(
    session,
    shipped,
    newcomer,  # noqa: F811  (asked for by its name)
):
    _application, client = newcomer(stage="handed_in", locale="en")
    page = words(client.get(PAGE).text)
    client.send(PAGE, gender="man", agree="y")

    [kept] = session.scalars(select(GroupAnswers.agreed_to)).all()
    promised = shipped.notices.voluntary_group_data.en.strip()
    assert kept.startswith(f"{promised} I agree that PT Contoh Nusantara keeps these answers apart")
    assert kept.endswith("to check that the process is fair, and then deletes them.")
    assert promised in page
    assert kept.removeprefix(f"{promised} ") in page


def test_nothing_is_kept_without_a_consent_of_its_own(session, candidate):
    reply = candidate.send(PAGE, **ALL)

    assert reply.status_code == 422
    assert "Please tick this, or leave this page: nothing is kept without it." in reply.text
    assert 'checked class="form-check-input" id="disability-0"' in reply.text
    assert told(session) == []


def test_every_question_may_be_left_out_and_all_left_out_deletes(session, candidate):
    candidate.send(PAGE, region="java", agree="y")
    assert told(session) == [(None, None, None, "java")]

    candidate.send(PAGE, region="not_said")

    assert told(session) == []


def test_an_answer_that_is_none_is_refused(session, candidate):
    assert candidate.send(PAGE, gender="cat", agree="y").status_code == 422
    assert told(session) == []


@pytest.mark.parametrize("stage", list(Stage))
def test_the_questions_are_there_only_after_handing_in(session, application, candidate, stage):
    application.stage = stage
    session.commit()

    reply = candidate.get(PAGE)

    assert reply.status_code == (200 if stage in MAY_TELL else 302)
    asked = "Questions about groups" in candidate.get("/candidate/status").text
    assert asked is (stage in MAY_TELL)
    candidate.send(PAGE, gender="man", agree="y")
    assert bool(told(session)) is (stage in MAY_TELL)


def test_the_status_page_says_the_same_whether_or_not_something_was_told(candidate):
    before = words(candidate.get("/candidate/status").text)
    candidate.send(PAGE, **ALL, agree="y")
    candidate.get(PAGE)

    assert words(candidate.get("/candidate/status").text) == before
    assert "makes no difference to your application" in before


def test_no_trail_and_no_mail_says_who_told_something(session, candidate):
    counted = select(func.count()).select_from(AuditEntry), select(func.count()).select_from(Message)
    before = [session.scalar(each) for each in counted]

    candidate.send(PAGE, **ALL, agree="y")
    candidate.send(f"{PAGE}/take-back")

    assert [session.scalar(each) for each in counted] == before


def test_once_counted_nothing_more_is_asked(session, application, candidate):
    session.add(OpeningFairness(opening_id=application.opening_id, figures={"decided": 0, "comparisons": []}))
    session.commit()

    assert "have been counted and deleted" in words(candidate.get(PAGE).text)
    assert "Questions about groups" not in candidate.get("/candidate/status").text
    candidate.send(PAGE, gender="man", agree="y")
    assert told(session) == []


@on_both
@pytest.mark.parametrize("end", ["withdrawn", "removed", "stopped"])
def test_what_was_told_goes_when_the_application_ends(session, application, work, end):
    tell(session, application, ALL)
    by = candidate_actor(application)
    if end == "withdrawn":
        openings.withdraw(session, application, by=by)
    elif end == "removed":
        openings.remove(session, application, "Melamar dua kali dengan nama lain.", by=by)
    else:
        ask_about_data(session, application, Right.RESTRICTION, "", by=by)
    work()

    assert told(session) == []
