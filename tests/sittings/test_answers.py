"""The door for saved answers: what it acknowledges and what it refuses."""

import json
import uuid
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import create_engine, select

from hiring import clock
from hiring.accounts.rules import SYSTEM, Audience
from hiring.openings import actions as openings
from hiring.openings.queries import application_by_id
from hiring.sittings.models import AnswerRevision
from hiring.sittings.normalising import fingerprint
from tests.factories.openings import InvitationFactory
from tests.people import sign_in


def kept(session):
    rows = session.query(AnswerRevision).order_by(AnswerRevision.id)
    return [(row.part, row.value, row.late, row.superseded) for row in rows]


def test_a_save_is_acknowledged_with_revision_moment_time_left_and_hash(at_work, session):
    reply = at_work().save("Ibu Lastri")

    assert reply.status_code == 200
    assert reply.json.keys() == {*("operation_id", "revision", "saved_at", "saved", "seconds_left", "sha256")}
    assert (reply.json["revision"], reply.json["sha256"]) == (1, fingerprint({"text": "Ibu Lastri"}))
    assert reply.json["saved"].startswith("Tersimpan ")
    assert 1790 <= reply.json["seconds_left"] <= 1800
    assert kept(session) == [("a", {"text": "Ibu Lastri"}, False, False)]


def test_an_acknowledged_answer_is_in_the_database_for_everybody(app, at_work):
    work = at_work()
    work.save("Ibu Lastri")

    another = create_engine(app.config["SQLALCHEMY_DATABASE_URI"])
    with another.connect() as connection:
        found = connection.execute(select(AnswerRevision.value)).scalars().all()
    another.dispose()

    assert found == [{"text": "Ibu Lastri"}]


def test_a_new_link_leaves_everything_as_it_was_answered(app, at_work, session):
    work, secret = at_work(), app.config["SECRET_KEY"]
    work.save("Ibu Lastri")
    before = kept(session)

    InvitationFactory(application=work.sitting.application, claimed=True)
    for send in (openings.mail_fresh_link, partial(openings.invite_again, by=SYSTEM)):
        send(session, application_by_id(session, work.sitting.application_id), secret_key=secret)
        session.commit()

    again = sign_in(app, session, work.sitting.application, Audience.CANDIDATE)
    assert (kept(session), "Ibu Lastri</textarea>" in again.get(work.page()).text) == (before, True)


def test_a_conflict_shows_the_other_text_and_keeps_both(at_work, session):
    work = at_work()
    work.save("dari telepon")

    reply = work.save("dari laptop")

    assert (reply.status_code, reply.json["reason"]) == (409, "conflict")
    assert (reply.json["theirs"]["revision"], reply.json["theirs"]["text"]) == (1, "dari telepon")
    assert [value["text"] for _, value, *_ in kept(session)] == ["dari telepon", "dari laptop"]


def test_a_late_save_is_kept_and_said_to_be_late(at_work, session):
    reply = at_work(closes_in=timedelta(minutes=-5)).save("terlambat")

    assert (reply.status_code, reply.json["reason"], reply.json["seconds_left"]) == (409, "late", 0)
    assert "Waktu sudah habis" in reply.json["error"]
    assert kept(session) == [("a", {"text": "terlambat"}, True, False)]


def test_a_save_after_handing_in_is_kept_and_offered_back_on_the_status_page(at_work, session):
    work = at_work(handed_in=True)

    assert work.save("kalimat <b>terakhir</b>").json["reason"] == "late"

    page = work.client.get("/candidate/status").text
    assert "kalimat &lt;b&gt;terakhir&lt;/b&gt;" in page


def test_a_character_that_cannot_be_kept_is_replaced_and_said_so(at_work):
    reply = at_work().put(
        f'{{"operation_id": "{uuid.uuid4()}", "based_on": 0, "value": {{"text": "a\\u0000b\\ud83d"}}}}'
    )

    assert (reply.status_code, reply.json["value"]) == (200, {"text": "a�b�"})
    assert "�" in reply.json["notice"]


@pytest.mark.parametrize(("length", "status"), [(100_000, 200), (100_001, 422), (3_000_000, 422)])
def test_the_limit_is_told_and_nothing_is_cut_off(at_work, session, length, status):
    reply = at_work().save("ë" * length)

    assert reply.status_code == status
    assert [len(value["text"]) for _, value, *_ in kept(session)] == ([length] if status == 200 else [])
    if status == 422:
        assert "100.000" in reply.json["error"]


def test_an_answer_at_its_limit_may_be_spelled_out_in_escapes(at_work, session):
    body = {"operation_id": str(uuid.uuid4()), "based_on": 0, "value": {"text": "👍" * 100_000}}

    assert at_work().put(json.dumps(body, ensure_ascii=True)).status_code == 200


