"""Every refusal: the right status, a sentence in the reader's language, what was typed, and no secret."""

import inspect
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import abort
from sqlalchemy.exc import DataError
from wtforms import PasswordField

import hiring
from hiring.accounts import forms
from hiring.accounts.access import current_actor
from hiring.accounts.rules import Role
from hiring.errors import HiringError, NotReady
from hiring.paths import CATALOGUES
from tests.factories.accounts import PASSWORD, UserFactory
from tests.forms import fields_of

LONG = "Kepada Bapak Kepala Desa, terima kasih atas waktu Bapak kemarin.\nSaya sampaikan hal berikut."


class SomethingRefused(HiringError):
    """Stands for any refusal in the words of the trade."""

    status = 409
    sentence = "At least one active administrator must remain."


def _refuse(app, number):
    """Have the page /account refuse with this status, or break."""

    def view(*args, **kwargs):
        assert current_actor() is not None  # as every guarded page asks first
        match number:
            case "words":
                raise SomethingRefused
            case "missing":
                raise NotReady("This cannot be done now.", ["Satu", "Dua"])
            case "value":
                raise DataError("select", {}, ValueError("too long"))
            case "broken":
                raise ZeroDivisionError("a secret of the machine")
            case _:
                abort(number)

    app.view_functions["accounts.account"] = view


@pytest.fixture
def refusing(app, session, signed_in, troubled):
    """Return a client of somebody reading in `locale`, for whom /account refuses."""
    kept = app.view_functions["accounts.account"]

    def client(number, locale):
        _refuse(app, number)
        return signed_in(UserFactory(roles=[Role.HR], locale=locale))

    yield client
    app.view_functions["accounts.account"] = kept


