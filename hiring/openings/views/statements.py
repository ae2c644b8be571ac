"""Candidates: the page of facts about oneself."""

from typing import Any, BinaryIO, cast

from flask import abort, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.errors import HiringError, StalePage
from hiring.files.actions import keep_cv
from hiring.files.downloads import current_folder
from hiring.files.models import StoredFile
from hiring.openings import actions, policy, queries
from hiring.openings.forms import FactsForm
from hiring.openings.models import Application
from hiring.openings.rules import WRITING, Stage
from hiring.openings.views.blueprint import CANDIDATE_HOME, statements
from hiring.web.bodies import takes_up_to
from hiring.web.flashes import say

#: A CV that is far too large is refused at its field, and what was typed beside it is kept.
LARGEST_REQUEST = 64 * 1024 * 1024


@statements.route("/candidate/facts", methods=["GET", "POST"])
@takes_up_to(LARGEST_REQUEST)
@guarded(policy.STATE_OWN_FACTS)
def facts(actor: Actor) -> ResponseReturnValue:
    """Ask for education, experience, posts, links and a CV; after consent and before hand-in only."""
    application = queries.application_by_id(current_session(), actor.id)
    if application is None:
        abort(404)
    if application.consented_at is None or Stage(application.stage) not in WRITING:
        return redirect(CANDIDATE_HOME.address())
    form = FactsForm(data=stated_facts(application))
    form.carry(actions.facts_mark(application.facts))
    if form.submitted_and_valid():
        cv = kept_cv(form)
        if not form.errors and _stated(actor, application, form, cv):
            say(_("Thank you. What you stated has been saved."))
            return redirect(CANDIDATE_HOME.address())
    return render_template("openings/facts.html", application=application, form=form), form.status


def _stated(actor: Actor, application: Application, form: FactsForm, cv: StoredFile | None) -> bool:
    """Keep what was stated; where another window has saved since, say so on the form and return False."""
    session, seen = begin_writing(), form.seen.data or ""
    try:
        actions.state_facts(session, application, form.stated(), cv=cv, seen=seen, by=actor)
    except StalePage:
        session.rollback()
        let_go(cv)
        kept = queries.application_by_id(session, application.id)
        assert kept is not None  # noqa: S101  (nobody removes applications)
        form.show_saved(actions.facts_mark(kept.facts), FactsForm(formdata=None, data=stated_facts(kept)))
        return False
    session.commit()
    return True


def let_go(cv: StoredFile | None) -> None:
    """Have the bytes of a file removed that was sent along and not taken."""
    if cv is not None:
        actions.forget_unneeded(begin_writing(), cv.sha256)
        current_session().commit()


def stated_facts(application: Application) -> dict[str, Any]:
    """Return what a candidate has stated as the fields of a form hold it."""
    facts = application.facts
    if facts is None:
        return {}
    return {
        "education": facts.education,
        "experience": facts.experience,
        "posts": facts.claims,
        "links": facts.links,
    }


def kept_cv(form: FactsForm) -> StoredFile | None:
    """Keep the file that was sent, or say at its field why it cannot be kept."""
    upload = form.cv.data
    if not isinstance(upload, FileStorage) or not upload.filename:
        return None
    try:
        return keep_cv(current_folder(), cast("BinaryIO", upload.stream), name=upload.filename)
    except HiringError as error:
        form.refuse("cv", _(error.sentence, **error.values))
        return None
