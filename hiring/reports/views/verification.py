"""Where whoever holds a report can check it: without an account, and without learning a name."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.db import current_session
from hiring.i18n.choice import LANGUAGE_NAMES
from hiring.reports import queries
from hiring.reports.codes import code_typed
from hiring.reports.forms import CodeForm, FileForm, TextForm
from hiring.reports.verification import LARGEST_FILE, fingerprint_of
from hiring.sittings.normalising import matches
from hiring.web.bodies import takes_up_to
from hiring.web.limits import DOOR_LIMIT, limiter
from hiring.web.public import public

bp = Blueprint("verification", __name__)

#: The largest file, and what surrounds it in a form.
_LARGEST_REQUEST = LARGEST_FILE + 64 * 1024
#: An answer may have 20,000 words; a form writes three characters for some of its own.
_LONGEST_TEXT = 1024 * 1024
_WHY_OPEN = "whoever holds a report may check it; the answer names nobody"


@bp.get("/verify")
@public(_WHY_OPEN)
def verify() -> ResponseReturnValue:
    """Ask for a code or a file."""
    return _page()


@bp.post("/verify")
@limiter.limit(DOOR_LIMIT)
@public(_WHY_OPEN)
def check_code() -> ResponseReturnValue:
    """Lead from the code somebody typed to what is known of it."""
    form = CodeForm()
    if not form.submitted_and_valid():
        return _page(code_form=form), 422
    code = code_typed(form.code.data)
    if code is None:
        form.refuse("code", _("This is not the code of a report. It looks like HR-7F3K-2M9Q."))
        return _page(code_form=form), 422
    return redirect(url_for(".result", code=code))


@bp.post("/verify/file")
@takes_up_to(_LARGEST_REQUEST, from_anybody=True)
@limiter.limit(DOOR_LIMIT)
@public(_WHY_OPEN)
def check_file() -> ResponseReturnValue:
    """Compare a file with every report that was issued, byte for byte."""
    form = FileForm()
    if not form.submitted_and_valid():
        return _page(file_form=form), 422
    sha256 = fingerprint_of(form.file.data.stream)
    if sha256 is None:
        form.refuse("file", _("The file is larger than 15 MB, so it is not a report of ours."))
        return _page(file_form=form), 413
    return _page(asked="file", found=queries.known_by_pdf(current_session(), sha256), sha256=sha256)


@bp.post("/verify/text")
@takes_up_to(_LONGEST_TEXT, from_anybody=True)
@limiter.limit(DOOR_LIMIT)
@public("whoever wrote a text may check it against a receipt; nothing is looked up or kept")
def check_text() -> ResponseReturnValue:
    """Say whether a text has the fingerprint of a receipt."""
    form = TextForm()
    if not form.submitted_and_valid():
        return _page(text_form=form), 422
    return _page(asked="text", found=None, text_form=form, same=matches(form.text.data, form.sha256.data))


@bp.get("/verify/<string:code>")
@limiter.limit(DOOR_LIMIT)
@public(_WHY_OPEN)
def result(code: str) -> ResponseReturnValue:
    """Say what is known of a code; the QR code on a report leads here."""
    known = code_typed(code)
    found = queries.known_by_code(current_session(), known) if known else None
    return _page(asked="code", found=found, code=known or code[:60])


def _page(**values: object) -> str:
    shown = {
        "asked": None,
        "found": None,
        "code_form": CodeForm(formdata=None),
        "file_form": FileForm(formdata=None),
        "text_form": TextForm(formdata=None),
    }
    return render_template("reports/verify.html", **{**shown, **values}, LANGUAGE_NAMES=LANGUAGE_NAMES)
