"""Where something on our side fails: what people are told, what is given back, and who is asked no more."""

import errno
from io import BytesIO

import pytest
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree
from werkzeug.exceptions import HTTPException

from hiring.accounts.access import current_actor
from hiring.accounts.models import User
from hiring.accounts.rules import Role
from hiring.db import begin_writing, current_session
from hiring.errors import HiringError
from tests.factories.accounts import UserFactory
from tests.page import words
from tests.statements import statements_noted

TYPED = "Petugas komunitas untuk Bekasi dan Karawang."
BUSY = "The server is very busy. Nothing is lost: please try again in a moment."
AWAY = "The system cannot keep anything at this moment, so what you sent is not saved yet."
NO_ROOM = "There is no space left for files on our side, so this one was not kept."
BROKEN = "Something went wrong on our side. It has been written down; please try again."


class SeenAlready(HTTPException):
    code = 303


class TooMany(HiringError):
    sentence = "A person has at most %(most)s links."


class SessionOver(HiringError):
    status = 401


FAILURES = {
    "away": OperationalError("select", {}, ValueError("no such host")),
    "cut": InterfaceError("select", {}, ValueError("closed")),
    "taken": NoneFree("every connection is taken"),
    "full": OSError(errno.ENOSPC, "no space left"),
    "quota": OSError(errno.EDQUOT, "quota exceeded"),
    "file": OSError(errno.ENOENT, "no such file"),
    "broken": ZeroDivisionError("a secret of the machine"),
    "seen": SeenAlready(),
    "many": TooMany(most=5),
    "over": SessionOver(),
}


@pytest.fixture
def failing(app, session, signed_in, troubled):
    """Return a function: a client for whom /account fails so, and the statements from then on."""
    kept, said = app.view_functions["accounts.account"], []

    def client(failure, *, known=True):
        def view(*args, **kwargs):
            if known:
                assert current_actor() is not None  # as every guarded page asks first
            if failure == "half written":
                begin_writing().get(User, user.id).name = "Half Written"
                current_session().flush()
            said.clear()
            raise FAILURES.get(failure, FAILURES["broken"])

        user = UserFactory(roles=[Role.HR], locale="en", name="Sari Wulan")
        page = signed_in(user)
        app.view_functions["accounts.account"] = view
        return page

    with statements_noted() as noted:
        said = noted
        yield client, noted
    app.view_functions["accounts.account"] = kept


@pytest.mark.parametrize(
    ("failure", "status", "sentence", "later"),
    [
        ("away", 503, BUSY, "5"),
        ("cut", 503, BUSY, "5"),
        ("taken", 503, BUSY, "5"),
        ("full", 507, NO_ROOM, "60"),
        ("quota", 507, NO_ROOM, "60"),
        ("file", 500, BROKEN, None),
        ("broken", 500, BROKEN, None),
    ],
)
def test_each_failure_has_its_sentence_and_is_told_without_the_database(
    failing, failure, status, sentence, later
):
    client, said = failing
    reply = client(failure).get("/account", headers={"Accept-Language": "en"})

    assert (reply.status_code, reply.headers.get("Retry-After")) == (status, later)
    assert sentence in words(reply.text)
    assert "Sari Wulan" not in reply.text
    assert 'href="/">' in reply.text
    assert said == []


@pytest.mark.parametrize("failure", ["away", "full", "broken"])
def test_who_sent_it_is_not_asked_any_more_where_nobody_had_asked(failing, failure):
    client, said = failing
    page = client(failure, known=False).get("/account", headers={"Accept-Language": "id"}).text

    assert '<html lang="id">' in page  # as the browser asks for; the account reads English
    assert said == []


def test_what_was_half_written_is_taken_back(failing, session):
    client, _ = failing
    assert client("half written").send("/account", why=TYPED).status_code == 500

    session.expire_all()
    assert session.query(User.name).filter(User.name == "Half Written").all() == []


def test_a_form_that_could_not_be_kept_can_be_sent_again_as_it_was(failing):
    client, _ = failing
    page = client("away")
    sent = {"why": TYPED, "seen": "7", "csrf_token": page.token()}
    reply = page.post("/account", data=sent, headers={"Accept-Language": "en"})

    assert reply.status_code == 503
    assert AWAY in words(reply.text)
    assert f'<input type="hidden" name="why" value="{TYPED}">' in reply.text
    assert '<input type="hidden" name="seen" value="7">' in reply.text


@pytest.mark.parametrize(
    "sent", [{"password": "padi"}, {"new_password": "padi"}, {"cv": (BytesIO(b"%PDF-"), "cv.pdf")}]
)
def test_a_form_with_a_secret_or_a_file_is_not_offered_to_be_sent_again(failing, sent):
    client, _ = failing
    reply = client("away").send("/account", why=TYPED, **sent)

    assert reply.status_code == 503
    assert '<input type="hidden"' not in reply.text
    assert TYPED in reply.text


def test_only_a_form_is_given_back(failing):
    client, _ = failing
    page = client("broken")
    as_text = page.post("/account", data=TYPED, content_type="text/plain", headers=_token(page))

    assert as_text.status_code == 415
    assert TYPED not in as_text.text


@pytest.mark.parametrize("text", ["satu", "a" * 40])
def test_single_words_are_not_given_back_as_texts(failing, text):
    client, _ = failing
    assert f"\n{text}</textarea>" not in client("broken").send("/account", why=text).text


@pytest.mark.parametrize("text", ["dua kata", "a" * 41])
def test_more_words_and_long_ones_are_given_back(failing, text):
    client, _ = failing
    assert f"\n{text}</textarea>" in client("broken").send("/account", why=text).text


def test_what_is_no_refusal_goes_out_as_it_is(failing):
    client, _ = failing
    reply = client("seen").get("/account")

    assert (reply.status_code, "This did not work" in reply.text) == (303, False)


def test_the_values_of_a_refusal_stand_in_its_sentence(failing):
    client, _ = failing
    assert "A person has at most 5 links." in client("many").get("/account").text


def test_only_where_no_view_was_asked_the_refusal_itself_gives_back_what_was_typed(failing):
    client, _ = failing

    assert TYPED in client("over").send("/account", why=TYPED).text


def test_a_view_that_refuses_gives_back_itself_what_it_knows_of(failing):
    client, _ = failing

    assert TYPED not in client("many").send("/account", why=TYPED).text


def _token(client):
    return {"X-CSRFToken": client.token()}
