"""The blueprints of openings, and the few things all their pages need."""

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from hiring.i18n.choice import localised
from hiring.i18n.localised import Localised
from hiring.openings.completeness import OpeningGap
from hiring.openings.forms import control_share_name
from hiring.openings.judging import QUOTES_WANTED_NAMES, QuotesWanted
from hiring.openings.models import Application, Opening
from hiring.openings.queries import quotas_of
from hiring.openings.quotas import REFEREE_KIND_NAMES
from hiring.openings.rules import OPENING_STATE_NAMES, STAGE_NAMES, OpeningState, Stage
from hiring.settings import current_settings
from hiring.web.destinations import Destination

#: HR's pages.
bp = Blueprint("openings", __name__)
#: The pages behind the link of an invitation, and the candidates' entrance.
links = Blueprint("invitation_links", __name__)
#: What candidates state about themselves.
statements = Blueprint("candidate_facts", __name__)

#: The first page of candidates, after the link.
CANDIDATE_HOME = Destination("the first page of candidates")
#: Where HR enters what somebody asked about their data.
PRIVACY_REQUEST = Destination("where a request about personal data is entered")
#: Where a reason about a whole opening is taken out that names a person.
OPENING_REASONS = Destination("where reasons about an opening are taken out")
#: Where everything about an application is read.
APPLICATION_PAGE = Destination("the page of one application")


@bp.app_template_global()
def privacy_request_address(application: Application) -> str:
    """Return where a request about personal data that came by mail or telephone is entered."""
    return PRIVACY_REQUEST.address(public_id=application.public_id)


@bp.app_template_global()
def opening_reasons_address(opening: Opening) -> str:
    """Return where a reason about the whole opening is taken out that names a person."""
    return OPENING_REASONS.address(public_id=opening.public_id)


def secret_key() -> str:
    return str(current_settings().secret_key)


@bp.app_template_global()
def dossier_address(application: Application, part: str | None = None) -> str:
    """Return where everything about an application is read, or a part of it.

    `public_id` is all that is needed of the application.
    """
    return APPLICATION_PAGE.address(public_id=application.public_id, _anchor=part)


@bp.app_template_global()
def kinds_wanted(opening: Opening) -> list[tuple[str, int]]:
    """Return the kinds of referees of which somebody is wanted, each by name, and how many at least."""
    return [(_(REFEREE_KIND_NAMES[kind]), number) for kind, number in quotas_of(opening).by_kind.items()]


@bp.app_template_global()
def quotes_wanted_name(wanted: str) -> str:
    """Return for which levels reviewers quote the answer, in words."""
    return _(QUOTES_WANTED_NAMES[QuotesWanted(wanted)])


bp.app_template_global()(control_share_name)


@bp.app_template_global()
def to_opening(opening: Opening) -> list[tuple[str, str]]:
    """Return the pages that lead to an opening, as (name, address)."""
    here = url_for("openings.opening", public_id=opening.public_id)
    return [(_("Openings"), url_for("openings.openings")), (opening_title(opening), here)]


@bp.app_template_global()
def to_application(application: Application) -> list[tuple[str, str]]:
    """Return the pages that lead to everything about an application, as (name, address)."""
    return [*to_opening(application.opening), (application.candidate.name, dossier_address(application))]


@bp.app_template_filter()
def duration(seconds: int) -> str:
    """Return a time of work as people say it: "1 hour 12 minutes"."""
    hours, minutes = divmod(max(seconds, 0) // 60, 60)
    spoken = ngettext("%(num)d minute", "%(num)d minutes", minutes)
    if not hours:
        return str(spoken if minutes else _("under a minute"))
    whole = ngettext("%(num)d hour", "%(num)d hours", hours)
    return f"{whole} {spoken}" if minutes else str(whole)


@bp.app_template_filter()
def stage_name(stage: str) -> str:
    return _(STAGE_NAMES[Stage(stage)])


@bp.app_template_filter()
def stage_tone(stage: str) -> str:
    """Return the mark a stage is shown with: what runs, what is done, what came to nothing."""
    return _STAGE_TONES.get(Stage(stage), "quiet")


@bp.app_template_filter()
def opening_state_name(state: str) -> str:
    return _(OPENING_STATE_NAMES[OpeningState(state)])


@bp.app_template_filter()
def opening_title(opening: Opening) -> str:
    """Return the title in the reader's language; a draft may have it in one only."""
    return localised(opening.title) or opening.title.id or opening.title.en


@bp.app_template_filter()
def gap_text(gap: OpeningGap) -> str:
    """Return what an opening lacks in the reader's language, and the texts in it, too."""
    spoken = {
        name: localised(value) if isinstance(value, Localised) else value
        for name, value in gap.values.items()
    }
    return _(gap.sentence, **spoken)


_STAGE_TONES = {
    Stage.CONSENTED: "active",
    Stage.SITTING: "active",
    Stage.HANDED_IN: "good",
    Stage.SCORING: "active",
    Stage.SCORED: "good",
    Stage.DECIDED: "good",
    Stage.EXPIRED: "warning",
    Stage.REMOVED: "danger",
}
