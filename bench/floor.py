"""The floor: a bare Flask application that keeps the same text as durably, and draws as long a page.

A save: one signed session cookie, one CSRF token, one UPDATE guarded by owner and
revision, one INSERT of the version, one durable transaction. No deadline, no
language, no rights, no retries. A page: one session cookie, one CSRF token, one
SELECT, one Jinja template as long as the product's. It is served as the product
is, so that what lies between the two is the product's own.
"""

from datetime import UTC, datetime

from flask import Flask, abort, jsonify, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect, generate_csrf
from sqlalchemy import (
    Column,
    DateTime,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    insert,
    select,
    update,
)

_METADATA = MetaData()
ANSWER = Table(
    "answer",
    _METADATA,
    Column("id", Integer, primary_key=True),
    Column("person", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("text", Text, nullable=False),
)
VERSION = Table(
    "version",
    _METADATA,
    Column("id", Integer, primary_key=True),
    Column("answer_id", ForeignKey("answer.id"), nullable=False),
    Column("operation_id", String(36), nullable=False, unique=True),
    Column("revision", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("saved_at", DateTime(timezone=True), nullable=False),
)

_PAGE = """<!doctype html>
<title>{{ text[:20] }}</title>
<form method="post"><input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
{% for number in range(45) %}<p>{{ number }} The quick brown fox jumps over the lazy dog, and {{ person }}
does what everybody does in the morning: write an answer, and then the next.</p>
{% endfor %}<textarea name="text">{{ text }}</textarea></form>
"""


def floor_app(database_url: str, secret_key: str) -> Flask:
    """Return the application; its tables are made when they are not there."""
    app = Flask("floor", static_folder=None)
    app.config.update(SECRET_KEY=secret_key, WTF_CSRF_TIME_LIMIT=None)
    CSRFProtect(app)
    engine = _engine(database_url)
    _METADATA.create_all(engine)
    app.extensions["engine"] = engine

    @app.get("/come-in/<int:person>")
    def start_session(person: int) -> ResponseReturnValue:
        session["person"] = person
        with engine.begin() as connection:
            connection.execute(insert(ANSWER), {"id": person, "person": person, "revision": 0, "text": ""})
        return jsonify(csrf=generate_csrf())

    @app.put("/answers/<int:answer>")
    def save(answer: int) -> ResponseReturnValue:
        return jsonify(_kept(engine, answer, session.get("person", 0), request.get_json()))

    drawn = app.jinja_env.from_string(_PAGE)

    @app.get("/page")
    def page() -> str:
        person = session.get("person", 0)
        with engine.connect() as connection:
            text = connection.execute(select(ANSWER.c.text).where(ANSWER.c.person == person)).scalar_one()
        return render_template(drawn, text=text, person=person)

    return app


def _kept(engine: Engine, answer: int, person: int, sent: dict[str, object]) -> dict[str, object]:
    saved_at = datetime.now(UTC)
    with engine.begin() as connection:
        revision = connection.execute(
            update(ANSWER)
            .where(ANSWER.c.id == answer, ANSWER.c.person == person, ANSWER.c.revision == sent["based_on"])
            .values(text=sent["text"], revision=ANSWER.c.revision + 1)
            .returning(ANSWER.c.revision)
        ).scalar()
        if revision is None:
            abort(409)
        connection.execute(
            insert(VERSION).values(
                answer_id=answer,
                operation_id=sent["operation_id"],
                revision=revision,
                text=sent["text"],
                saved_at=saved_at,
            )
        )
    return {"revision": revision, "saved_at": saved_at.isoformat()}


def _engine(database_url: str) -> Engine:
    engine = create_engine(database_url, pool_size=12)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _as_durable_as_the_product)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _as_durable_as_the_product(connection: object, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}").close()


def main() -> None:
    """Serve the floor as the product is served: same server, same threads, one process."""
    from hiring.server.listening import bound_sockets
    from hiring.server.serving import serve_until_stopped
    from hiring.settings import load_settings

    settings = load_settings()
    app = floor_app(settings.database_url, settings.secret_key)
    serve_until_stopped(app, settings, bound_sockets(settings)[0])


if __name__ == "__main__":
    main()
