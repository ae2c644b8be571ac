"""How long something takes is said before it: each such figure is what its words and fields add up to.

The measure is one and the same: a minute for 150 words to read or for 20 words to write, ten
seconds for a choice, a quarter of a minute for a short field.
"""

from itertools import chain

import pytest

from hiring.banks.reference_form import ReferenceForm
from hiring.banks.rules import ReferenceKind
from hiring.i18n import LOCALES
from hiring.openings.forms import FactsForm
from hiring.references.claims import NOTHING_STATED
from hiring.references.questions import Question, steps_of
from tests.factories.banks import shipped_bank
from tests.references.conftest import POST
from tests.references.test_claims import ACHIEVEMENTS

#: Words that people write of their own accord: one example, one answer without a lower limit.
EXAMPLE, ANSWER = 15, 20
#: What the facts ask everybody for beyond choices, and of the rest what most people have.
EDUCATION, EXPERIENCE, POSTS, LINKS = 25, 60, 2, 1


def reading(words: int) -> float:
    return words / 150


def writing(words: int) -> float:
    return words / 20


def words_of(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)


def of_question(question: Question, form: ReferenceForm, locale: str) -> float:
    """Return the minutes that one question of the reference form takes."""
    minutes = reading(words_of(question.text.text(locale)))
    match question.item.kind:
        case ReferenceKind.TEXT:
            required = question.item.required
            return minutes + writing(max(question.item.min_words, ANSWER if required else 0))
        case ReferenceKind.PERIOD:
            return minutes + 4 * 0.25
        case ReferenceKind.PERCENTILE:
            return minutes + len(question.item.facets) * 0.25
        case ReferenceKind.FREQUENCY:
            with_example = len(form.scale.example_required_for) / len(form.scale.labels)
            return minutes + 1 / 6 + with_example * writing(EXAMPLE)
        case _:
            return minutes + 1 / 6


def test_the_facts_are_stated_in_ten_minutes(app):
    with app.test_request_context():
        form = FactsForm(meta={"csrf": False})
        fields = {field.short_name for field in form} - {"csrf_token", "seen"}
        short = POSTS * len(list(form.posts[0].form)) + LINKS

    minutes = writing(EDUCATION) + writing(EXPERIENCE) + (short + 1) * 0.25

    assert fields == {"education", "experience", "posts", "links", "cv", "without_cv"}
    assert 5 < minutes < 10


@pytest.mark.parametrize("stated", [NOTHING_STATED, ACHIEVEMENTS])
@pytest.mark.parametrize("locale", LOCALES)
def test_the_shipped_reference_form_takes_the_minutes_that_it_states(locale, stated):
    bank = shipped_bank()
    form, jobs = bank.references, [one.code for one in bank.rubric.competencies]
    claims = [POST, *stated.claims]
    questions = chain.from_iterable(step.questions for step in steps_of(form, jobs, claims))

    minutes = sum(of_question(question, form, locale) for question in questions)

    assert form.minutes_from <= minutes <= form.minutes_to
