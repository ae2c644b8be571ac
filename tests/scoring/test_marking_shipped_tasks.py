"""A reviewer's page of every shipped task with its strong example is as wide as the screen."""

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Audience
from hiring.banks.documents import as_json
from hiring.banks.kinds import kind_of
from hiring.banks.rules import ExemplarLevel
from hiring.scoring.actions import allocate_reviews
from hiring.scoring.models import Review
from tests.browsing import DESK, PHONE, page_width
from tests.factories.banks import hashed_anew
from tests.factories.scoring import a_panel, handed_in
from tests.factories.sittings import AnswerRevisionFactory
from tests.people import sign_in

pytestmark = pytest.mark.journey

CODES = ("COMW", "COMO", "NETW", "EVNT", "ADAP", "SOCM", "CMOD", "ANLZ", "KOLN", "TWTM")


@pytest.fixture
def reviewed(session, shipped):
    """Return a reviewer, and the codes of the tasks that people rate by the id of their review."""
    tasks = [
        each
        for each in shipped.tasks
        if not each.practice and any(kind_of(part).rated(part) for part in each.parts)
    ]
    panel = a_panel(2, letters=len(tasks), competencies=[(code, 10) for code in CODES])
    for item, task in zip(panel.letters, tasks, strict=True):
        item.content = as_json(task)
        hashed_anew(item)
    sitting = handed_in(panel, None)
    for item, task in zip(panel.letters, tasks, strict=True):
        strong = next(each for each in task.exemplars if each.level is ExemplarLevel.STRONG)
        for key, answer in strong.parts.items():
            AnswerRevisionFactory(sitting=sitting, item=item, part=key, value=dict(answer.id))
    allocate_reviews(session, sitting.id)
    codes = {item.id: task.code for item, task in zip(panel.letters, tasks, strict=True)}
    reviewer = panel.reviewers[0]
    mine = session.scalars(select(Review).where(Review.reviewer_id == reviewer.id))
    reviews = {review.public_id: codes[review.item_id] for review in mine}
    session.commit()
    return reviewer, reviews, len(tasks)


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_no_page_of_marking_a_shipped_task_is_wider_than_the_screen(app, session, window, reviewed, viewport):
    reviewer, reviews, number = reviewed
    page = window(viewport, sign_in(app, session, reviewer, Audience.STAFF).get_cookie("hiring"))

    wide = []
    for public_id, code in reviews.items():
        page.goto(f"/reviews/{public_id}")
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        if (width := page_width(page)) > viewport["width"]:
            wide.append((code, width))

    assert len(reviews) == number
    assert wide == []
