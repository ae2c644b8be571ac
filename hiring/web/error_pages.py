"""Turn errors into pages or, where a script asked, into JSON. The only place that knows both."""

from contextlib import suppress
from typing import Any

import structlog
from flask import Flask, Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext, refresh
from flask_login import AnonymousUserMixin
from flask_wtf.csrf import CSRFError
from sqlalchemy import exc as database
from werkzeug.exceptions import HTTPException, SecurityError, TooManyRequests

from hiring.db import current_session, give_up_writing
from hiring.errors import NO_ROOM, HiringError
from hiring.i18n import N_
from hiring.web.limits import minutes_to_wait
from hiring.web.scripts import asked_by_script

log = structlog.get_logger(__name__)

_SENTENCES = {
    400: N_("The request could not be understood. Please go back and try again."),
    403: N_("This request came from another site and was not carried out."),
    404: N_("This page does not exist, or it is not meant for you."),
    405: N_("This page cannot be used in this way. Please start again from the home page."),
    408: N_("What you sent arrived too slowly and was incomplete. Please try again."),
    413: N_("What was sent is too large."),
    415: N_("This is not a form as our pages send it. Please go back to the page and try again there."),
    503: N_("The server is very busy. Nothing is lost: please try again in a moment."),
    507: N_(
        "There is no space left for files on our side, so this one was not kept. Please try again later."
    ),
}
_NO_COOKIES = N_(
    "Your browser keeps no cookies, and without them nothing can be sent here. Please allow cookies for this "
    "address, then open the page or your link again."
)
_OTHER_SESSION = N_(
    "Since this page was opened somebody has signed in or out in this browser, or the session has ended. "
    "Please open the page again and send it from there."
)
_OLD_PAGE = N_("This page is no longer the newest one. Please open it again and send it from there.")
_TEXT_BELOW = N_("What you typed is shown below.")
_BUSY = _SENTENCES[503]
_AWAY = N_(
    "The system cannot keep anything at this moment, so what you sent is not saved yet. "
    "Please try again in a moment."
)
_TROUBLE = N_("Something went wrong on our side. It has been written down; please try again.")


def register(app: Flask) -> None:
    """Attach the handlers. None of them shows a stack trace to a person."""

    _register_failures(app)

    @app.errorhandler(HiringError)
    def refused(error: HiringError) -> ResponseReturnValue:
        sentence = gettext(error.sentence, **error.values)
        missing = [str(line) for line in getattr(error, "missing", [])]
        kept = _texts_sent() if error.status == 401 else []  # no view was asked: nobody else gives it back
        return _answer(error.status, sentence, error.template, error=error, missing=missing, kept=kept)

    @app.errorhandler(CSRFError)
    def old_page(error: CSRFError) -> ResponseReturnValue:
        kept = _texts_sent()
        sentence = gettext(_cause_of(error))
        return _answer(400, f"{sentence} {gettext(_TEXT_BELOW)}" if kept else sentence, kept=kept)

    @app.errorhandler(TooManyRequests)
    def too_often(error: TooManyRequests) -> ResponseReturnValue:
        minutes = minutes_to_wait()
        sentence = ngettext(
            "Too many tries in a short time. Please wait a minute and try again.",
            "Too many tries in a short time. Please wait %(num)d minutes and try again.",
            minutes,
        )
        body, status = _answer(429, sentence, kept=_texts_sent())
        return body, status, {"Retry-After": str(60 * minutes)}

    @app.errorhandler(SecurityError)
    def foreign_host(error: SecurityError) -> ResponseReturnValue:
        # No page can be drawn: there is no address of ours that links could start with.
        return Response("This server does not answer to that host name.\n", 400, mimetype="text/plain")

    @app.errorhandler(HTTPException)
    def refused_by_protocol(error: HTTPException) -> ResponseReturnValue:
        if error.code is None or error.code < 400:
            return error
        sentence = gettext(_SENTENCES.get(error.code, _SENTENCES[400]))
        return _answer(error.code, sentence, kept=_texts_sent())

    @app.errorhandler(database.DataError)
    def value_not_kept(error: database.DataError) -> ResponseReturnValue:
        log.warning("value_refused_by_database", error=str(error.orig))
        return _answer(400, gettext(_SENTENCES[400]), kept=_texts_sent())


