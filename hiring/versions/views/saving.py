"""Keep what was typed into a draft, also where its page has grown old or the draft was published."""

from collections.abc import Callable

from flask import redirect
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from hiring.db import begin_writing, current_session
from hiring.errors import Frozen, StalePage
from hiring.versions.forms import TwoLanguagesForm


def saved(form: TwoLanguagesForm, save: Callable[[Session], str]) -> ResponseReturnValue | None:
    """Do what `save` does and lead to the address it returns; None where the page must be shown (again).

    `form.stale` then says whether somebody else has saved since the page was made.
    Raises Frozen with all that was typed when the draft is none any more.
    """
    if not form.submitted_and_valid():
        return None
    try:
        address = save(begin_writing())
    except StalePage:
        form.stale = True
        return None
    except Frozen:
        raise Frozen(kept=form.texts_typed()) from None
    current_session().commit()
    return redirect(address)
