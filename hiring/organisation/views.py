"""The pages of the organisation: who it is, whether mails arrive, and the list of the first day."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.accounts.access import guarded
from hiring.accounts.models import User
from hiring.accounts.policy import MANAGE_USERS
from hiring.accounts.rules import Actor, Permission, Role
from hiring.db import begin_writing, current_session
from hiring.errors import HiringError, StalePage
from hiring.files.actions import remove_unneeded
from hiring.files.downloads import current_folder
from hiring.files.folder import FileMissing
from hiring.mail.actions import Recipient
from hiring.mail.models import MESSAGE_STATE_NAMES
from hiring.mail.rules import trouble_of
from hiring.organisation import actions, policy, queries
from hiring.organisation.colours import is_colour, stands_out
from hiring.organisation.forms import LogoForm, OrganisationForm
from hiring.organisation.logo import LARGEST_FILE, shown_size
from hiring.organisation.rules import STEP_NAMES, FirstDay, FirstStep, MailStanding, OpeningObstacle, steps_of
from hiring.organisation.sheet import sheet_of
from hiring.organisation.standing import announce, logo_here, profile_here
from hiring.settings import current_settings
from hiring.web.destinations import Destination
from hiring.web.flashes import say
from hiring.web.forms import SeenForm
from hiring.web.public import public
from hiring.web.todo import Panel

bp = Blueprint("organisation", __name__)

#: Where the impact assessment is read and signed.
IMPACT_ASSESSMENT = Destination("the impact assessment")

_A_YEAR = "public, max-age=31536000, immutable"


@bp.route("/organisation", methods=["GET", "POST"])
@guarded(policy.CHANGE_ORGANISATION)
def profile(actor: Actor) -> ResponseReturnValue:
    """Show name, contact and colour of the organisation, and save them."""
    session = current_session()
    standing = queries.profile(session)
    form = OrganisationForm(data=OrganisationForm.values_of(standing))
    form.carry(standing.mark)
    if form.submitted_and_valid():
        try:
            seen = form.seen.data or ""
            actions.change_organisation(begin_writing(), form.profile(), seen=seen, by=actor)
        except StalePage:
            saved = queries.profile(session)
            there = OrganisationForm(formdata=None, data=OrganisationForm.values_of(saved))
            form.show_saved(saved.mark, there)
        else:
            session.commit()
            announce(current_app)
            say(_("Saved. Pages, e-mails and reports say so from now on."))
            return redirect(url_for(".profile"))
    return _profile_page(form, LogoForm(formdata=None)), form.status


def _profile_page(form: OrganisationForm, logo_form: LogoForm) -> str:
    logo = queries.logo(current_session())
    seen = logo.sha256 if logo else ""
    return render_template("organisation/profile.html", form=form, logo_form=logo_form, logo_seen=seen)


@bp.post("/organisation/logo")
@guarded(policy.CHANGE_ORGANISATION)
def choose_logo(actor: Actor) -> ResponseReturnValue:
    """Have a picture stand for the organisation on pages of people outside and on reports."""
    logo_form = LogoForm()
    if logo_form.submitted_and_valid():
        try:
            drawing, stored = actions.keep_logo(current_folder(), logo_form.content(LARGEST_FILE))
        except HiringError as error:
            logo_form.refuse("logo", _(error.sentence, **error.values))
        else:
            replaced = actions.choose_logo(begin_writing(), drawing, stored, by=actor)
            current_session().commit()
            return _look_changed(replaced, _("Saved. Pages and reports show the logo from now on."))
    standing = queries.profile(current_session())
    form = OrganisationForm(formdata=None, data=OrganisationForm.values_of(standing))
    form.carry(standing.mark)
    return _profile_page(form, logo_form), 422


@bp.post("/organisation/logo/remove")
@guarded(policy.CHANGE_ORGANISATION)
def remove_logo(actor: Actor) -> ResponseReturnValue:
    """Have the name alone stand for the organisation again."""
    form = SeenForm()
    if not form.submitted_and_valid():
        abort(400)
    removed = actions.remove_logo(begin_writing(), seen=form.seen.data, by=actor)
    current_session().commit()
    return _look_changed(removed, _("The logo has been removed. Reports that were issued keep it."))


def _look_changed(unneeded: str | None, sentence: str) -> ResponseReturnValue:
    """Tell all processes, remove the bytes of a picture that is needed no more, and go back."""
    if unneeded is not None:
        remove_unneeded(current_session(), current_folder(), unneeded)
    announce(current_app)
    say(sentence)
    return redirect(url_for(".profile"))


@bp.get("/organisation/logo-<string:mark>")
@public("the logo of the organisation holds nothing personal")
def logo_file(mark: str) -> Response:
    """Give the logo to all pages; its address changes with the picture."""
    logo = logo_here()
    if logo is None or mark != _mark_of(logo):
        abort(404)
    try:
        answer = Response(current_folder().read(logo.sha256), mimetype=logo.media_type)
    except FileMissing:
        abort(404)
    answer.headers["Cache-Control"] = _A_YEAR
    return answer


@dataclass(frozen=True, slots=True)
class LogoShown:
    """The logo as it stands in the head of a page."""

    address: str
    width: int
    height: int


def logo_shown() -> LogoShown | None:
    """Return the logo for the head of a page; None where the name alone stands there."""
    logo = logo_here()
    if logo is None:
        return None
    address = url_for("organisation.logo_file", mark=_mark_of(logo))
    return LogoShown(address, *shown_size(logo.width, logo.height))


def _mark_of(logo: queries.Logo) -> str:
    return logo.sha256[:16]


@bp.get("/organisation/colour-<string:colour>.css")
@public("the colour of the organisation holds nothing personal")
def colour_sheet(colour: str) -> Response:
    """Give a colour that can be read to all pages."""
    wanted = f"#{colour}"
    if not is_colour(wanted) or not stands_out(wanted):
        abort(404)
    answer = Response(sheet_of(wanted), mimetype="text/css")
    answer.headers["Cache-Control"] = _A_YEAR
    return answer


def colour_address() -> str:
    """Return the address of the style sheet with the colour of the organisation; empty where it has none."""
    colour = profile_here().colour
    return url_for("organisation.colour_sheet", colour=colour[1:]) if colour else ""


@bp.get("/organisation/mail")
@guarded(policy.SEE_FIRST_DAY)
def mail(actor: Actor) -> ResponseReturnValue:
    """Show whether mails arrive, as far as the newest trial tells."""
    found, tried = first_day_facts(current_session()), queries.trial_mail(current_session())
    trouble = trouble_of(tried.last_error) if tried is not None and tried.last_error else None
    return render_template(
        "organisation/mail.html",
        found=found,
        tried=tried,
        trouble=trouble,
        Standing=MailStanding,
        STATE_NAMES=MESSAGE_STATE_NAMES,
        may_confirm=policy.CHANGE_ORGANISATION.allows(actor),
    )


@bp.post("/organisation/mail/trial")
@guarded(policy.SEE_FIRST_DAY)
def send_trial(actor: Actor) -> ResponseReturnValue:
    """Send a mail to whoever asks."""
    session = begin_writing()
    user = session.get_one(User, actor.id)
    to = Recipient(user.name, user.email, user.locale)
    message = actions.send_trial_mail(session, to, by_server=current_settings().sends_mail, by=actor)
    session.commit()
    say(
        _(
            "An e-mail to %(address)s is on its way. This page shows the result.",
            address=message.to_email,
        )
    )
    return redirect(url_for(".mail"))


@bp.post("/organisation/mail/by-hand")
@guarded(policy.CHANGE_ORGANISATION)
def links_by_hand(actor: Actor) -> ResponseReturnValue:
    """Confirm that links are given to people by hand."""
    return _links_go(True, _("Noted. Openings can be opened without an e-mail that has arrived."), by=actor)


@bp.post("/organisation/mail/by-mail")
@guarded(policy.CHANGE_ORGANISATION)
def links_by_mail(actor: Actor) -> ResponseReturnValue:
    """Take back that links are given to people by hand."""
    return _links_go(False, _("Noted. Before the next opening an e-mail must have arrived."), by=actor)


def _links_go(by_hand: bool, sentence: str, *, by: Actor) -> ResponseReturnValue:
    actions.say_links_go_by_hand(begin_writing(), by_hand, by=by)
    current_session().commit()
    say(sentence)
    return redirect(url_for(".mail"))


@bp.post("/organisation/first-day/over")
@guarded(policy.CHANGE_ORGANISATION)
def first_day_over(actor: Actor) -> ResponseReturnValue:
    """Put the list of the first day away."""
    actions.end_first_day(begin_writing(), by=actor)
    current_session().commit()
    say(_("The list is hidden. The page “System” still says what is missing."))
    return redirect(url_for("home.home"))


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of the list of the first day, as its reader sees it."""

    name: str
    done: bool
    hint: str
    address: str
    """Where it is done; empty where that is no page, or not one of the reader's."""
    by_admin: bool
    """Somebody else must do it: the reader is no administrator."""


