"""A database from before scores were written down: what the migration finds out, and what a worker does."""

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from hiring.audit.keys import keys_from, seal_with
from hiring.db import prepare_engine, schema
from hiring.jobs.models import Job
from hiring.scoring.jobs import write_missing
from hiring.scoring.models import AnswerToRate, Review
from hiring.scoring.queries.checking import Mismatch, discrepancies
from tests.factories import use_session
from tests.factories.scoring import a_panel, allocated, settled
from tests.postgres import on_both

BEFORE = "0002"


@pytest.fixture
def engine(database_url):
    engine = create_engine(database_url)
    prepare_engine(engine)
    seal_with(engine, keys_from("a key of the trail"))
    yield engine
    engine.dispose()


@pytest.mark.thorough
@on_both
def test_what_was_settled_before_gets_its_scores_and_what_lacks_is_known(engine):
    schema.upgrade(engine)
    with Session(engine) as session:
        use_session(session)
        settled(a_panel(2), 5, 2)
        lacking = allocated(a_panel(1)).id
        gone = allocated(a_panel(2))
        gone.application.stage, gone_id = "withdrawn", gone.id
        session.commit()

    schema.downgrade(engine, BEFORE)
    schema.upgrade(engine)

    with Session(engine) as session:
        assert [one.fault for one in discrepancies(session)] == [Mismatch.NOT_WRITTEN]
        rows = session.execute(select(AnswerToRate.sitting_id).where(AnswerToRate.lacking == 1))
        assert [row.sitting_id for row in rows] == [lacking]
        states = session.scalars(select(Review.state).where(Review.sitting_id == gone_id))
        assert set(states) == {"released"}
        [job] = session.scalars(select(Job).where(Job.kind == "scoring.write-missing"))
        write_missing.effects(session, **job.payload)
        assert list(discrepancies(session)) == []
