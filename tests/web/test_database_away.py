"""The database is locked or cut off: people get a sentence and their text back, and it mends by itself."""

import re
import sqlite3
import uuid
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience, Role
from hiring.db import Patience, db
from hiring.db.patience import ON_THE_WAY
from hiring.openings.models import Opening
from hiring.settings import load_settings
from tests.conftest import SECRET, new_app
from tests.cut import wire
from tests.factories import use_session
from tests.factories.accounts import UserFactory
from tests.factories.openings import OpeningFactory
from tests.factories.sittings import SittingFactory
from tests.people import sign_in

pytestmark = pytest.mark.usefixtures("troubled")

TYPED = "Petugas komunitas untuk Bekasi dan Karawang, dengan dua baris.\nBaris kedua."


def test_all_waiting_together_ends_before_five_seconds():
    patience = Patience()

    assert max(patience.connect + patience.connect, patience.lock, patience.statement) + ON_THE_WAY < 5
    assert patience.connect_args("postgresql+psycopg://u@h/d") == {
        "connect_timeout": 2,
        "tcp_user_timeout": 2000,
        "keepalives_idle": 5,
        "keepalives_interval": 1,
        "keepalives_count": 3,
        "options": "-c lock_timeout=4s -c statement_timeout=4s",
    }


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en")


@pytest.fixture
def locked(app, session, impatient):
    """Another program holds the write lock of the SQLite file."""

    def locked():
        session.commit()
        db.session.remove()
        path = db.engine.url.database
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        return closing(other)

    yield locked
    session.close()  # it is not the application's any more, but may have been used since


def test_a_form_comes_back_with_the_text_and_can_be_sent_again_by_one_press(signed_in, session, hr, locked):
    opening = OpeningFactory(hr=[hr], draft=True)
    client, address = signed_in(hr), f"/openings/{opening.public_id}/edit"
    page = client.get(address).text
    fields = dict(re.findall(r'<input[^>]*name="(seen|csrf_token)"[^>]*value="([^"]*)"', page))
    values = {**fields, "title_id": "Petugas", "title_en": "Officer", "description_id": TYPED}
    values |= {"languages": "id", "zone": "Asia/Jakarta", "references_wanted": "2", "raters_per_answer": "2"}
    values |= {"tolerance": "1"}
    with locked():
        reply = client.post(address, data=values)

    assert reply.status_code == 503, reply.text
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "5")
    assert "cannot keep anything at this moment, so what you sent is not saved yet" in reply.text
    assert re.search(r"<textarea[^>]*readonly>\nPetugas komunitas untuk Bekasi", reply.text)
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', reply.text))
    assert f'action="{address}"' in reply.text
    assert client.post(address, data=again).status_code == 302
    assert db.session.scalars(select(Opening)).one().title.en == "Officer"


def test_a_save_is_told_in_json_and_comes_through_when_the_lock_is_gone(app, session, locked):
    sitting = SittingFactory()
    task = sitting.assessment_version.sections[0].tasks[0]
    client = sign_in(app, session, sitting.application, Audience.CANDIDATE)
    token = re.search(
        r'name="csrf_token" value="([^"]+)"', client.get(f"/candidate/tasks/{task.public_id}").text
    )
    body = {"operation_id": str(uuid.uuid4()), "based_on": 0, "value": {"text": "Terima kasih."}}
    address = f"/sittings/{sitting.public_id}/answers/{task.public_id}/a"
    head = {"X-CSRFToken": token[1], "Accept": "application/json"}
    with locked():
        refused = client.put(address, json=body, headers=head)
    kept = client.put(address, json=body, headers=head)

    assert refused.status_code == 503, refused.text
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert list(refused.json) == ["error"]
    assert (kept.status_code, kept.json["revision"]) == (200, 1)


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"Accept-Language": "en-GB,en;q=0.9"}, "The server is very busy"),
        ({"Accept-Language": "de"}, "Server sedang sangat sibuk"),
        ({"Cookie": "locale=en", "Accept-Language": "id"}, "The server is very busy"),
    ],
)
def test_without_the_database_the_browser_says_which_language(app, session, hr, tmp_path, headers, words):
    client = sign_in(app, session, hr)
    for name, value in (cookie.split("=") for cookie in [headers.pop("Cookie", "")] if cookie):
        client.set_cookie(name, value)
    db.session.remove()
    db.engine.dispose()
    for path in tmp_path.glob("hiring.sqlite3*"):
        path.unlink()
    (tmp_path / "hiring.sqlite3").mkdir()

    reply = client.get("/openings", headers=headers)

    assert reply.status_code == 503
    assert words in reply.text


