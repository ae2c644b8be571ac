"""Whether what people read and are asked goes by the work alone: a remark for each passage that may not."""

from collections.abc import Iterator
from enum import Enum

from hiring.banks import messages as expect
from hiring.banks.bank import Notices
from hiring.banks.parts import AnswerInBoth
from hiring.banks.problems import Path, Problem
from hiring.banks.reference_form import ReferenceForm
from hiring.banks.validation.checks import contents
from hiring.i18n import LOCALES
from hiring.i18n.localised import Localised
from hiring.lawful_wording import GROUND_NAMES, INSTEAD, REASONS, FoundPassage, findings

#: These name the grounds in order to say that nobody is asked, or is asked of their own will.
_LEFT_ALONE = ((ReferenceForm, "do_not_ask"), (Notices, "voluntary_group_data"))


def wording_advice(value: object, path: Path = ()) -> Iterator[Problem]:
    """Yield what in the texts of a document asks for what the work does not ask for.

    Example answers are left alone: candidates write what they like.
    """
    if isinstance(value, AnswerInBoth | Enum | str):
        return
    if isinstance(value, Localised):
        for locale in LOCALES:
            for found in findings(value.text(locale)):
                yield Problem((*path, locale), _told(found))
        return
    for step, content in contents(value):
        if not any(isinstance(value, shape) and step == name for shape, name in _LEFT_ALONE):
            yield from wording_advice(content, (*path, step))


def _told(found: FoundPassage) -> str:
    return expect.say(
        expect.LAWFUL_WORDS,
        ground=GROUND_NAMES[found.ground].lower(),
        passage=" ".join(found.passage.split()),
        reason=REASONS[found.ground],
        instead=INSTEAD[found.ground],
    )
