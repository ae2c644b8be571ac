"""What people ask about their data."""

from factory import LazyAttribute, LazyFunction, SubFactory

from hiring import clock
from hiring.db import db
from hiring.privacy.models import PrivacyRequest
from hiring.privacy.rules import ANSWER_WITHIN
from tests.factories import ModelFactory
from tests.factories.openings import ApplicationFactory


class PrivacyRequestFactory(ModelFactory):
    """A candidate asks for a correction, just now; `reference_request=` = a referee does."""

    class Meta:
        model = PrivacyRequest

    application = SubFactory(ApplicationFactory, consented=True)
    reference_request = None
    asks_for = "correction"
    words = "Nama saya ditulis Siti Rahmawati."
    asked_at = LazyFunction(clock.now)
    due_at = LazyAttribute(lambda one: one.asked_at + ANSWER_WITHIN)

    @classmethod
    def _create(cls, model_class, *args, **values):
        db.session.flush()  # the opening has its number then
        values.setdefault("opening_id", values["application"].opening_id)
        return super()._create(model_class, *args, **values)
