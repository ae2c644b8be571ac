"""The pages about references: for candidates, for referees, for HR."""

from hiring.references.views import (
    candidate,
    excuses,
    flags,
    hr,
    landing,
    sharing,
    silence,
    telephone,
    writing,
)
from hiring.references.views.blueprint import bp