#: Where a step is done, and who may open that page.
_PLACES: dict[FirstStep, tuple[str, Permission]] = {
    FirstStep.ORGANISATION: ("organisation.profile", policy.CHANGE_ORGANISATION),
    FirstStep.CONTACT: ("organisation.profile", policy.CHANGE_ORGANISATION),
    FirstStep.MAIL: ("organisation.mail", policy.SEE_FIRST_DAY),
    FirstStep.HR: ("accounts.new_user", MANAGE_USERS),
    FirstStep.REVIEWERS: ("accounts.new_user", MANAGE_USERS),
    FirstStep.HIRING_MANAGER: ("accounts.new_user", MANAGE_USERS),
}


def page_of_obstacle(obstacle: OpeningObstacle | None) -> str:
    """Return the page on which HR can do something about an obstacle; empty where there is none."""
    match obstacle:
        case OpeningObstacle.UNTRIED_MAIL:
            return url_for("organisation.mail")
        case OpeningObstacle.UNASSESSED:
            return IMPACT_ASSESSMENT.address()
    return ""


#: What is done on the server.
_COMMANDS = {FirstStep.BANK: "hiring bank load", FirstStep.BACKUP: "hiring backup FOLDER"}


def first_day(session: Session, actor: Actor) -> Panel | None:
    """Return the list of what an installation needs, until all of it is there or it was put away."""
    found = first_day_facts(session)
    steps = steps_of(found, current_settings().base_url)
    if found.over or all(steps.values()):
        return None
    lines = [_line(step, done, actor) for step, done in steps.items()]
    values = {
        "lines": lines,
        "done": sum(steps.values()),
        "is_hr": Role.HR in actor.roles,
        "may_end": policy.CHANGE_ORGANISATION.allows(actor),
    }
    return Panel("organisation/first_day.html", values)


