"""What scoring contributes to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.audit.binding import BINDINGS
    from hiring.scoring.sealing import REVIEW, REVIEW_TEXTS

    yield BINDINGS(REVIEW, REVIEW_TEXTS)
    yield from _followed()
    yield from _masked_anew()


def _followed() -> Iterator[Contribution]:
    """What follows from events below: who marks an answer, and who does no longer."""
    from hiring.audit.handlers import handled
    from hiring.i18n import N_
    from hiring.openings.events import (
        ApplicationWithdrawn,
        CandidateRemoved,
        RemovalTakenBack,
        UseResumed,
        UseStopped,
        WithdrawalTakenBack,
    )
    from hiring.scoring import actions
    from hiring.sittings.events import SittingHandedIn

    yield from handled(
        SittingHandedIn,
        "follow.allocate_reviews",
        N_("Hand out a candidate's answers to reviewers"),
        lambda session, event: actions.resume_reviews(session, event.application_id),
    )
    yield from handled(
        ApplicationWithdrawn,
        "follow.end_reviews",
        N_("Recall from reviewers the answers of a candidate who withdrew"),
        lambda session, event: actions.end_reviews(session, event.application_id),
    )
    yield from handled(
        CandidateRemoved,
        "follow.end_reviews_of_removed",
        N_("Recall from reviewers the answers of a candidate whom HR removed"),
        lambda session, event: actions.end_reviews(session, event.application_id),
    )
    yield from handled(
        RemovalTakenBack,
        "follow.resume_reviews_of_removed",
        N_("Give the answers back to reviewers after a removal was taken back"),
        lambda session, event: actions.resume_reviews(session, event.application_id),
    )
    yield from handled(
        WithdrawalTakenBack,
        "follow.resume_reviews",
        N_("Give the answers back to reviewers after a withdrawal was taken back"),
        lambda session, event: actions.resume_reviews(session, event.application_id),
    )
    yield from handled(
        UseStopped,
        "follow.end_reviews_of_stopped",
        N_("Recall from reviewers the answers of a candidate whose data are no longer used"),
        lambda session, event: actions.end_reviews(session, event.application_id),
    )
    yield from handled(
        UseResumed,
        "follow.resume_reviews_of_stopped",
        N_("Give the answers back to reviewers when they may be used again"),
        lambda session, event: actions.resume_reviews(session, event.application_id),
    )


def _masked_anew() -> Iterator[Contribution]:
    """What follows when more is known of a candidate: answers are looked through again."""
    from hiring.audit.handlers import handled
    from hiring.i18n import N_
    from hiring.openings.events import FactsCorrected, PersonCorrected
    from hiring.scoring import actions

    yield from handled(
        PersonCorrected,
        "follow.mask_corrected_name",
        N_("Look through answers anew after a name or address was corrected"),
        lambda session, event: actions.mask_what_nobody_locked(session, event.application_id),
    )
    yield from handled(
        FactsCorrected,
        "follow.mask_corrected_facts",
        N_("Look through answers anew after what the candidate had stated was corrected"),
        lambda session, event: actions.mask_what_nobody_locked(session, event.application_id),
    )


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.menu import MENU, MenuEntry
    from hiring.accounts.policy import MANAGE_USERS
    from hiring.home.first_page import TODO, Todo
    from hiring.i18n import N_
    from hiring.openings.policy import START_OPENINGS
    from hiring.openings.views.batches import BATCH_OUTCOMES
    from hiring.openings.views.editing import EXPECTED_READINGS
    from hiring.openings.views.tabs import TABS, Tab
    from hiring.openings.views.todo import SCORING
    from hiring.scoring import policy, views
    from hiring.scoring.views import batch_outcomes, status_panel, todo
    from hiring.sittings.status_panel import STATUS_PANELS
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield BATCH_OUTCOMES(*batch_outcomes.OUTCOMES)
    yield SCORING.is_at("scoring.scoring")
    yield EXPECTED_READINGS.is_at("scoring.expected_readings")
    yield MENU(MenuEntry(N_("Marking"), "scoring.reviews", policy.REVIEW, order=60))
    yield TODO(
        Todo(policy.REVIEW, todo.todo_of_reviewer, comes=todo.COMES_TO_REVIEWERS),
        Todo(START_OPENINGS, todo.todo_of_hr),
        Todo(MANAGE_USERS, todo.todo_of_admin),
    )
    yield STATUS_PANELS(status_panel.own_tasks_panel)
    yield TABS(Tab(N_("Scoring"), "scoring.scoring", policy.RUN_SCORING))


CAPABILITY = Capability(
    "scoring", commands={"scores": "hiring.scoring.commands:scores"}, work=_work, pages=_pages
)
