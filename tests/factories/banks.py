"""Loaded tasks: a letter to write (T90), and a closed scenario (T91)."""

from functools import cache

from factory import Sequence, SubFactory

from hiring.banks.bank import BankDocument
from hiring.banks.documents import content_hash
from hiring.banks.models import Bank, BankItem
from hiring.banks.reading import read_bank
from hiring.i18n.localised import Localised
from hiring.paths import QUESTION_BANKS
from tests.factories import ModelFactory


@cache
def shipped_bank() -> BankDocument:
    """Return the question bank that is shipped, which takes half a second to read."""
    return read_bank(QUESTION_BANKS / "community-officer")


def hashed_anew(item: BankItem) -> None:
    """Give a task that a test has rewritten the hash of its content: what is read of it is kept by that."""
    item.content_hash = content_hash(item.content)


def _both(text: str) -> dict[str, str]:
    return {"id": f"{text} (id)", "en": f"{text} (en)"}


def _letter() -> dict:
    return {
        "code": "T90",
        "title": _both("Letter to the village head"),
        "minutes": 20,
        "method": "written",
        "measures": [
            {"competency": "COMW", "weight": "primary"},
            {"competency": "NETW", "weight": "primary"},
        ],
        "materials": [{"key": "situation", "title": _both("Situation"), "text": _both("A letter came.")}],
        "instructions": _both("Write the reply."),
        "parts": [
            {
                "key": "a",
                "title": _both("Letter"),
                "prompt": _both("Write the letter."),
                "kind": "long_text",
                "words": {"min": 5, "max": 300},
            },
            {
                "key": "b",
                "title": _both("Question"),
                "prompt": _both("Write one question."),
                "kind": "long_text",
                "words": {"max": 90},
            },
        ],
        "look_fors": [{"competency": "COMW", "points": [_both("Names the date")]}],
        "traps": [_both("Promises money")],
    }


def with_declaration(task: dict) -> dict:
    """Return a task that allows AI aids, with a last part in which they are declared."""
    part = {
        "key": "aids",
        "title": _both("AI aids"),
        "prompt": _both("Did you use any?"),
        "kind": "aids_declaration",
    }
    return task | {"aids": "if_declared", "parts": [*task["parts"], part]}


def staged() -> dict:
    """Return the letter with a second message that comes after five minutes."""
    task = _letter()
    second = {"key": "second", "title": _both("Second message"), "text": _both("The road is closed.")}
    return task | {"materials": [*task["materials"], second | {"after_minutes": 5}]}


def _scenario() -> dict:
    return {
        "code": "T91",
        "title": _both("Angry group"),
        "minutes": 6,
        "method": "situational_judgement",
        "measures": [{"competency": "COMW", "weight": "secondary"}],
        "materials": [{"key": "situation", "title": _both("Situation"), "text": _both("21.10.")}],
        "instructions": _both("Choose."),
        "parts": [
            {
                "key": "choice",
                "title": _both("Most and least"),
                "prompt": _both("Which is most, which least effective?"),
                "kind": "most_least",
                "options": [{"key": key, "text": _both(f"Option {key}")} for key in "ABC"],
            }
        ],
        "key": {
            "version": "1",
            "provisional": True,
            "most_least": {"choice": {"most": "C", "least": "A"}},
        },
    }


class BankFactory(ModelFactory):
    class Meta:
        model = Bank

    code = Sequence(lambda n: f"bank-{n}")
    title = Localised(id="Bank soal", en="Question bank")
    about = {"summary": _both("What it is for"), "tasks": []}
    content_hash = Sequence(lambda n: f"{n:064d}")


class BankItemFactory(ModelFactory):
    """The letter T90 with two parts to write; `content=` another document."""

    class Meta:
        model = BankItem

    bank = SubFactory(BankFactory)
    kind = "task"
    content_hash = Sequence(lambda n: f"{n:064x}")

    @classmethod
    def _create(cls, model_class, *args, content=None, **values):
        content = content or _letter()
        values.setdefault("code", content["code"])
        values.setdefault("title", Localised.from_json(content["title"]))
        return super()._create(model_class, *args, content=content, **values)


def letter(**values) -> BankItem:
    return BankItemFactory(**values)


def scenario(
    *, confirmed: bool = False, provisional: bool = False, key: dict | None = None, **values
) -> BankItem:
    """Return the closed scenario, whose key measures nothing.

    `confirmed` = experts stand by its key, which counts for COMW; `provisional` = it would if they did;
    `key` = what the key holds besides.
    """
    content = _scenario()
    if confirmed or provisional:
        content["key"] |= {"provisional": not confirmed, "measures": {"choice": "COMW"}}
    content["key"] |= key or {}
    return BankItemFactory(content=content, **values)