def _register_failures(app: Flask) -> None:
    """Attach the handlers of what went wrong on our side; their pages are drawn without the database."""

    @app.errorhandler(database.OperationalError)  # away, locked, or too slow
    @app.errorhandler(database.InterfaceError)  # the connection broke
    @app.errorhandler(database.TimeoutError)  # every connection is taken
    def database_away(error: database.SQLAlchemyError) -> ResponseReturnValue:
        log.error("database_unavailable", error=str(getattr(error, "orig", error)))
        _ask_nobody()
        sent = _form_sent()
        sentence = gettext(_AWAY if sent else _BUSY)
        body, status = _answer(503, sentence, kept=_texts_sent(), again=_fields_to_send_again())
        return body, status, {"Retry-After": "5"}

    @app.errorhandler(OSError)
    def disk_full(error: OSError) -> ResponseReturnValue:
        if error.errno not in NO_ROOM:
            return broken(error)
        log.error("disk_full", path=request.path, error=str(error))
        _ask_nobody()
        body, status = _answer(507, gettext(_SENTENCES[507]), kept=_texts_sent())
        return body, status, {"Retry-After": "60"}

    @app.errorhandler(Exception)
    def broken(error: Exception) -> ResponseReturnValue:
        log.error("request_failed", path=request.path, method=request.method, exc_info=error)
        _ask_nobody()
        return _answer(500, gettext(_TROUBLE), kept=_texts_sent())


#: What Flask-WTF 1.3 says where the token is whole, but not of the session that sent it.
_OF_ANOTHER_SESSION = {"The CSRF session token is missing.", "The CSRF tokens do not match."}


def _cause_of(error: CSRFError) -> str:
    """Return why a token was refused: three causes, and three things to do."""
    if not request.cookies:
        return _NO_COOKIES
    return _OTHER_SESSION if error.description in _OF_ANOTHER_SESSION else _OLD_PAGE


def _ask_nobody() -> None:
    """Have the page drawn without the database, which may be what is broken."""
    g.failsafe = True
    if "_login_user" not in g:  # where Flask-Login looks before it asks the database
        g._login_user = AnonymousUserMixin()
    refresh()  # the language, too
    with suppress(Exception):
        current_session().rollback()


def _answer(
    status: int, sentence: str, template: str = "errors/refused.html", **values: Any
) -> tuple[Any, int]:
    if not g.get("failsafe"):
        give_up_writing(current_session())
    if asked_by_script():
        return jsonify(error=sentence), status
    return render_template(template, sentence=sentence, status=status, **values), status


def _texts_sent() -> list[str]:
    """Return the long texts of a refused form, to be offered back: nothing written is lost."""
    values = [value for name, value in _form_sent() if name not in _NOT_TEXTS]
    return [value for value in values if len(value) > 40 or len(value.split()) > 1]


def _fields_to_send_again() -> list[tuple[str, str]]:
    """Return the whole form, to be sent again by one press; nothing where a secret or a file was in it."""
    fields = _form_sent()
    if _PASSWORDS & {name for name, _ in fields} or any(file.filename for file in request.files.values()):
        return []
    return fields


def _form_sent() -> list[tuple[str, str]]:
    if request.method != "POST" or request.mimetype not in {
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    }:
        return []
    try:
        return list(request.form.items(multi=True))
    except (HTTPException, OSError):
        return []


_PASSWORDS = {"password", "new_password"}
#: Never shown: secrets, and what only programs read.
_NOT_TEXTS = _PASSWORDS | {"csrf_token", "token", "invitees", "seen", "operation_id"}
