"""What oversight contributes to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.menu import MENU, MenuEntry
    from hiring.home.first_page import TODO, Todo
    from hiring.i18n import N_
    from hiring.openings.dossier_panel import PANELS, Offer, PanelPlace
    from hiring.openings.policy import RUN_APPLICATION
    from hiring.openings.views.todo import FAILED_MAILS
    from hiring.oversight import policy, views
    from hiring.oversight.views import dossier_panel, todo
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield FAILED_MAILS.is_at("oversight.outbox", state="failed")
    yield MENU(
        MenuEntry(N_("Outbox"), "oversight.outbox", policy.READ_OUTBOX, order=80),
        MenuEntry(N_("Mail texts"), "oversight.mail_texts", policy.LIST_MAIL_TEXTS, order=85),
        MenuEntry(N_("Audit trail"), "oversight.trail", policy.READ_TRAIL, order=90),
        MenuEntry(N_("System"), "oversight.system", policy.WATCH_SYSTEM, order=110),
    )
    yield TODO(
        Todo(policy.CONFIRM_CLOCK, todo.todo_of_clock, first=True),
        Todo(policy.WATCH_SYSTEM, todo.todo_of_admin, comes=todo.COMES_TO_ADMINISTRATORS),
        Todo(policy.READ_OUTBOX, todo.todo_of_hr),
    )
    yield PANELS(Offer(PanelPlace.HISTORY, dossier_panel.history, RUN_APPLICATION))


CAPABILITY = Capability("oversight", pages=_pages)
