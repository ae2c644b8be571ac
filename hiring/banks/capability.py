"""What question banks contribute to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.banks.queries import A_BANK_IS_THERE
    from hiring.organisation.queries import BANK_IS_LOADED

    yield BANK_IS_LOADED(A_BANK_IS_THERE)


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.menu import MENU, MenuEntry
    from hiring.banks import policy, presentation, views
    from hiring.i18n import N_
    from hiring.rubrics.views.standards import STANDARDS
    from hiring.web.blueprints import BLUEPRINTS, TEMPLATE_NAMES

    yield BLUEPRINTS(views.bp)
    yield TEMPLATE_NAMES(presentation.IN_TEMPLATES)
    yield STANDARDS(views.standards_of_rubric)
    yield MENU(MenuEntry(N_("Question bank"), "banks.banks", policy.READ_BANKS, order=50))


CAPABILITY = Capability("banks", commands={"bank": "hiring.banks.commands:bank"}, work=_work, pages=_pages)
