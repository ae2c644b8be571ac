"""What privacy contributes to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.audit.binding import HASHED_ROWS
    from hiring.organisation.queries import IMPACT_IS_ASSESSED
    from hiring.privacy import queries
    from hiring.references.consent import CONSENT

    yield CONSENT(queries.agreed_to_references)
    yield HASHED_ROWS(queries.AGREED_TEXTS)
    yield IMPACT_IS_ASSESSED(queries.AN_IMPACT_SIGNATURE_IS_THERE)


def _pages() -> Iterator[Contribution]:
    from hiring.accounts.menu import MENU, MenuEntry
    from hiring.home.first_page import TODO, Todo
    from hiring.i18n import N_
    from hiring.openings.views.blueprint import OPENING_REASONS, PRIVACY_REQUEST
    from hiring.openings.views.tabs import TABS, Tab
    from hiring.organisation.views import IMPACT_ASSESSMENT
    from hiring.privacy import policy, views
    from hiring.privacy.views import todo
    from hiring.references.views.blueprint import RIGHTS_OF_REFEREE
    from hiring.sittings.views import blueprint as candidate
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(*views.BLUEPRINTS)
    yield MENU(
        MenuEntry(N_("Your data"), "privacy.rights", policy.ASK, order=30),
        MenuEntry(N_("Data requests"), "privacy_requests.requests", policy.LIST_REQUESTS, order=85),
        MenuEntry(N_("Incidents"), "privacy_requests.incidents", policy.SEE_INCIDENTS, order=86),
        MenuEntry(N_("Data protection"), "privacy_requests.record", policy.SEE_PROCESSING, order=87),
    )
    yield TODO(
        Todo(policy.LIST_REQUESTS, todo.todo_of_hr),
        Todo(policy.HANDLE_INCIDENTS, todo.todo_of_administrators),
        Todo(policy.HANDLE_INCIDENTS, todo.todo_of_impact),
    )
    yield IMPACT_ASSESSMENT.is_at("privacy_requests.impact_assessment")
    yield TABS(Tab(N_("Keeping"), "privacy_requests.keeping", policy.KEEP))
    yield PRIVACY_REQUEST.is_at("privacy_requests.enter")
    yield OPENING_REASONS.is_at("privacy_requests.reasons")
    yield RIGHTS_OF_REFEREE.is_at("privacy_requests.come_in")
    yield candidate.RIGHTS.is_at("privacy.rights")
    yield candidate.CONSENT.is_at("privacy.consent")
    yield candidate.WITHDRAWAL.is_at("privacy.withdraw")
    yield candidate.WITHDRAWAL_TAKEN_BACK.is_at("privacy.take_withdrawal_back")


CAPABILITY = Capability(
    "privacy", commands={"privacy": "hiring.privacy.commands:privacy"}, work=_work, pages=_pages
)
