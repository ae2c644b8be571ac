"""Whether a later key of a task can take the place of the one its answers were scored with. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from hiring.banks.measured import counted_by_key
from hiring.banks.tasks import KEY_SECTIONS, Key, Task
from hiring.i18n import N_


class KeyFault(StrEnum):
    """Why a later key cannot be used for the answers there are."""

    NO_KEY = "no_key"
    SAME_VERSION = "same_version"
    OTHER_PARTS = "other_parts"
    OTHER_COMPETENCIES = "other_competencies"
    PROVISIONAL = "provisional"


KEY_FAULT_SENTENCES = {
    KeyFault.NO_KEY: N_("The new text of this task has no answer key that counts."),
    KeyFault.SAME_VERSION: N_(
        "The answer key gives other points under the same version number. Give it a new number in the "
        "question bank first, so that the two can be told apart."
    ),
    KeyFault.OTHER_PARTS: N_(
        "The questions have changed as well, so the new answer key does not fit the answers that were given."
    ),
    KeyFault.OTHER_COMPETENCIES: N_(
        "The new answer key measures other competencies. What is measured was fixed when this "
        "opening was opened."
    ),
    KeyFault.PROVISIONAL: N_(
        "The new answer key is provisional, and provisional answer keys do not count in this opening."
    ),
}


def differs(key: Key, later: Key) -> bool:
    """Say whether scoring with `later` would give or name anything else than with `key`, notes aside."""
    return _scored(key) != _scored(later) or key.provisional != later.provisional


def fault_of(task: Task, later: Task, *, provisional: bool) -> KeyFault | None:
    """Return why the key of `later` cannot score the answers to `task`, or None.

    `provisional` = keys count in the opening that no panel of experts has confirmed.
    """
    key, new = task.key, later.key
    if key is None or new is None or not new.measures:
        return KeyFault.NO_KEY
    if new.measures != key.measures:
        return KeyFault.OTHER_COMPETENCIES
    if any(task.part(part) != later.part(part) for part in key.measures):
        return KeyFault.OTHER_PARTS
    if not counted_by_key(later, provisional=provisional):
        return KeyFault.PROVISIONAL
    same_version = new.version == key.version
    return KeyFault.SAME_VERSION if same_version and _scored(key) != _scored(new) else None


def _scored(key: Key) -> Mapping[str, Any]:
    """Return what a key gives for each part that measures something."""
    sections = {name: key.section(name) for name in KEY_SECTIONS}
    return {
        **{
            name: {part: entry for part, entry in of.items() if part in key.measures}
            for name, of in sections.items()
        },
        "measures": dict(key.measures),
    }
