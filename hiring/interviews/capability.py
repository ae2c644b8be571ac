"""What interviews contribute to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.audit.binding import BINDINGS
    from hiring.audit.handlers import handled
    from hiring.i18n import N_
    from hiring.interviews import actions
    from hiring.interviews.queries.interviews import interviewers_of_candidate
    from hiring.interviews.sealing import CARD, CARD_NOTES, CONSENSUS, CONSENSUS_REASON
    from hiring.openings.events import ApplicationWithdrawn, CandidateRemoved, UseStopped
    from hiring.scoring.queries.allocation import NOT_BLIND

    yield BINDINGS(CARD, CARD_NOTES, CONSENSUS, CONSENSUS_REASON)
    yield NOT_BLIND(interviewers_of_candidate)
    yield from _second_total()
    yield from handled(
        ApplicationWithdrawn,
        "follow.call_off_interview_of_withdrawn",
        N_("Call off the interview of a candidate who withdrew"),
        lambda session, event: actions.call_off_ended(session, event.application_id),
    )
    yield from handled(
        CandidateRemoved,
        "follow.call_off_interview_of_removed",
        N_("Call off the interview of a candidate whom HR removed"),
        lambda session, event: actions.call_off_ended(session, event.application_id),
    )
    yield from handled(
        UseStopped,
        "follow.call_off_interview_of_stopped",
        N_("Call off the interview of a candidate whose data are no longer used"),
        lambda session, event: actions.call_off_ended(session, event.application_id),
    )


def _second_total() -> Iterator[Contribution]:
    """The total after tasks and interviews follows the scores after tasks, and is verified with them."""
    from hiring.audit.handlers import handled
    from hiring.i18n import N_
    from hiring.interviews import actions
    from hiring.interviews.queries import checking
    from hiring.scoring.events import ScoresSuperseded, ScoringSettled
    from hiring.scoring.queries.checking import FURTHER_SCORES, FurtherScores

    yield FURTHER_SCORES(FurtherScores(checking.discrepancies, actions.recompute_total))
    yield from handled(
        ScoringSettled,
        "follow.write_total_of_interviewed",
        N_("Calculate the total after tasks and interviews of a candidate whose answers are scored"),
        lambda session, event: actions.write_total(session, event.application_id),
    )
    yield from handled(
        ScoresSuperseded,
        "follow.write_total_anew",
        N_("Calculate the total after tasks and interviews anew"),
        lambda session, event: actions.write_total(session, event.application_id),
    )


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.menu import MENU, MenuEntry
    from hiring.home.first_page import TODO, Todo
    from hiring.i18n import N_
    from hiring.interviews import policy, views
    from hiring.interviews.views import dossier_panel, status_panel, todo
    from hiring.openings.dossier_panel import PANELS, Offer, PanelPlace
    from hiring.openings.views.tabs import TABS, Tab
    from hiring.sittings.status_panel import HOW_IT_WORKS_PANELS, STATUS_PANELS
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp, views.candidates)
    yield MENU(MenuEntry(N_("Interviews"), "interviews.interviews", policy.INTERVIEW, order=65))
    yield TODO(Todo(policy.INTERVIEW, todo.todo_of_interviewer))
    yield TABS(Tab(N_("Interviews"), "interviews.opening", policy.PLAN))
    yield PANELS(Offer(PanelPlace.INTERVIEW, dossier_panel.interview))
    yield STATUS_PANELS(status_panel.interview_panel)
    yield HOW_IT_WORKS_PANELS(status_panel.what_it_asks)


CAPABILITY = Capability("interviews", work=_work, pages=_pages)
