"""What a task tells about: what people rate in it, what its key counts, what else names a competency."""

from collections import Counter
from fractions import Fraction

from hiring.banks.kinds import kind_of
from hiring.banks.tasks import Task


def rated_in(task: Task) -> frozenset[str]:
    """Return the competencies that people rate in a task: those it measures, where something is written."""
    if task.practice or not any(kind_of(part).rated(part) for part in task.parts):
        return frozenset()
    return frozenset(measure.competency for measure in task.measures)


def keyed_in(task: Task) -> frozenset[str]:
    """Return the competencies that its closed parts tell about."""
    if task.practice or task.key is None:
        return frozenset()
    return frozenset(task.key.measures.values())


def has_provisional_key(task: Task) -> bool:
    """Say whether closed parts would count if experts had confirmed their key."""
    return task.key is not None and task.key.provisional and bool(keyed_in(task))


def counted_by_key(task: Task, *, provisional: bool = False) -> frozenset[str]:
    """Return the competencies that its closed parts count for.

    Before experts have confirmed the key that is none, unless `provisional` keys count, too.
    """
    return frozenset() if has_provisional_key(task) and not provisional else keyed_in(task)


def shares_of_keys(task: Task, *, provisional: bool = False) -> dict[str, Fraction]:
    """Return how much of a task's cell its key carries, by competency: all of it, or a share.

    As scores are made, what reviewers give together is one level beside those of the closed parts.
    """
    rated = rated_in(task)
    counts = task.key is not None and counted_by_key(task, provisional=provisional)
    parts = Counter(task.key.measures.values()) if task.key and counts else Counter[str]()
    return {code: Fraction(number, number + (code in rated)) for code, number in parts.items()}


def named_in(task: Task) -> frozenset[str]:
    """Return every competency that something in a task is bound to: measures, look-fors, key."""
    look_fors = {found.competency for found in task.look_fors}
    return keyed_in(task) | look_fors | {measure.competency for measure in task.measures}
