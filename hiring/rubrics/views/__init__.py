"""The pages about rubrics: those that all documents in versions share, and writing drafts."""

from hiring.rubrics.views import drafts
from hiring.rubrics.views.blueprint import bp
