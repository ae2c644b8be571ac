"""A database from before the day was kept that a candidate agreed to: it is read in the notice."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from hiring.audit.keys import keys_from, seal_with
from hiring.db import prepare_engine, schema
from hiring.openings.models import Application
from hiring.privacy.models import Consent
from tests.factories import use_session
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.postgres import on_both

BEFORE = "0039"
CLOSES = datetime(2026, 12, 30, 16, 59, 59, tzinfo=UTC)  # 23:59:59 in Jakarta
AGREED = datetime(2026, 11, 20, 4, tzinfo=UTC)
NOTICES = {
    "Data disimpan sampai 27 November 2027, lebih lama hanya bila sengketa menuntutnya.": (2027, 11, 27),
    "Undang-Undang 17 Oktober 2022. We keep your data until 1 March 2028, longer only …": (2028, 3, 1),
    "Data disimpan sampai 31 November 2027.": None,
    "Sejak 17 Oktober 2022 data disimpan selama satu tahun.": None,
}


@pytest.fixture
def engine(database_url):
    engine = create_engine(database_url)
    prepare_engine(engine)
    seal_with(engine, keys_from("a key of the trail"))
    yield engine
    engine.dispose()


@pytest.mark.thorough
@on_both
def test_who_agreed_before_gets_the_day_that_stood_in_the_notice(engine):
    schema.upgrade(engine)
    with Session(engine) as session:
        use_session(session)
        opening = OpeningFactory(closes_at=CLOSES)
        for notice in NOTICES:
            application = ApplicationFactory(opening=opening, consented=True, kept_until=AGREED)
            session.add(
                Consent(
                    application_id=application.id, purpose="assessment", given=True, notice_version="1",
                    notice_hash="0" * 64, notice_text=notice, locale="id", at=AGREED,
                )
            )  # fmt: skip
        ApplicationFactory(opening=opening)
        session.commit()

    schema.downgrade(engine, BEFORE)
    schema.upgrade(engine)

    with Session(engine) as session:
        found = session.scalars(select(Application.kept_until).order_by(Application.id)).all()
    local = [each and each + timedelta(hours=7) for each in found]
    assert [each and (each.year, each.month, each.day) for each in local] == [*NOTICES.values(), None]
    assert {each.time() for each in local if each} == {(CLOSES + timedelta(hours=7)).time()}
