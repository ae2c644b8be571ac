"""What sittings contribute to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.audit.binding import BINDINGS
    from hiring.audit.handlers import handled
    from hiring.i18n import N_
    from hiring.openings.events import OpeningClosed, RemovalTakenBack, UseResumed, WithdrawalTakenBack
    from hiring.sittings import actions, jobs
    from hiring.sittings.sealing import RECEIPT

    yield BINDINGS(RECEIPT)
    yield from handled(
        OpeningClosed,
        "follow.hand_in_waiting",
        N_("Hand in what candidates had written when an opening closed"),
        lambda session, event: jobs.close_with_opening(session, event.opening_id),
    )
    yield from handled(
        RemovalTakenBack,
        "follow.resume_sitting_of_removed",
        N_("See to the clock of a candidate whose removal was taken back"),
        lambda session, event: actions.resume(session, event.application_id),
    )
    yield from handled(
        WithdrawalTakenBack,
        "follow.resume_sitting",
        N_("See to the clock of a candidate whose withdrawal was taken back"),
        lambda session, event: actions.resume(session, event.application_id),
    )
    yield from handled(
        UseResumed,
        "follow.resume_sitting_of_stopped",
        N_("See to the clock of a candidate whose data may be used again"),
        lambda session, event: actions.resume(session, event.application_id),
    )


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.menu import MENU, MenuEntry
    from hiring.i18n import N_
    from hiring.openings.dossier_panel import PANELS, Offer, PanelPlace
    from hiring.openings.policy import RUN_APPLICATION
    from hiring.openings.views.blueprint import CANDIDATE_HOME
    from hiring.sittings import policy, views
    from hiring.sittings.views import dossier_panel
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp, views.answers_bp)
    yield CANDIDATE_HOME.is_at("candidate.home")
    yield MENU(
        MenuEntry(N_("Steps"), "candidate.home", policy.TAKE_ASSESSMENT, order=10),
        MenuEntry(N_("Status"), "candidate.status", policy.TAKE_ASSESSMENT, order=20),
    )
    yield PANELS(Offer(PanelPlace.ANSWERS, dossier_panel.late, RUN_APPLICATION))


CAPABILITY = Capability(
    "sittings", commands={"answers": "hiring.sittings.commands:answers"}, work=_work, pages=_pages
)