def first_day_facts(session: Session) -> FirstDay:
    """Ask once for all parts of a page."""
    if "first_day" not in g:
        g.first_day = queries.installation(session)
    found: FirstDay = g.first_day
    return found


def _line(step: FirstStep, done: bool, actor: Actor) -> StepLine:
    if step is FirstStep.IMPACT:
        return StepLine(_(STEP_NAMES[step]), done, "", IMPACT_ASSESSMENT.address(), by_admin=False)
    endpoint, permission = _PLACES.get(step, ("", None))
    may = permission is not None and permission.allows(actor)
    here = url_for(endpoint) if may and endpoint else ""
    return StepLine(_(STEP_NAMES[step]), done, _hint(step), here, by_admin=bool(endpoint) and not may)


def _hint(step: FirstStep) -> str:
    settings = current_settings()
    match step:
        case FirstStep.ADDRESS:
            words = _(
                "Links now begin with %(address)s. On the server, HIRING_BASE_URL says how they begin.",
                address=settings.base_url,
            )
        case FirstStep.BANK | FirstStep.BACKUP:
            words = _("On the server: %(command)s", command=_COMMANDS[step])
        case FirstStep.REVIEWERS:
            words = _("Every answer is read by two people who do not know whose it is.")
        case _:
            words = ""
    return str(words)
