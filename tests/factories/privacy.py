"""What people ask about their data."""

from datetime import date, timedelta

from factory import LazyAttribute, LazyFunction, SubFactory

from hiring import clock
from hiring.accounts.rules import Role
from hiring.accounts.tokens import link_token
from hiring.db import db
from hiring.i18n.localised import Localised
from hiring.openings.actions import data_link
from hiring.privacy.models import Incident, PrivacyRequest, Processor
from hiring.privacy.rules import ANSWER_WITHIN
from hiring.settings import current_settings
from tests.factories import ModelFactory
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory


def data_link_of(application):
    """Return the path of the link by which a candidate comes in to ask about their data."""
    link = data_link(application)
    key = current_settings().secret_key
    return link.path.replace("{token}", link_token(key, link.purpose, link.row_id, link.generation))


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


class IncidentFactory(ModelFactory):
    """A copy of the database was lost two days ago for an hour, noticed just now; it concerns everybody.

    `concerned={"openings": [opening.id]}` = only those.
    """

    class Meta:
        model = Incident

    noticed_at = LazyFunction(clock.now)
    due_at = LazyAttribute(lambda one: one.noticed_at + ANSWER_WITHIN)
    began_at = LazyAttribute(lambda one: one.noticed_at - timedelta(days=2))
    ended_at = LazyAttribute(lambda one: one.began_at + timedelta(hours=1))
    happened = Localised(id="Salinan basis data hilang.", en="A copy of the database was lost.")
    data = ("names", "answers")
    measures = Localised(id="Semua kunci diganti.", en="All keys were changed.")
    everybody = LazyAttribute(lambda one: not one.concerned)
    concerned = {}

    @classmethod
    def _create(cls, model_class, *args, **values):
        by = values.pop("by", None) or UserFactory(roles=[Role.ADMIN])
        db.session.flush()  # whoever recorded it has a number then
        return super()._create(
            model_class, *args, **{**values, "data": list(values["data"]), "recorded_by": by.id}
        )


class ProcessorFactory(ModelFactory):
    """A host of e-mails in Jakarta, with a contract; `country="SG", transfer_ground="safeguards"` = abroad."""

    class Meta:
        model = Processor

    name = "PT Surat Cepat"
    purpose = "Mengirim email kami."
    data = ("names",)
    country = "ID"
    contract = "PKS-7/2026"
    contract_on = date(2026, 1, 5)
    contact = "Dewi, dewi@surat.example"
    since = date(2026, 1, 10)

    @classmethod
    def _create(cls, model_class, *args, **values):
        return super()._create(model_class, *args, **{**values, "data": list(values["data"])})
