"""What decisions contribute to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.accounts.rules import SYSTEM
    from hiring.audit.binding import BINDINGS
    from hiring.audit.handlers import handled
    from hiring.decisions import actions, letters
    from hiring.decisions.sealing import DECISION, REASON
    from hiring.i18n import N_
    from hiring.mail.kinds import MAIL_KINDS
    from hiring.openings.events import UseResumed

    yield BINDINGS(DECISION, REASON)
    yield MAIL_KINDS(*letters.KINDS)
    yield from handled(
        UseResumed,
        "follow.await_letter",
        N_("Have a candidate whose data may be used again await the letter about the decision"),
        lambda session, event: actions.await_again(session, event.application_id, by=SYSTEM),
    )


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.menu import MENU, PAGES_OF_OPENINGS, MenuEntry
    from hiring.decisions import policy, views
    from hiring.decisions.views import batch_outcomes, dossier_panel, row_note, status_panel, todo
    from hiring.home.first_page import RUNNING, TODO, RunningWork, Todo
    from hiring.i18n import N_
    from hiring.openings.dossier_panel import PANELS, Offer, PanelPlace
    from hiring.openings.policy import START_OPENINGS
    from hiring.openings.views.batches import BATCH_OUTCOMES
    from hiring.openings.views.row_notes import ROW_NOTES
    from hiring.openings.views.tabs import TABS, Tab
    from hiring.scoring.views.blueprint import TAKE_SCORES
    from hiring.sittings.status_panel import STATUS_PANELS
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield BATCH_OUTCOMES(*batch_outcomes.OUTCOMES)
    compared = N_("Candidates compared")
    shortlists = "decisions.shortlists"
    yield MENU(MenuEntry(compared, shortlists, policy.LIST_SHORTLISTS, order=70, of_openings=True))
    yield PAGES_OF_OPENINGS("/score-files")
    yield ROW_NOTES(row_note.told_notes)
    yield STATUS_PANELS(status_panel.told_panel)
    yield TODO(
        Todo(START_OPENINGS, todo.todo_of_hr),
        Todo(policy.LIST_SHORTLISTS, todo.todo_of_hiring_manager, comes=todo.COMES_TO_MANAGERS),
    )
    yield RUNNING(RunningWork(policy.LIST_SHORTLISTS, todo.openings_of_hiring_manager))
    yield TABS(
        Tab(compared, "decisions.shortlist", policy.SEE_SHORTLIST),
        Tab(N_("Letters"), "decisions.letters", policy.TELL),
    )
    yield TAKE_SCORES.is_at("decisions.take_scores")
    yield PANELS(Offer(PanelPlace.DECISION, dossier_panel.decision))


CAPABILITY = Capability("decisions", work=_work, pages=_pages)
