"""HR's page of answer keys: score a task with a later version of its key."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.i18n.choice import localised
from hiring.i18n.localised import Localised
from hiring.openings.models import Opening
from hiring.openings.queries import opening_by_public_id
from hiring.scoring import actions, policy, queries
from hiring.scoring.forms import KeyForm
from hiring.scoring.key_changes import KEY_FAULT_SENTENCES
from hiring.scoring.queries import LaterKey, VersionsOfKey, WaitingProposal
from hiring.scoring.scores import CELLS
from hiring.scoring.views.blueprint import bp, page
from hiring.web.flashes import say


@bp.route("/openings/<string:public_id>/scoring/keys", methods=["GET", "POST"])
@guarded(policy.RUN_SCORING, load=opening_by_public_id)
def later_key(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show the later keys that the question bank holds, and score a task with one of them."""
    if opening.score_rule != CELLS.name:
        abort(404)
    session = current_session()
    found = {_value(one): one for one in queries.later_keys(session, opening)}
    form = KeyForm()
    usable = {value: one for value, one in found.items() if one.fault is None}
    form.key.choices = [SelectChoice(value, _named(one)) for value, one in usable.items()]
    if form.submitted_and_valid():
        _adopt(actor, opening, usable[form.key.data], form.reason.data)
        return redirect(url_for(".scoring", public_id=opening.public_id))
    shown = page(
        "later_key",
        opening=opening,
        form=form,
        found=list(found.values()),
        usable=usable,
        adopted=queries.keys_in_use(session, opening.id),
        faults={fault: _(sentence) for fault, sentence in KEY_FAULT_SENTENCES.items()},
    )
    return shown, form.status


def key_of_proposal(opening: Opening, one: WaitingProposal) -> VersionsOfKey | None:
    """Return which versions of a key a proposal is about; None where it is about something else."""
    if one.key_item_id is None:
        return None
    return queries.versions_of_key(current_session(), opening.id, one.item_id, one.key_item_id)


def scored_anew(title: Localised) -> str:
    return _(
        "“%(task)s” is scored with the new answer key. Written scores follow shortly.",
        task=localised(title),
    )


def _adopt(actor: Actor, opening: Opening, later: LaterKey, reason: str) -> None:
    session = current_session()
    try:
        actions.adopt_key(begin_writing(), opening, later, reason, by=actor)
    except actions.ScoresRestOnKey as seen:
        actions.propose_key(session, opening, later, reason, by=actor)
        session.commit()
        say(_(seen.sentence), "warning")
        return
    session.commit()
    say(scored_anew(later.title))


def _value(one: LaterKey) -> str:
    """Return what the form sends: the task and the text, so that nobody adopts a key not seen."""
    return f"{one.item_id}-{one.key_item_id}"


def _named(one: LaterKey) -> str:
    return _(
        "%(task)s: version %(version)s instead of %(earlier)s",
        task=localised(one.title),
        version=one.version,
        earlier=one.earlier,
    )
