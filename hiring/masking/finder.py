"""What in a text says who wrote it: everything that is looked for, put together."""

from hiring.masking.contacts import emails_in, handles_in, links_in
from hiring.masking.known import Known
from hiring.masking.names import names_in
from hiring.masking.numbers import phones_in
from hiring.masking.organisations import organisations_in
from hiring.masking.rules import MaskKind, Span, merged
from hiring.masking.words import Words


def found_in(text: str, task: Words, known: Known) -> tuple[Span, ...]:
    """Return what is to be masked in a text that answers a task, in order, none over another."""
    if not text:
        return ()
    words = Words(text)
    return merged(
        (
            *emails_in(text, task.text),
            *links_in(text, task.text, known.links),
            *phones_in(text, task.text, known.phone),
            *handles_in(text, task.text, known.links),
            *organisations_in(words, task, known.employers, MaskKind.EMPLOYER),
            *organisations_in(words, task, known.schools, MaskKind.SCHOOL),
            *names_in(words, task, known.name),
        )
    )
