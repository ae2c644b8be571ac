"""What is to be known of a declaration of AI aids."""

from collections.abc import Iterator, Mapping
from typing import Any

from hiring.banks import choosing
from hiring.banks.answer_kind import AnswerKind
from hiring.banks.answer_problems import UNKNOWN_OPTION, WRONG_SHAPE, AnswerProblem, written_problems
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.kinds.aids_declaration.report import DeclaredAids
from hiring.banks.kinds.aids_declaration.shape import AidsDeclaration
from hiring.banks.parts import AnswerValue
from hiring.banks.problems import Path, Problem
from hiring.i18n import N_
from hiring.i18n.translations import translations_for

#: What can be declared, and how it is told.
DECLARED: Mapping[str, str] = {"no": N_("I used no AI aid."), "yes": N_("I used AI aids.")}


class AidsDeclarationKind(AnswerKind[AidsDeclaration]):
    name = "aids_declaration"
    part = AidsDeclaration
    report = DeclaredAids
    in_templates = {"aids_declared": DECLARED.get}

    def remarks(self, part: AidsDeclaration, path: Path) -> Iterator[Problem]:
        yield from ()

    def problems(self, part: AidsDeclaration, value: AnswerValue) -> Iterator[AnswerProblem]:
        used, how = value.get("used"), value.get("how", "")
        if not value.keys() <= {"used", "how"} or not isinstance(how, str):
            yield WRONG_SHAPE
            return
        if used is not None and not isinstance(used, str):
            yield WRONG_SHAPE
        elif used is not None and used not in DECLARED:
            yield UNKNOWN_OPTION
        yield from written_problems([how])

    def answered(self, part: AidsDeclaration, value: AnswerValue) -> bool:
        return value.get("used") == "no" or (value.get("used") == "yes" and bool(_how(value).strip()))

    def gives_evidence(self, part: AidsDeclaration, value: AnswerValue) -> bool:
        return False

    def untouched(self, part: AidsDeclaration, value: AnswerValue) -> bool:
        return not value.get("used") and not _how(value).strip()

    def kept(self, part: AidsDeclaration, value: AnswerValue, cleaner: TextCleaner) -> dict[str, Any]:
        how = cleaner.text(_how(value))
        return choosing.given({"used": value.get("used"), "how": how if how.strip() else None})

    def in_form(self, part: AidsDeclaration, form: Mapping[str, str]) -> dict[str, Any]:
        field = f"part.{part.key}"
        return choosing.given({"used": form.get(f"{field}.used"), "how": form.get(f"{field}.how") or None})

    def in_words(self, part: AidsDeclaration, value: AnswerValue, locale: str) -> str:
        declared = DECLARED.get(value.get("used", ""))
        said = translations_for(locale).gettext(declared) if declared else ""
        return "\n".join(filter(None, (said, _how(value))))

    def for_report(self, part: AidsDeclaration, value: AnswerValue, locale: str) -> DeclaredAids:
        used = value.get("used")
        return DeclaredAids(None if used is None else used == "yes", _how(value))


def _how(value: AnswerValue) -> str:
    return str(value.get("how") or "")
