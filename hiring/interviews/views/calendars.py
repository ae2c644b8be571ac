"""The interview as a file for a calendar, downloaded by its candidate or by an interviewer."""

from io import BytesIO

from flask import abort, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.models import User
from hiring.accounts.rules import Actor
from hiring.db import current_session
from hiring.files.downloads import as_download
from hiring.interviews import policy, queries
from hiring.interviews.actions.telling import said_of
from hiring.interviews.calendar_file import CalendarMethod, Mailbox
from hiring.interviews.mails import calendar_of, of_download
from hiring.interviews.models import Interview, InterviewCard
from hiring.interviews.rules import InterviewState
from hiring.interviews.views.blueprint import bp, candidates
from hiring.openings.models import Application
from hiring.openings.queries import contact_of
from hiring.settings import current_settings


@candidates.get("/calendar")
@guarded(policy.OWN_INTERVIEW)
def calendar(actor: Actor) -> ResponseReturnValue:
    """Give a candidate the interview for the calendar, while it is to come."""
    session = current_session()
    application = queries.application_to_tell_of(session, actor.id)
    interview = queries.interview_of(session, actor.id)
    if application is None or interview is None:
        abort(404)
    owner = Mailbox(application.candidate.name, application.candidate.email)
    return _file(application, interview, owner, of_candidate=True)


@bp.get("/interviews/<string:public_id>/calendar")
@guarded(policy.RATE_INTERVIEW, load=queries.card_by_public_id)
def card_calendar(actor: Actor, card: InterviewCard) -> ResponseReturnValue:
    """Give an interviewer the interview for the calendar."""
    session, interview = current_session(), card.interview
    application = queries.application_to_tell_of(session, interview.application_id)
    assert application is not None  # noqa: S101  (it has an interview)
    user = session.get_one(User, actor.id)
    return _file(application, interview, Mailbox(user.name, user.email), of_candidate=False)


def _file(
    application: Application, interview: Interview, owner: Mailbox, *, of_candidate: bool
) -> ResponseReturnValue:
    if interview.state != InterviewState.ARRANGED:
        abort(404)
    values = {
        **said_of(application, interview, interview.arranged_at),
        "contact": contact_of(application.opening),
    }
    about = of_download(values, owner, current_settings())
    part = calendar_of(about, CalendarMethod.PUBLISH, of_candidate=of_candidate)
    if part is None:
        abort(404)
    name = _("interview") + ".ics"
    sent = send_file(BytesIO(part.content), mimetype="text/calendar", as_attachment=True, download_name=name)
    return as_download(sent)
