"""HR: tell candidates what was decided, one or many, with the letter exactly as it will go out."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import NotFound

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.decisions import actions, policy, queries
from hiring.decisions.actions.letters import held_until
from hiring.decisions.forms import LettersForm, MomentForm
from hiring.decisions.letters import LETTERS, letter_about
from hiring.decisions.queries.letters import OutcomeCount
from hiring.decisions.rules import Outcome
from hiring.decisions.views.blueprint import bp
from hiring.errors import StalePage
from hiring.mail.actions import unsent
from hiring.mail.letters import Letter, write
from hiring.openings.models import Application, Opening
from hiring.openings.queries import opening_by_public_id
from hiring.openings.views.blueprint import dossier_address
from hiring.settings import current_settings
from hiring.web.flashes import say
from hiring.web.paging import cursor_in

#: So many candidates are told with one press: it is written in one transaction.
ON_A_PAGE = 100
NOBODY_DECIDED = OutcomeCount(0, 0)


@bp.route("/openings/<string:public_id>/letters", methods=["GET", "POST"])
@guarded(policy.TELL, load=opening_by_public_id)
def letters(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show who is to be told what, and set from when letters go out."""
    session, form = current_session(), MomentForm(**MomentForm.values_of(opening))
    if form.submitted_and_valid():
        try:
            moment, seen = form.moment(opening.zone), form.seen.data or ""
            actions.set_letters_from(begin_writing(), opening, moment, seen=seen, by=actor)
        except StalePage:
            saved = MomentForm(formdata=None, **MomentForm.values_of(opening))
            form.show_saved(actions.moment_mark(opening), saved)
        else:
            session.commit()
            say(_("The time is saved."))
            return redirect(url_for(".letters", public_id=opening.public_id))
    form.carry(actions.moment_mark(opening))
    shown = render_template(
        "decisions/letters.html",
        opening=opening,
        form=form,
        counts=queries.outcome_counts(session, opening.id),
        nobody=NOBODY_DECIDED,
        outcomes=list(Outcome),
        held_until=held_until(opening),
        failed=queries.failed_letters(session, opening.id, most=ON_A_PAGE // 2),
    )
    return shown, form.status


@bp.route("/openings/<string:public_id>/letters/<string:outcome>", methods=["GET", "POST"])
@guarded(policy.TELL, load=opening_by_public_id)
def letters_with(actor: Actor, opening: Opening, outcome: str) -> ResponseReturnValue:
    """List who waits for this letter, ask once more with number and outcome, then send."""
    if outcome not in LETTERS:
        raise NotFound
    chosen, form = Outcome(outcome), LettersForm()
    if form.submitted_and_valid():
        if not form.who.data:
            form.refuse("who", _("Choose at least one candidate."))
        elif form.confirmed.data:
            return _sent(actor, opening, chosen, form.who.data)
        else:
            return _asked(opening, chosen, form)
    return _list(opening, chosen, form)


def _list(opening: Opening, outcome: Outcome, form: LettersForm) -> ResponseReturnValue:
    session = current_session()
    count = queries.outcome_counts(session, opening.id).get(outcome, NOBODY_DECIDED)
    page = queries.awaiting_page(
        session, opening.id, outcome, cursor_in(request.args), size=ON_A_PAGE, total=count.awaiting
    )
    shown = render_template(
        "decisions/letters_with.html",
        opening=opening,
        outcome=outcome,
        form=form,
        page=page,
        held_until=held_until(opening),
    )
    return shown, form.status


def _asked(opening: Opening, outcome: Outcome, form: LettersForm) -> ResponseReturnValue:
    """Show the first letter and whom it goes to; nothing is sent yet."""
    session = current_session()
    found = queries.awaiting(session, opening.id, form.who.data or [], held=False)
    standing = queries.standing_decisions(session, [each.id for each in found])
    meant = [each for each in found if standing[each.id].outcome == outcome]
    if not meant:
        return _too_late(opening)
    return render_template(
        "decisions/letters_confirm.html",
        opening=opening,
        outcome=outcome,
        meant=sorted(meant, key=lambda each: each.listed_as),
        letter=_preview(opening, meant[0]),
        first=meant[0],
        held_until=held_until(opening),
    )


def _sent(actor: Actor, opening: Opening, outcome: Outcome, public_ids: list[str]) -> ResponseReturnValue:
    number = actions.send_letters(
        begin_writing(), opening, outcome, public_ids, settings=current_settings(), by=actor
    )
    current_session().commit()
    if not number:
        return _too_late(opening)
    _say_sent(opening, number)
    return redirect(url_for(".letters", public_id=opening.public_id))


def _say_sent(opening: Opening, number: int) -> None:
    if held_until(opening):
        say(
            ngettext(
                "%(num)d letter is ready and goes out at the moment set below.",
                "%(num)d letters are ready and go out at the moment set below.",
                number,
            )
        )
    else:
        say(ngettext("%(num)d letter is on its way.", "%(num)d letters are on their way.", number))


def _too_late(opening: Opening) -> ResponseReturnValue:
    say(_("None of them is waiting for this letter any more. Nothing has been sent."), "warning")
    return redirect(url_for(".letters", public_id=opening.public_id))


@bp.route("/applications/<string:public_id>/letter", methods=["GET", "POST"])
@guarded(policy.TELL, load=queries.application_to_decide)
def letter(actor: Actor, application: Application) -> ResponseReturnValue:
    """Show the letter to one candidate exactly as it will go out, and send it."""
    session, opening, form = current_session(), application.opening, LettersForm()
    decision = queries.standing_decision(session, application.id)
    if decision is None or not application.awaits_letter:
        say(_("There is no letter to send to this candidate now."), "warning")
        return redirect(dossier_address(application, "decision"))
    outcome = Outcome(decision.outcome)
    if form.submitted_and_valid():
        if form.seen.data != decision.public_id:
            say(_("Something else has been decided meanwhile. Please read the letter again."), "warning")
            return redirect(url_for(".letter", public_id=application.public_id))
        sent = actions.send_letters(
            begin_writing(), opening, outcome, [application.public_id], settings=current_settings(), by=actor
        )
        session.commit()
        if sent:
            _say_sent(opening, sent)
        return redirect(dossier_address(application, "decision"))
    return render_template(
        "decisions/letter.html",
        application=application,
        outcome=outcome,
        decision=decision,
        form=form,
        letter=_preview(opening, application),
        held_until=held_until(opening),
    )


def _preview(opening: Opening, application: Application) -> Letter:
    """Write the letter that stands next for a candidate, by the same way as the one that is sent."""
    session = current_session()
    decision = queries.standing_decisions(session, [application.id])[application.id]
    mailing = letter_about(opening, application, decision, earlier=0, settings=current_settings())
    message = unsent(session, LETTERS[Outcome(decision.outcome)], mailing, opening.id)
    return write(current_app, message, show_link=False)
