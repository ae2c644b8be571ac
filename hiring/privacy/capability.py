"""What privacy contributes to the house."""

from collections.abc import Iterator

from hiring.capability import Capability, Contribution


def _work() -> Iterator[Contribution]:
    from hiring.audit.events import EVENTS, events_in
    from hiring.privacy import events, queries
    from hiring.references.consent import CONSENT

    yield EVENTS(*events_in(events))
    yield CONSENT(queries.agreed_to_references)


def _pages() -> Iterator[Contribution]:
    from hiring.privacy import views
    from hiring.sittings.views import blueprint as candidate
    from hiring.web.blueprints import BLUEPRINTS

    yield BLUEPRINTS(views.bp)
    yield candidate.CONSENT.is_at("privacy.consent")
    yield candidate.WITHDRAWAL.is_at("privacy.withdraw")


CAPABILITY = Capability("privacy", work=_work, pages=_pages)