GOOD = {"operation_id": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "based_on": 0, "value": {"text": "x"}}
HOSTILE = {
    "empty": b"",
    "no JSON": b"text=x",
    "not UTF-8": b"\xff\xfe{}",
    "a list": b"[]",
    "a number": b"1",
    "null": b"null",
    "deep": b"[" * 200_000,
    "deep value": json.dumps({**GOOD, "value": None}).replace("null", '{"a":' * 900 + "1" + "}" * 900),
    "huge number": json.dumps(GOOD).replace('"based_on": 0', '"based_on": ' + "9" * 5000),
    "large revision": json.dumps({**GOOD, "based_on": 2**40}),
    "negative revision": json.dumps({**GOOD, "based_on": -1}),
    "revision as text": json.dumps({**GOOD, "based_on": "0"}),
    "revision as truth": json.dumps({**GOOD, "based_on": True}),
    "NaN": json.dumps(GOOD).replace('"based_on": 0', '"based_on": NaN'),
    "twins": json.dumps(GOOD).replace('"based_on": 0', '"based_on": 0, "based_on": 1'),
    "no operation": json.dumps({**GOOD, "operation_id": None}),
    "odd operation": json.dumps({**GOOD, "operation_id": "1' OR '1'='1"}),
    "long operation": json.dumps({**GOOD, "operation_id": "a" * 5000}),
    "value as text": json.dumps({**GOOD, "value": "x"}),
    "value as list": json.dumps({**GOOD, "value": [["text", "x"]]}),
    "text as number": json.dumps({**GOOD, "value": {"text": 1}}),
    "text as list": json.dumps({**GOOD, "value": {"text": ["x"]}}),
    "another key": json.dumps({**GOOD, "value": {"text": "x", "score": 5}}),
    "another kind": json.dumps({**GOOD, "value": {"choice": "A"}}),
    "after as text": json.dumps({**GOOD, "after": "x"}),
    "after too long": json.dumps({**GOOD, "after": [GOOD["operation_id"]] * 51}),
}


def test_hostile_bodies_are_refused_and_store_nothing(at_work, session):
    work, wrong = at_work(), {}
    for name, body in HOSTILE.items():
        reply = work.put(body)
        if reply.status_code not in {400, 422} or set(reply.json) != {"error", "reason"}:
            wrong[name] = (reply.status_code, reply.json)

    assert wrong == {}
    assert kept(session) == []


def test_unknown_keys_beside_the_answer_change_nothing(at_work, session):
    work = at_work()

    reply = work.put({**GOOD, "sitting_id": 999, "late": True, "saved_at": "2020-01-01", "superseded": True})

    assert reply.status_code == 200
    assert kept(session) == [("a", {"text": "x"}, False, False)]


def test_a_form_is_not_taken_for_json(at_work):
    assert at_work().put(json.dumps(GOOD), content_type="text/plain").status_code == 400


@pytest.mark.parametrize("part", ["z", "..", "%00", "a" * 300])
def test_an_unknown_part_is_not_found(at_work, part):
    assert at_work().save(part=part).status_code == 404


def test_a_task_of_another_assessment_is_not_found(at_work):
    work, other = at_work(), at_work()

    assert work.put(GOOD, place=other.letter).status_code == 404


def test_a_candidate_cannot_write_into_the_sitting_of_another(at_work, session):
    mine = at_work()
    theirs = at_work(application__opening=mine.sitting.application.opening)
    theirs.client, theirs.csrf = mine.client, mine.csrf

    reply = theirs.save("nicht meins")

    assert (reply.status_code, kept(session)) == (404, [])


def test_a_missing_and_a_foreign_sitting_look_the_same(at_work):
    work, other = at_work(), at_work()
    foreign = work.client.put(other.audience(), data=json.dumps(GOOD), headers=_headers(work))
    missing = work.client.put(
        other.audience().replace(other.sitting.public_id, "A" * 22),
        data=json.dumps(GOOD),
        headers=_headers(work),
    )

    assert (foreign.status_code, foreign.data) == (missing.status_code, missing.data)


def _headers(work):
    return {"Accept": "application/json", "X-CSRFToken": work.csrf, "Content-Type": "application/json"}


def test_a_session_that_ended_is_asked_to_come_in_again(at_work, session):
    from hiring.accounts import actions as accounts

    work = at_work()
    accounts.end_user_sessions(session, Audience.CANDIDATE, work.sitting.application_id)

    reply = work.save("tetap di halaman")

    assert (reply.status_code, kept(session)) == (401, [])
    assert "masuk" in reply.json["error"].lower()


def test_a_new_session_gets_time_and_token_for_the_page_it_finds_open(app, session, at_work):
    work = at_work()
    work.client = sign_in(app, session, work.sitting.application, Audience.CANDIDATE)
    assert work.save("token lama").status_code == 400

    heard = work.client.get(f"/sittings/{work.sitting.public_id}/clock/{work.letter.public_id}").json
    work.csrf = heard["csrf"]

    assert 1790 <= heard["seconds_left"] <= 1800
    assert work.save("token lama").status_code == 200


def test_a_save_without_a_token_is_refused(at_work, session):
    reply = at_work().put(GOOD, headers={"X-CSRFToken": ""})

    assert (reply.status_code, kept(session)) == (400, [])


def test_a_save_from_another_site_is_refused(at_work, session):
    reply = at_work().put(GOOD, headers={"Sec-Fetch-Site": "cross-site"})

    assert (reply.status_code, kept(session)) == (403, [])


def test_staff_cannot_save_answers(at_work, signed_in, session):
    from hiring.accounts.rules import Role
    from tests.factories.accounts import UserFactory

    work = at_work()
    work.client = signed_in(UserFactory(roles=[Role.HR]))
    work.csrf = work.client.token()

    assert (work.save("x").status_code, kept(session)) == (401, [])


def test_the_moment_of_arrival_is_taken_before_anything_else(at_work, session, monkeypatch):
    from hiring.sittings.views import answers

    work = at_work(closes_in=timedelta(seconds=-50))
    slow = answers.sent_as_json

    def slowly(*arguments):
        session.commit()
        clock._held.set(clock.now() + timedelta(minutes=2))
        return slow(*arguments)

    monkeypatch.setattr(answers, "sent_as_json", slowly)
    try:
        assert work.save("tepat waktu").status_code == 200
    finally:
        clock._held.set(None)
