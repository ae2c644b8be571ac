"""The pages of openings: HR's, and those at the candidates' door."""

from hiring.openings.views import (
    applications,
    batches,
    closing,
    contact,
    dates,
    editing,
    history,
    invitations,
    links,
    openings,
    reminders,
    sharing,
    statements,
)
from hiring.openings.views import blueprint as blueprints

BLUEPRINTS = (blueprints.bp, blueprints.links, blueprints.statements)
