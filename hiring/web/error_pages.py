"""Turn errors into pages or, where a script asked, into JSON. The only place that knows both."""

from typing import Any

import structlog
from flask import Flask, Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from hiring.errors import HiringError
from hiring.i18n import N_

log = structlog.get_logger(__name__)

_SENTENCES = {
    400: N_("The request could not be understood. Please go back and try again."),
    403: N_("This request came from another site and was not carried out."),
    404: N_("This page does not exist, or it is not meant for you."),
    405: N_("This page cannot be used in this way. Please start again from the home page."),
    408: N_("What you sent came too slowly and did not arrive whole. Please try again."),
    413: N_("What was sent is too large."),
    415: N_("This is not a form as our pages send it. Please go back to the page and try again there."),
    429: N_("Too many tries in a short time. Please wait a minute and try again."),
    503: N_("The server is very busy. Nothing is lost: please try again in a moment."),
    507: N_("There is no room left for files on our side, so this one was not kept. Please try again later."),
}
_OLD_PAGE = N_("This page had been open too long. Please check your text below and send it again.")
_BUSY = _SENTENCES[503]
_TROUBLE = N_("Something went wrong on our side. It has been written down; please try again.")


def register(app: Flask) -> None:
    """Attach the handlers. None of them shows a stack trace to a person."""

    @app.errorhandler(HiringError)
    def refused(error: HiringError) -> ResponseReturnValue:
        sentence = gettext(error.sentence, **error.values) if error.values else gettext(error.sentence)
        missing = [str(line) for line in getattr(error, "missing", [])]
        return _answer(error.status, sentence, error.template, error=error, missing=missing)

    @app.errorhandler(CSRFError)
    def old_page(error: CSRFError) -> ResponseReturnValue:
        return _answer(400, gettext(_OLD_PAGE), kept=_texts_sent())

    @app.errorhandler(RateLimitExceeded)
    def too_often(error: RateLimitExceeded) -> ResponseReturnValue:
        body, status = _answer(429, gettext(_SENTENCES[429]), kept=_texts_sent())
        return body, status, {"Retry-After": "60"}

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

    @app.errorhandler(DataError)
    def value_not_kept(error: DataError) -> ResponseReturnValue:
        log.warning("value_refused_by_database", error=str(error.orig))
        return _answer(400, gettext(_SENTENCES[400]), kept=_texts_sent())

    @app.errorhandler(OperationalError)
    def database_busy(error: OperationalError) -> ResponseReturnValue:
        log.error("database_unavailable", error=str(error.orig))
        body, status = _answer(503, gettext(_BUSY), kept=_texts_sent())
        return body, status, {"Retry-After": "5"}

    @app.errorhandler(Exception)
    def broken(error: Exception) -> ResponseReturnValue:
        log.error("request_failed", path=request.path, method=request.method, exc_info=error)
        g.failsafe = True  # the page must not ask the database, which may be what is broken
        return _answer(500, gettext(_TROUBLE), kept=_texts_sent())


def _answer(
    status: int, sentence: str, template: str = "errors/refused.html", **values: Any
) -> tuple[Any, int]:
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify(error=sentence), status
    return render_template(template, sentence=sentence, status=status, **values), status


def _texts_sent() -> list[str]:
    """Return the long texts of a refused form, to be offered back: nothing written is lost."""
    if request.method != "POST" or request.mimetype not in {
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    }:
        return []
    try:
        values = [value for name, value in request.form.items(multi=True) if name not in _SECRETS]
    except HTTPException:
        return []
    return [value for value in values if len(value) > 40 or "\n" in value]


_SECRETS = {"csrf_token", "password", "new_password", "token"}
