"""Pages about consent, about what people ask about their data, about incidents and about processing."""

from hiring.privacy.views import (
    consents,
    data_links,
    impact,
    incidents,
    keeping,
    own_requests,
    processors,
    reasons,
    record,
    register,
)
from hiring.privacy.views.blueprint import bp, requests_bp

BLUEPRINTS = (bp, requests_bp)
