"""A candidate asks for an adjustment: HR learns of it, nobody else does, and nothing typed is lost."""

import re

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.adjustments.models import AdjustmentRequest
from hiring.audit.models import AuditEntry
from tests.adjustments.conftest import sitting_in
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.page import words
from tests.privacy.conftest import newcomer  # noqa: F401  (a fixture)
from tests.privacy.test_consent import TICKS, seal

WISH = "Waktu lebih lama, saya membaca dengan pembaca layar."


def requests(session):
    session.rollback()
    return [(one.wish, one.granted) for one in session.scalars(select(AdjustmentRequest))]


def agree(client, **values):
    page = client.get("/candidate/consent").text
    return client.send("/candidate/consent", seal=seal(page), **TICKS, **values)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({}, []),
        ({"need": "no"}, []),
        ({"need": "no", "wish": "x"}, []),
        ({"need": "yes"}, [("", None)]),
        ({"need": "yes", "wish": WISH}, [(WISH, None)]),
        ({"wish": WISH}, [(WISH, None)]),
    ],
)
def test_the_page_of_consent_asks_whether_an_adjustment_is_needed(newcomer, session, sent, kept):  # noqa: F811  (asked for by its name)
    _application, client = newcomer()

    assert agree(client, **sent).location == "/candidate"

    assert requests(session) == kept


def test_what_would_help_is_given_back_where_a_box_was_not_ticked(newcomer, session):  # noqa: F811  (asked for by its name)
    _application, client = newcomer()
    page = client.get("/candidate/consent").text

    reply = client.send("/candidate/consent", seal=seal(page), need="yes", wish=WISH, assessment="y")

    assert reply.status_code == 422
    assert WISH in reply.text
    assert re.search(r'checked [^>]*value="yes"', reply.text)
    assert requests(session) == []


def test_a_candidate_who_has_asked_is_told_that_waiting_is_possible_and_beginning_too(
    session, application, candidate
):
    client = candidate(application)
    assert "I need more time or another adjustment" in client.get("/candidate").text

    assert client.send("/candidate/adjustment", wish=WISH).location == "/candidate/adjustment"

    home = words(client.get("/candidate").text)
    assert "You may wait for HR's answer, or begin anyway." in home
    assert "HR has not answered yet" in client.get("/candidate/adjustment").text
    assert "/candidate/how-it-works" in client.get("/candidate").text
    events = [(entry.event, entry.application_id) for entry in session.scalars(select(AuditEntry))]
    assert events == [("adjustment.asked", application.id)]
    assert WISH not in str([entry.details for entry in session.scalars(select(AuditEntry))])


def test_the_same_again_is_asking_once_and_something_else_is_given_back(session, application, candidate):
    client = candidate(application)
    for _ in range(2):
        assert client.send("/candidate/adjustment", wish=WISH).status_code == 302

    reply = client.send("/candidate/adjustment", wish="Juga sebuah jeda.")

    assert reply.status_code == 409
    assert "Juga sebuah jeda." in reply.text
    assert requests(session) == [(WISH, None)]


@pytest.mark.parametrize("stage", ["handed_in", "scored", "decided", "withdrawn", "expired"])
def test_nobody_asks_who_writes_no_more(session, application, candidate, stage):
    application.stage = stage

    reply = candidate(application).send("/candidate/adjustment", wish=WISH)

    assert (reply.status_code, requests(session)) == (409, [])


def test_too_long_a_wish_is_given_back(session, application, candidate):
    reply = candidate(application).send("/candidate/adjustment", wish="a" * 2001)

    assert (reply.status_code, "a" * 2001 in reply.text) == (422, True)


def test_hr_reads_of_it_on_the_first_page_until_it_is_answered(
    session, hr, application, candidate, signed_in
):
    client, page = candidate(application), signed_in(hr)
    client.send("/candidate/adjustment", wish=WISH)
    asked = "1 candidate asks for an adjustment and waits for your answer"
    listed = f"/openings/{application.opening.public_id}/adjustments"

    first = page.get("/").text
    assert (asked in " ".join(words(first).split()), listed in first) == (True, True)
    assert WISH in page.get(listed).text
    answer = f"/applications/{application.public_id}/adjustments"
    assert page.send(answer, **page.hidden(answer), verdict="grant", per_cent="25").status_code == 302

    assert asked not in words(page.get("/").text)
    assert "Nobody is waiting for an answer." in page.get(listed).text


def test_who_has_handed_in_waits_for_no_answer_any_more(session, hr, application, candidate, signed_in):
    candidate(application).send("/candidate/adjustment", wish=WISH)
    application.stage = "handed_in"

    assert "asks for an adjustment" not in signed_in(hr).get("/").text


def test_hr_of_another_opening_sees_nothing_of_it(session, application, candidate, signed_in):
    other = UserFactory(roles=[Role.HR])
    OpeningFactory(hr=[other])
    candidate(application).send("/candidate/adjustment", wish=WISH)
    page = signed_in(other)

    assert "penyesuaian" not in page.get("/").text
    assert page.get(f"/openings/{application.opening.public_id}/adjustments").status_code == 404
    assert page.get(f"/applications/{application.public_id}/adjustments").status_code == 404


@pytest.mark.parametrize("role", [Role.ADMIN, Role.REVIEWER, Role.HIRING_MANAGER])
def test_no_other_role_sees_or_grants_anything(session, opening, candidate, signed_in, role):
    user = UserFactory(roles=[role])
    people = {Role.REVIEWER: "reviewers", Role.HIRING_MANAGER: "hiring_managers"}
    own = OpeningFactory(**({people[role]: [user]} if role in people else {}))
    application = ApplicationFactory(opening=own, consented=True, stage="scored")
    page = signed_in(user)

    for address in (
        f"/openings/{own.public_id}/adjustments",
        f"/applications/{application.public_id}/adjustments",
    ):
        assert page.get(address).status_code == 404
    assert page.send(f"/applications/{application.public_id}/adjustments", per_cent="25").status_code == 404


def test_a_hiring_manager_reads_the_page_of_an_application_without_it(session, hr, signed_in):
    manager = UserFactory(roles=[Role.HIRING_MANAGER], locale="en")
    from tests.factories.reports import scored

    ready = scored(hiring_manager=manager)
    session.add(
        AdjustmentRequest(
            opening_id=ready.application.opening_id, application_id=ready.application.id, wish=WISH
        )
    )
    session.flush()
    address = f"/applications/{ready.application.public_id}"

    assert (WISH in signed_in(ready.panel.hr).get(address).text) is True
    assert (WISH in signed_in(manager).get(address).text) is False


def test_a_candidate_sees_only_what_is_granted_to_her(session, application, candidate):
    other = sitting_in(application.opening).application
    candidate(application).send("/candidate/adjustment", wish=WISH)

    assert WISH not in candidate(other).get("/candidate/adjustment").text