def test_reading_goes_on_and_signs_of_life_wait_while_somebody_else_writes(app, session, hr, locked):
    client = sign_in(app, session, hr)
    long_ago = clock.now() - timedelta(minutes=30)
    session.execute(update(UserSession).values(seen_at=long_ago))
    with locked():
        during = client.get("/openings").status_code
    unseen = session.scalar(select(UserSession.seen_at))
    session.commit()
    client.get("/openings")

    assert (during, unseen) == (200, long_ago)
    assert session.scalar(select(UserSession.seen_at)) > long_ago


@pytest.mark.postgres
def test_a_cut_to_postgresql_is_told_at_once_and_mends_by_itself(postgres_url, tmp_path):
    with wire(postgres_url) as cable:
        app = new_app(load_settings({}, instance=tmp_path, database_url=cable.url, secret_key=SECRET))
        with app.app_context():
            db.create_all()
            use_session(db.session)
            hr = UserFactory(roles=[Role.HR], locale="en")
            client = sign_in(app, db.session(), hr)
            before = client.get("/openings").status_code
            token = client.token()
            cable.cut()
            db.session.remove()
            shown = client.get("/openings")
            sent = client.post(
                "/openings/new", data={"csrf_token": token, "title_en": TYPED, "title_id": TYPED}
            )
            alive, ready = client.get("/healthz").status_code, client.get("/readyz")
            cable.mend()
            after = client.get("/openings").status_code
            db.session.remove()
            db.engine.dispose()

    assert (before, shown.status_code, sent.status_code, alive, after) == (200, 503, 503, 200, 200)
    assert "Petugas komunitas untuk Bekasi" in sent.text
    assert (ready.status_code, ready.json) == (503, {"ready": False, "database": "trouble"})


@pytest.fixture
def frozen(postgres_url, tmp_path):
    """An application with little patience, whose way to the database can be frozen."""
    patience = {"lock_seconds": 1, "statement_seconds": 1, "connect_seconds": 2}
    with wire(postgres_url) as cable:
        settings = load_settings({}, instance=tmp_path, database_url=cable.url, secret_key=SECRET, **patience)
        app = new_app(settings)
        with app.app_context():
            db.create_all()
            use_session(db.session)
            yield app, cable
            db.session.remove()
            db.engine.dispose()


@pytest.mark.postgres
def test_a_server_that_is_there_and_does_not_answer_is_told_and_mends_by_itself(frozen):
    app, cable = frozen
    client = sign_in(app, db.session(), UserFactory(roles=[Role.HR], locale="en"))
    before, token = client.get("/openings").status_code, client.token()
    db.session.remove()
    cable.freeze()
    shown = client.get("/openings")
    sent = client.post("/openings/new", data={"csrf_token": token, "title_en": TYPED, "title_id": TYPED})
    cable.thaw()
    after = client.get("/openings").status_code

    assert (before, shown.status_code, sent.status_code, after) == (200, 503, 503, 200)
    assert "Petugas komunitas untuk Bekasi" in sent.text


@pytest.mark.postgres
def test_a_server_that_stops_in_the_middle_of_a_request_is_not_waited_for_and_its_answer_goes_nowhere(frozen):
    app, cable = frozen
    with app.test_request_context(), db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
        cable.freeze()
        with pytest.raises(OperationalError) as told:
            connection.exec_driver_sql("SELECT 2")
        assert told.value.connection_invalidated
    cable.thaw()
    with app.test_request_context(), db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT 3").scalar() == 3


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_lock_on_postgresql_is_waited_for_no_longer_than_set(app, session):
    user = UserFactory(name="Ayu")
    session.commit()
    session.refresh(user, with_for_update=True)
    with db.engine.connect() as other, other.begin():
        other.exec_driver_sql("SET LOCAL lock_timeout = '50ms'")
        with pytest.raises(OperationalError, match="lock timeout"):
            other.exec_driver_sql("UPDATE \"user\" SET name = 'x'")


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_every_connection_of_the_application_to_postgresql_has_its_limits(app, session):
    with app.test_request_context(), db.engine.connect() as connection:
        page = [
            connection.exec_driver_sql(f"SHOW {name}").scalar()
            for name in ("lock_timeout", "statement_timeout")
        ]
    with db.engine.connect() as connection:
        work = [
            connection.exec_driver_sql(f"SHOW {name}").scalar()
            for name in ("lock_timeout", "statement_timeout")
        ]

    assert (page, work) == (["30s", "1min"], ["30s", "15min"])
