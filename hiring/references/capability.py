"""What references contribute to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.accounts.rules import SYSTEM
    from hiring.audit.handlers import handled
    from hiring.i18n import N_
    from hiring.openings.events import ApplicationExpired, ApplicationWithdrawn, CandidateRemoved
    from hiring.references import actions
    from hiring.references.events import RefereeCorrected, ReferenceGiven, ReferenceTakenByTelephone
    from hiring.sittings.events import SittingHandedIn

    yield from handled(
        SittingHandedIn,
        "follow.ask_referees",
        N_("Have the referees of a candidate asked after handing in"),
        lambda session, event: actions.ask_soon(session, event.application_id),
    )
    yield from handled(
        ApplicationWithdrawn,
        "follow.spare_referees_of_withdrawn",
        N_("End the reference requests of a candidate who withdrew"),
        lambda session, event: actions.cancel_open_requests(session, event.application_id, by=SYSTEM),
    )
    yield from handled(
        CandidateRemoved,
        "follow.spare_referees_of_removed",
        N_("End the reference requests of a candidate whom HR removed"),
        lambda session, event: actions.spare_removed(session, event.application_id),
    )
    yield from handled(
        ApplicationExpired,
        "follow.spare_referees_of_expired",
        N_("End the reference requests of an application that expired"),
        lambda session, event: actions.cancel_open_requests(session, event.application_id, by=SYSTEM),
    )

    for what, kind, title in (
        (ReferenceGiven, "follow.look_at_referee", N_("Look at who has answered as a referee")),
        (
            ReferenceTakenByTelephone,
            "follow.look_at_referee_called",
            N_("Look at who has answered as a referee on the telephone"),
        ),
        (RefereeCorrected, "follow.look_at_referee_again", N_("Look at a referee again whom HR corrected")),
    ):
        yield from handled(
            what, kind, title, lambda session, event: actions.look_at_referee(session, event.request_id)
        )


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.access import ENTRANCES
    from hiring.accounts.menu import PAGES_OF_OPENINGS
    from hiring.accounts.rules import Audience
    from hiring.home.first_page import TODO, Todo
    from hiring.openings.dossier_panel import PANELS, Offer, PanelPlace
    from hiring.openings.policy import RUN_APPLICATION, START_OPENINGS
    from hiring.openings.views.contact import CONTACT_OF
    from hiring.openings.views.links import CAME_IN
    from hiring.references import actions, queries, sign_in, views
    from hiring.references.views import dossier_panel, todo
    from hiring.sittings.views.blueprint import REFEREES
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield PAGES_OF_OPENINGS("/reference-requests")
    yield ENTRANCES(sign_in.ENTRANCE)
    yield CONTACT_OF((Audience.REFEREE, queries.contact_of_request))
    yield CAME_IN(actions.note_candidate_after)
    yield REFEREES.is_at("references.referees")
    yield TODO(Todo(START_OPENINGS, todo.todo_of_hr))
    yield PANELS(Offer(PanelPlace.REFERENCES, dossier_panel.asked, RUN_APPLICATION))


CAPABILITY = Capability("references", work=_work, pages=_pages)
