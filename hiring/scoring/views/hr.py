"""HR's page of an opening's scoring: how far it is, what needs a person."""

from typing import Any

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts import queries as accounts
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session, let_others_write
from hiring.db.keyset import OrderedList, Page, first_pages
from hiring.db.pieces import in_pieces
from hiring.i18n.choice import list_text
from hiring.openings.models import Opening
from hiring.openings.queries import application_by_public_id, opening_by_public_id
from hiring.openings.views.batches import batch_address, batches_shown
from hiring.scoring import actions, policy, queries
from hiring.scoring.actions.many import AT_MOST_BY_A_PAGE, AT_ONCE
from hiring.scoring.forms import ReasonForm
from hiring.scoring.rules import TaskCount
from hiring.scoring.views.blueprint import TAKE_SCORES, bp, page, whole_list
from hiring.web.flashes import say
from hiring.web.forms import ActionForm

#: What the page of progress shows of each list.
FIRST_ROWS = 5


@bp.get("/openings/<string:public_id>/scoring")
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def scoring(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show how much is rated and left, which answers lack reviewers, and where ratings differ."""
    session = current_session()
    frame = queries.scoring_frame(session, opening)
    progress = queries.progress_of_opening(session, opening.id, frame)
    seldom = progress.seldom_answered if opening.score_rule == "cells" else []
    rubric = [one.code for one in frame.criteria]
    return page(
        "scoring",
        opening=opening,
        keys=queries.later_keys_of(session, opening, rubric, frame.tasks, frame.adopted),
        gaps_of=_gaps_of,
        competencies=frame.criteria,
        take_scores=TAKE_SCORES.address(public_id=opening.public_id),
        progress=progress,
        at_work=batches_shown(session, opening),
        seldom=[task for task in seldom if task.count.item_id not in frame.excused],
        **_first_rows(session, opening.id),
    )


def _first_rows(session: Session, opening_id: int) -> dict[str, Page[Any]]:
    lists: dict[str, OrderedList[Any]] = {
        "unallocated": queries.unallocated_in(opening_id),
        "differing": queries.differing_applications(opening_id),
        "conflicts": queries.declared_conflicts(opening_id),
        "readings": queries.waiting_third_readings(opening_id),
        "abstentions": queries.undecided_abstentions(opening_id),
        "proposals": queries.waiting_proposals(opening_id),
    }
    return dict(zip(lists, first_pages(session, *lists.values(), size=FIRST_ROWS), strict=True))


def _gaps_of(count: TaskCount, handed_in: int) -> str:
    """Return why a task was not answered, as a sentence goes on: how many did not reach it, and so on."""
    left_empty = handed_in - count.answers - count.not_reached - count.not_begun
    said = [
        (
            count.not_reached,
            ngettext(
                "%(num)d did not reach it in time", "%(num)d did not reach it in time", count.not_reached
            ),
        ),
        (left_empty, ngettext("%(num)d left it empty", "%(num)d left it empty", left_empty)),
        (
            count.not_begun,
            ngettext("%(num)d never began its section", "%(num)d never began its section", count.not_begun),
        ),
    ]
    return list_text(sentence for number, sentence in said if number)


@bp.get("/openings/<string:public_id>/scoring/unallocated")
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def unallocated(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """List every answer without enough reviewers."""
    return whole_list("unallocated", queries.unallocated_in(opening.id), opening)


@bp.get("/openings/<string:public_id>/scoring/differences")
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def differences(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """List every scored candidate on whom reviewers differ, the widest difference first."""
    return whole_list("differences", queries.differing_applications(opening.id), opening)


@bp.get("/openings/<string:public_id>/scoring/conflicts")
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def conflicts(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """List who stepped aside from whose answer, and why."""
    return whole_list("conflicts", queries.declared_conflicts(opening.id), opening)


@bp.post("/openings/<string:public_id>/scoring/allocate")
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def allocate(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Give the answers without enough reviewers to whoever has joined the panel, some sittings at a time."""
    session, made = current_session(), 0
    lacking = queries.sittings_that_lack(session, opening.id)
    if len(lacking) > AT_MOST_BY_A_PAGE:
        batch = actions.allocate_many(begin_writing(), opening, lacking, by=actor)
        session.commit()
        return redirect(batch_address(opening, batch))
    for piece in in_pieces(lacking, AT_ONCE):
        made += actions.allocate_missing(begin_writing(), piece, by=actor)
        session.commit()
        let_others_write(session)
    if made:
        say(allocated_sentence(made))
    else:
        say(_("Nobody in the panel can take these answers. Add a reviewer first."), "warning")
    return redirect(url_for(".scoring", public_id=opening.public_id))


def allocated_sentence(number: int) -> str:
    return ngettext("%(num)d review was allocated.", "%(num)d reviews were allocated.", number)


@bp.route("/openings/<string:public_id>/scoring/release/<string:user_id>", methods=["GET", "POST"])
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def release(actor: Actor, opening: Opening, user_id: str) -> ResponseReturnValue:
    """Say what becomes of a reviewer's open reviews; take them back for others, some at a time."""
    session, back = current_session(), redirect(url_for(".scoring", public_id=opening.public_id))
    reviewer = accounts.user_by_public_id(session, user_id)
    if reviewer is None:
        abort(404)
    form = ActionForm()
    if not form.submitted_and_valid():
        number = queries.number_of_open_reviews(session, opening.id, reviewer.id)
        if not number:
            return back
        return page("release", opening=opening, reviewer=reviewer, number=number, form=form), form.status
    open_reviews = queries.open_reviews_of(session, opening.id, reviewer.id)
    if len(open_reviews) > AT_MOST_BY_A_PAGE:
        batch = actions.release_many(begin_writing(), opening, reviewer, open_reviews, by=actor)
        session.commit()
        return redirect(batch_address(opening, batch))
    say(_taken_back(reviewer.name, _release(session, open_reviews, actor)))
    return back


def _release(session: Session, open_reviews: list[int], actor: Actor) -> int:
    number = 0
    for piece in in_pieces(open_reviews, AT_ONCE):
        number += actions.release_reviews(begin_writing(), piece, by=actor)
        session.commit()
        let_others_write(session)
    return number


def _taken_back(name: str, number: int) -> str:
    return ngettext(
        "%(num)d open review was taken back from %(name)s.",
        "%(num)d open reviews were taken back from %(name)s.",
        number,
        name=name,
    )


@bp.route("/openings/<string:public_id>/scoring/fewer/<string:application_id>", methods=["GET", "POST"])
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def accept_fewer(actor: Actor, opening: Opening, application_id: str) -> ResponseReturnValue:
    """Let one application's scores stand with fewer ratings than planned, with a reason."""
    session = current_session()
    application = application_by_public_id(session, application_id)
    if application is None or application.opening_id != opening.id:
        abort(404)
    short = queries.unallocated_answers(session, application.id)
    if not short:
        return redirect(url_for(".scoring", public_id=opening.public_id))
    form = ReasonForm()
    if form.submitted_and_valid():
        actions.accept_fewer_ratings(begin_writing(), application, form.reason.data, by=actor)
        session.commit()
        say(_("The scores of %(code)s are accepted with fewer ratings.", code=application.code))
        return redirect(url_for(".scoring", public_id=opening.public_id))
    shown = page("fewer", opening=opening, short=short, form=form)
    return shown, form.status
