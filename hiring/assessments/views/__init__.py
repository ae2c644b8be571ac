"""The pages about assessments: those that all documents in versions share, and writing drafts."""

from hiring.assessments.views import drafts
from hiring.assessments.views.blueprint import bp
