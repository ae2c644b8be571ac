"""What assessments contribute to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.accounts.rules import SYSTEM
    from hiring.assessments.first_draft import begin_first_drafts
    from hiring.audit.handlers import handled
    from hiring.banks.events import BankLoaded
    from hiring.i18n import N_

    yield from handled(
        BankLoaded,
        "follow.begin_first_draft",
        N_("Make drafts of the assessments that a question bank suggests"),
        lambda session, event: begin_first_drafts(session, event.bank_id, by=SYSTEM),
    )


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.menu import MENU, MenuEntry
    from hiring.assessments import policy, views
    from hiring.i18n import N_
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield MENU(MenuEntry(N_("Assessments"), "assessments.assessments", policy.READ_ASSESSMENTS, order=40))


CAPABILITY = Capability("assessments", work=_work, pages=_pages)
