"""What the candidates of the demo write beside the examples of the bank, as it stands in own_words.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from hiring.banks.kinds.aids_declaration.shape import AidsDeclaration
from hiring.banks.tasks import Task

#: What an example leaves open for its writer to fill in.
_GAP = "…"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """One candidate's own words in one part of a task."""

    gaps: tuple[str, ...] = ()
    """What stands for each gap of the example, in their order."""
    added: str = ""
    aids: dict[str, str] | None = None
    """Where the part asks which AI aids were used: the answer."""

    def written_into(self, text: str) -> str:
        """Return an example with its gaps filled and the candidate's own paragraph at the end."""
        for gap in self.gaps:
            text = text.replace(_GAP, gap, 1)
        return f"{text}\n\n{self.added}" if self.added else text


@cache
def own_words_of_all() -> dict[str, dict[str, dict[str, OwnWords]]]:
    """Return them by the candidate's address, the task's code and the part's key."""
    written = YAML(typ="safe", pure=True).load(Path(__file__).with_suffix(".yaml"))
    return {
        email: {code: {key: OwnWords(**said) for key, said in parts.items()} for code, parts in tasks.items()}
        for email, tasks in written.items()
    }


def answer_of(email: str, task: Task, level: str, locale: str) -> dict[str, Any]:
    """Return one candidate's answer by part: the example of `level` in their language, with their own words."""
    exemplar = next(each for each in task.exemplars if each.level == level)
    own_words = own_words_of_all()[email].get(task.code, {})
    answer: dict[str, Any] = {}
    for part in task.parts:
        own = own_words.get(part.key, OwnWords())
        if isinstance(part, AidsDeclaration) and own.aids:
            answer[part.key] = own.aids
        if part.key not in exemplar.parts:
            continue
        value = dict(exemplar.parts[part.key].value(locale))
        if "text" in value:
            value["text"] = own.written_into(value["text"])
        answer[part.key] = value
    return answer
