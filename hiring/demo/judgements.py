"""What the reviewers of the demo put down, as it is written in judgements.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML


@dataclass(frozen=True, slots=True)
class Judgement:
    """A level and why, with words of the answer where the reviewer quotes them."""

    level: int
    reason: str
    english: str = ""
    quote: str = ""
    nothing_shown: bool = False
    nothing_to_quote: str = ""

    def reason_in(self, locale: str) -> str:
        """Return the reason as a reviewer who works in `locale` writes it."""
        return self.english if locale == "en" and self.english else self.reason


#: Competency -> judgement: what one reviewer says of one answer.
Judgements = dict[str, Judgement]


@cache
def judgements() -> dict[str, dict[str, list[Judgements]]]:
    """Return all of them: candidate's address -> code of the task -> the reviews of the answer."""
    written = YAML(typ="safe", pure=True).load(Path(__file__).with_suffix(".yaml"))
    return {
        email: {
            task: [{code: Judgement(**said) for code, said in review.items()} for review in reviews]
            for task, reviews in tasks.items()
        }
        for email, tasks in written.items()
    }
