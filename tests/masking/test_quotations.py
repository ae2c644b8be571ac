"""Words that a reviewer quoted before HR masked them: whom they reach, and whom they do not."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.masking.actions import add_mask
from hiring.masking.rules import MaskKind
from hiring.openings.models import OpeningMember
from hiring.scoring import actions
from hiring.scoring.models import Review
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import ApplicationFactory, CandidateFactory
from tests.factories.scoring import a_panel, allocated, locked
from tests.scoring.crawling import leaks, walk

pytestmark = pytest.mark.thorough
LATER = timedelta(minutes=2)
QUOTED = "Kenaripaguyuban Timur"


@pytest.fixture
def quoted(session):
    """Two have locked and differ, one with a quotation that HR masked afterwards: a third reads now."""
    panel = a_panel(3, third_reading=True)
    application = ApplicationFactory(
        opening=panel.opening, candidate=CandidateFactory(), consented=True, stage="handed_in"
    )
    text = f"Yth. Ibu Lastri, kami di {QUOTED} menjawab surat tanggal 3 November."
    sitting = allocated(panel, text, application=application)
    first, second = session.scalars(select(Review).where(Review.sitting_id == sitting.id).order_by(Review.id))
    locked(first, 2, quote=f"kami di {QUOTED}")
    locked(second, 5, quote="surat tanggal 3 November")
    place, hr = (panel.letters[0].id, "a"), actor_of(panel.hr)
    add_mask(session, application, place, QUOTED, MaskKind.EMPLOYER, seen="1", by=hr)
    with clock.held_at(clock.now() + LATER):
        actions.ask_third_readings(session, sitting.id)
    session.commit()
    return panel, sitting, first


def _reader(session, panel, sitting):
    third = select(Review).where(Review.sitting_id == sitting.id, Review.third)
    reader_id = session.scalars(third).one().reviewer_id
    return next(one for one in panel.reviewers if one.id == reader_id)


def test_no_other_reviewer_reads_them_before_and_after_scores_stand(session, quoted, signed_in):
    panel, sitting, first = quoted
    third = _reader(session, panel, sitting)
    others = [one for one in panel.reviewers if one.id != first.reviewer_id]

    for settled in (False, True):
        if settled:
            locked(session.scalars(select(Review).where(Review.reviewer_id == third.id)).one(), 4)
            assert actions.settle_scoring(session, sitting.id, as_of=clock.now() + LATER)
            session.commit()
        for reviewer in others:
            found = walk(signed_in(reviewer))
            assert len(found) > 3
            assert leaks([QUOTED, "Kenaripaguyuban"], found) == set()


def test_whoever_quoted_them_and_whoever_reads_the_whole_answer_read_them(session, quoted, signed_in):
    panel, sitting, first = quoted
    third = _reader(session, panel, sitting)
    locked(session.scalars(select(Review).where(Review.reviewer_id == third.id)).one(), 4)
    actions.settle_scoring(session, sitting.id, as_of=clock.now() + LATER)
    manager = UserFactory(roles=["hiring_manager"])
    session.add(OpeningMember(opening_id=panel.opening.id, user_id=manager.id, role="hiring_manager"))
    session.commit()
    own = next(one for one in panel.reviewers if one.id == first.reviewer_id)

    assert QUOTED in signed_in(own).get(f"/reviews/{first.public_id}").text
    for reader in (panel.hr, manager):
        assert QUOTED in signed_in(reader).get(f"/applications/{sitting.application.public_id}").text
