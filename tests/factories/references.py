"""Referees: the shipped reference form, requests in every state, references."""

from datetime import timedelta

from factory import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import Actor, Audience
from hiring.accounts.tokens import link_token, token_hash
from hiring.banks.documents import as_json
from hiring.banks.models import BankItem
from hiring.db import db
from hiring.i18n.localised import Localised
from hiring.openings.models import Opening
from hiring.references.links import LINK_PURPOSE
from hiring.references.models import Reference, ReferenceRequest
from tests.factories import ModelFactory
from tests.factories.banks import BankFactory, shipped_bank
from tests.factories.openings import ApplicationFactory

SECRET = "a secret of the tests, long enough"
FORM = as_json(shipped_bank().references)


class ReferenceFormFactory(ModelFactory):
    """The shipped form."""

    class Meta:
        model = BankItem

    bank = SubFactory(BankFactory)
    kind = "reference_form"
    code = "references"
    title = Localised.from_json(FORM["title"])
    content = FORM
    content_hash = Sequence(lambda n: f"{n:064x}")


def reference_form(opening: Opening) -> BankItem:
    """Return the shipped form in the bank from which the tasks of `opening` come, where it is found."""
    bank = opening.assessment_version.sections[0].tasks[0].item.bank
    known = db.session.scalar(select(BankItem).filter_by(bank_id=bank.id, kind="reference_form"))
    return known or ReferenceFormFactory(bank=bank)


class ReferenceRequestFactory(ModelFactory):
    """Named by the candidate; traits: sent, opened, agreed."""

    class Meta:
        model = ReferenceRequest

    class Params:
        sent = Trait(
            state="sent",
            generation=1,
            sent_at=LazyFunction(clock.now),
            form_item=LazyAttribute(lambda request: reference_form(request.application.opening)),
        )
        opened = Trait(sent=True, state="opened", opened_at=LazyFunction(clock.now))
        agreed = Trait(
            opened=True, consented_at=LazyFunction(clock.now), consent_text="Dibaca dan disetujui."
        )

    application = SubFactory(ApplicationFactory, consented=True)
    name = Sequence(lambda n: f"Pemberi Referensi {n}")
    email = Sequence(lambda n: f"referensi{n}@surel.example")
    organisation = "Yayasan Air Bersih"
    relationship_kind = "line_manager"
    claims = ()

    @classmethod
    def _create(cls, model_class, *args, **values):
        values["claims"] = list(values["claims"])
        request = super()._create(model_class, *args, **values)
        if request.generation:
            db.session.flush()  # its link is made of its number
            request.token_hash = token_hash(token_of(request))
        return request


class ReferenceFactory(ModelFactory):
    """An answered request; `answers=` as they are kept."""

    class Meta:
        model = Reference

    request = SubFactory(
        ReferenceRequestFactory,
        agreed=True,
        state="answered",
        ended_at=LazyFunction(lambda: clock.now() + timedelta(minutes=10)),
    )
    answers = LazyFunction(lambda: {**sent_answers()})
    consent_text = "Dibaca dan disetujui."
    locale = "id"


def token_of(request: ReferenceRequest) -> str:
    """Return the secret of the newest link, as the mail carries it."""
    return link_token(SECRET, LINK_PURPOSE, request.id, request.generation)


def referee_actor(request: ReferenceRequest) -> Actor:
    return Actor(Audience.REFEREE, request.id, request.name, request.locale)


SITUATION = (
    "Saat panggung roboh sebelum acara, ia memindahkan acara ke balai warga, menelepon setiap pengisi "
    "acara, menjelaskan kepada warga apa yang terjadi, dan mencatat apa yang harus diperbaiki pada acara "
    "berikutnya."
)


def typed_draft(competencies=("COMW", "NETW"), level: str = "4") -> dict:
    """Return a draft with nothing missing, as typed: every item of `competencies` with one level."""
    codes = {
        item["code"]: item
        for section in FORM["sections"]
        for item in section["items"]
        if item.get("competency") in competencies
    }
    period = {
        "from-month": "3",
        "from-year": "2021",
        "to-month": "6",
        "to-year": "2023",
        "ongoing": "",
        "often": "weekly",
    }
    return {
        "R0a": {"value": "yes", "text": ""},
        "R0b": {"value": "summary_only", "text": ""},
        "R0c": {"value": "", "text": "Koordinator program; sekarang direktur."},
        "R0d": {"value": "line_manager", "text": ""},
        "R0e": {"value": period, "text": ""},
        "R0f": {"value": "no", "text": ""},
        "RV5": {"value": "own_wish", "text": ""},
        **{code: {"value": level, "text": "Selalu tepat waktu."} for code in codes},
        "RX1": {"value": {"communication": "80", "networking": ""}, "text": ""},
        "RX2": {"value": "", "text": SITUATION},
        "RX3": {"value": "", "text": ""},
        "RX4": {"value": "certainly", "text": ""},
        "RX5": {"value": "no", "text": ""},
    }


def sent_answers(**levels: int | str) -> dict:
    """Return a reference as it is kept; `R1a=3, R1b="not_observed"` set single answers."""
    chosen = {"R1a": 4, "R1b": 2, "R3a": 4, "R3b": 5, **levels}
    return {
        "R0a": {"value": "yes", "text": ""},
        "R0b": {"value": "summary_only", "text": ""},
        "R0c": {"value": None, "text": "Koordinator program; sekarang direktur."},
        "R0d": {"value": "line_manager", "text": ""},
        "R0e": {"value": {"from": "2021-03", "to": "2023-06", "often": "weekly"}, "text": ""},
        "R0f": {"value": "no", "text": ""},
        "RV1": {
            "value": "correct",
            "text": "",
            "asked": {"id": "Kandidat menyatakan menjabat X.", "en": "The candidate states the position X."},
        },
        "RV5": {"value": "own_wish", "text": ""},
        **{code: {"value": value, "text": f"Contoh {code}"} for code, value in chosen.items()},
        "RX1": {"value": {"communication": 80}, "text": ""},
        "RX2": {"value": None, "text": SITUATION},
        "RX4": {"value": "certainly", "text": "Selalu dapat diandalkan."},
        "RX5": {"value": "no", "text": ""},
    }
