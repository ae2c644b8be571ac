"""In an opening that promised it, nobody is decided on before it has closed."""

from datetime import timedelta

import pytest

from hiring import clock
from hiring.accounts.rules import Audience
from hiring.decisions.rules import Outcome
from hiring.errors import NotReady
from tests.factories.decisions import REASON, decided, verdict
from tests.factories.made_once import made_once
from tests.factories.reports import a_panel_with_hiring_manager, scored
from tests.page import words


@made_once
def _waiting():
    panel, manager = a_panel_with_hiring_manager(decide_before_closing=False)
    return scored(panel=panel, hiring_manager=manager)


@pytest.fixture
def waiting(session):
    """A scored candidate of an open opening that decides only after its end."""
    return _waiting()


def test_before_the_end_a_decision_is_refused(session, waiting):
    with pytest.raises(NotReady, match="only after it has closed"):
        decided(waiting.application, waiting.hiring_manager)

    assert waiting.application.stage == "scored"


def test_after_the_end_it_is_taken_whether_or_not_the_closing_is_noted_yet(session, waiting):
    waiting.application.opening.closes_at = clock.now() - timedelta(seconds=1)
    session.flush()

    assert decided(waiting.application, waiting.hiring_manager, Outcome.RESERVE).outcome == "reserve"


def test_it_is_taken_once_hr_has_closed_the_opening(session, waiting):
    waiting.application.opening.state = "closed"
    session.flush()

    assert decided(waiting.application, waiting.hiring_manager).outcome == "offer"


def test_where_the_opening_says_so_from_the_start_it_is_taken_at_once(session):
    ready = scored()

    assert ready.application.opening.decide_before_closing
    assert decided(ready.application, ready.hiring_manager).outcome == "offer"


def test_the_page_refuses_and_the_dossier_says_until_when(signed_in, waiting):
    waiting.hiring_manager.locale = "en"
    client = signed_in(waiting.hiring_manager)
    address = f"/applications/{waiting.application.public_id}"
    sent = verdict()
    form = {"outcome": "offer", "reason": REASON, "operation_id": sent.operation_id}

    assert client.get(f"{address}/decision").status_code == 409
    assert client.send(f"{address}/decision", **form).status_code == 409
    assert "decisions are taken only after it has closed (" in words(client.get(address).text)


@pytest.mark.parametrize(
    ("early", "says", "does_not"),
    [
        (True, "Decisions may be taken before the opening has closed.", "Decisions are taken after"),
        (False, "Decisions are taken after the opening has closed (", "may be taken before"),
    ],
)
def test_candidates_read_what_is_true_of_their_opening(signed_in, session, early, says, does_not):
    panel, manager = a_panel_with_hiring_manager(decide_before_closing=early)
    ready = scored(panel=panel, hiring_manager=manager)
    client = signed_in(ready.application, Audience.CANDIDATE)
    client.send("/language", locale="en", next="/")

    page = words(client.get("/candidate/status").text)

    assert says in page
    assert does_not not in page
