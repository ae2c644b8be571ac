"""Pages about consent, and about what people ask about their data."""

from hiring.privacy.views import consents, data_links, keeping, own_requests, reasons, register
from hiring.privacy.views.blueprint import bp, requests_bp

BLUEPRINTS = (bp, requests_bp)