def _indonesian(sentence: str) -> str:
    with (CATALOGUES / "id" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        said = read_po(file).get(sentence).string
    return str(said) if isinstance(said, str) else said[0] % {"num": 1}


@pytest.mark.parametrize(
    ("number", "status", "sentence"),
    [
        (400, 400, "The request could not be understood. Please go back and try again."),
        (403, 403, "This request came from another site and was not carried out."),
        (404, 404, "This page does not exist, or it is not meant for you."),
        (405, 405, "This page cannot be used in this way. Please start again from the home page."),
        (408, 408, "What you sent arrived too slowly and was incomplete. Please try again."),
        (410, 410, "The request could not be understood. Please go back and try again."),
        (413, 413, "What was sent is too large."),
        (
            415,
            415,
            "This is not a form as our pages send it. Please go back to the page and try again there.",
        ),
        (429, 429, "Too many tries in a short time. Please wait a minute and try again."),
        (503, 503, "The server is very busy. Nothing is lost: please try again in a moment."),
        ("words", 409, "At least one active administrator must remain."),
        ("missing", 409, "This cannot be done now."),
        ("value", 400, "The request could not be understood. Please go back and try again."),
        ("broken", 500, "Something went wrong on our side. It has been written down; please try again."),
    ],
)
@pytest.mark.parametrize("locale", ["id", "en"])
def test_a_refusal_is_a_page_in_the_readers_language_that_keeps_what_was_typed(
    refusing, number, status, sentence, locale
):
    said = sentence if locale == "en" else _indonesian(sentence)

    reply = refusing(number, locale).send("/account", letter=LONG)

    assert reply.status_code == status
    assert f'<html lang="{locale}">' in reply.text
    assert said in reply.text
    if number not in {"words", "missing"}:  # whose views give back what they know of
        assert "Saya sampaikan hal berikut." in reply.text
    assert "a secret of the machine" not in reply.text
    assert "Traceback" not in reply.text


@pytest.mark.parametrize("number", [400, 404, 429, "words", "broken"])
def test_a_script_gets_the_same_sentence_as_json(refusing, number):
    reply = refusing(number, "en").get("/account", headers={"Accept": "application/json"})

    assert reply.mimetype == "application/json"
    assert sorted(reply.get_json()) == ["error"]


def test_what_is_missing_is_listed(refusing):
    page = refusing("missing", "id").get("/account").text

    assert "<li>Satu</li><li>Dua</li>" in page


@pytest.mark.parametrize("field", ["password", "new_password", "token", "csrf_token"])
def test_no_secret_is_ever_given_back(refusing, field):
    secret = "kata sandi yang sangat panjang sekali, lebih dari empat puluh huruf"

    reply = refusing("broken", "id").send("/account", **{"letter": LONG, field: secret})

    assert secret not in reply.text


def test_the_fields_for_passwords_are_the_ones_tried_above():
    names = {
        name
        for _, form in inspect.getmembers(forms, inspect.isclass)
        for name, made in inspect.getmembers(form)
        if getattr(made, "field_class", None) is PasswordField
    }

    assert names == {"password", "new_password"}


def test_a_page_that_was_open_too_long_gives_the_text_back_and_not_the_password(client, session):
    user = UserFactory(roles=[Role.HR])
    password = "padi menguning di sawah, lalu dipanen bersama-sama"

    reply = client.post("/sign-in", data={"email": user.email, "password": password, "csrf_token": "old"})

    assert reply.status_code == 400
    assert password not in reply.text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_sent_from_another_site_is_not_carried_out(client, session, site):
    user = UserFactory(roles=[Role.HR])
    sent = {"email": user.email, "password": PASSWORD, "csrf_token": client.token()}

    reply = client.post("/sign-in", data=sent, headers={"Sec-Fetch-Site": site})

    assert reply.status_code == 403
    assert client.get("/account").status_code == 302


@pytest.mark.parametrize("token", [None, "", "x", "A" * 91])
def test_nothing_is_done_without_the_token_of_the_form(signed_in, session, token):
    user = UserFactory(roles=[Role.HR])
    client = signed_in(user)
    values = {"locale": "en"} | ({} if token is None else {"csrf_token": token})

    assert client.post("/language", data=values).status_code == 400
    assert '<html lang="id">' in client.get("/account").text


def test_a_token_of_one_session_is_worth_nothing_in_another(app, signed_in, session):
    one, other = signed_in(UserFactory(roles=[Role.HR])), signed_in(UserFactory(roles=[Role.HR]))

    assert one.post("/language", data={"locale": "en", "csrf_token": other.token()}).status_code == 400


NO_COOKIES = "Browser Anda tidak menyimpan cookie"
OTHER_SESSION = "Sejak halaman ini dibuka, ada yang masuk atau keluar di browser ini"
OLD_PAGE = "Halaman ini bukan lagi yang terbaru."
BELOW = "Yang Anda ketik ada di bawah ini."


def test_a_browser_that_keeps_no_cookies_is_told_so_and_what_to_do(app, client, session):
    token = client.token()

    reply = app.test_client(use_cookies=False).post("/sign-in", data={"email": "a", "csrf_token": token})

    assert reply.status_code == 400
    assert NO_COOKIES in reply.text
    assert BELOW not in reply.text


def test_the_causes_of_a_refused_token_are_told_apart(signed_in, session):
    one, other = signed_in(UserFactory(roles=[Role.HR])), signed_in(UserFactory(roles=[Role.HR]))

    one.token()
    assert OTHER_SESSION in one.post("/language", data={"locale": "en", "csrf_token": other.token()}).text
    assert OLD_PAGE in one.post("/language", data={"locale": "en", "csrf_token": "x"}).text
    assert OLD_PAGE in one.post("/language", data={"locale": "en"}).text


def test_a_refused_token_speaks_of_text_only_where_there_is_some(signed_in, session):
    client = signed_in(UserFactory(roles=[Role.HR]))

    with_text = client.post(
        "/language", data={"locale": "en", "why": "Sebuah alasan", "csrf_token": "x"}
    ).text
    without = client.post("/language", data={"locale": "en", "csrf_token": "x"}).text

    assert (BELOW in with_text, "Sebuah alasan" in with_text) == (True, True)
    assert BELOW not in without


@pytest.mark.process
def test_every_refusal_in_the_words_of_the_trade_has_an_indonesian_sentence():
    with (CATALOGUES / "id" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file)
    for module in pkgutil.walk_packages([str(Path(hiring.__file__).parent)], "hiring."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            import_module(module.name)

    untold = {
        error.__name__
        for error in _kinds_of(HiringError)
        if error.__module__.startswith("hiring.")
        and not ((found := catalogue.get(error.sentence)) and found.string)
    }

    assert untold == set()


@pytest.mark.parametrize(("chosen", "language"), [(None, "id"), ("en", "en"), ("id", "id"), ("de", "id")])
def test_a_stranger_reads_indonesian_until_another_language_is_chosen(client, chosen, language):
    if chosen:
        client.set_cookie("locale", chosen)

    assert f'<html lang="{language}">' in client.get("/nowhere").text


def test_the_form_of_a_page_can_be_read_back(client):
    assert sorted(fields_of(client.get("/sign-in").text, "email")) == ["csrf_token", "email", "password"]


def _kinds_of(error: type) -> set[type]:
    return {error}.union(*(_kinds_of(kind) for kind in error.__subclasses__()))
