"""Which stated posts which referees were asked about, and what they said."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hiring.banks.documents import from_json
from hiring.banks.reference_form import ReferenceForm
from hiring.dossiers.assembly.referees import label_of
from hiring.dossiers.assembly.stated_facts import Confirmation, Word
from hiring.references.models import ReferenceRequest
from hiring.references.queries import References
from hiring.references.questions import steps_of
from hiring.references.rules import RequestState

#: What the options of a statement to confirm mean; whoever does not know says nothing.
_WORDS = {
    "correct": Word.CONFIRMED,
    "yes": Word.CONFIRMED,
    "partly": Word.PARTLY,
    "roughly": Word.PARTLY,
    "incorrect": Word.DENIED,
    "no": Word.DENIED,
}


def confirmations_of(
    references: References | None, requests: Iterable[ReferenceRequest]
) -> list[Confirmation]:
    """Return what referees said about stated posts; nothing before `references` may be read."""
    if references is None or not references.given:
        return []
    used = (each for each in requests if each.state != RequestState.STOPPED)
    answered = (each for each in used if each.sent_at is not None and each.reference is not None)
    return [
        confirmation
        for given, request in zip(references.given, answered, strict=True)
        for confirmation in _of_one(label_of(given.number), request)
    ]


def _of_one(label: str, request: ReferenceRequest) -> Iterator[Confirmation]:
    if request.form_item is None or request.reference is None:
        return
    form = from_json(ReferenceForm, request.form_item.content)
    for code, post in _asked_about(form, request.claims).items():
        word = _WORDS.get(str(request.reference.answers.get(code, {}).get("value")))
        if word is not None:
            yield Confirmation(label, post, word)


def _asked_about(form: ReferenceForm, claims: list[Any]) -> dict[str, Mapping[str, str]]:
    """Return which post each question was about: an item that is asked once per post counts on."""
    asked: dict[str, Mapping[str, str]] = {}
    counted: dict[str, int] = {}
    for claim in claims:
        post = {str(key): str(value or "") for key, value in claim.items()}
        for step in steps_of(form, (), [claim]):
            for question in step.questions:
                if question.item.claims:
                    number = counted[question.item.code] = counted.get(question.item.code, 0) + 1
                    asked[question.item.code if number == 1 else f"{question.item.code}-{number}"] = post
    return asked
