"""Somebody is erased while reviewers still have answers before them; what is left is looked for each hour."""

from datetime import timedelta

from sqlalchemy import select

from hiring.accounts.rules import SYSTEM
from hiring.jobs.kinds import JOBS
from hiring.privacy import erasing
from hiring.privacy.erasing.beginning import begin_application
from hiring.scoring.models import Review
from tests.factories.scoring import LETTER, a_panel, allocated


def test_reviewers_no_longer_see_answers_of_who_is_erased(session, signed_in):
    panel = a_panel(2)
    sitting = allocated(panel)
    review = session.scalars(select(Review).order_by(Review.id)).first()
    reviewer = next(one for one in panel.reviewers if one.id == review.reviewer_id)
    client, page = signed_in(reviewer), f"/reviews/{review.public_id}"
    before = client.get(page).text

    begin_application(session, sitting.application, by=SYSTEM)
    session.commit()

    assert LETTER in before
    assert LETTER not in client.get(page).text
    assert sitting.application.stage == "withdrawn"


def test_what_is_left_of_who_is_erased_is_looked_for_every_hour(app):
    [mails] = [work.every for work in JOBS.of(app) if work.kind is erasing.FORGET_LAST_MAILS]

    assert mails <= timedelta(hours=1)
