"""Which pictures the page about kinds of tasks needs: each kind, and staged material."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hiring.banks.kinds import KINDS
from hiring.banks.tasks import Task
from hiring.i18n import LOCALES
from hiring.paths import CHECKOUT
from tests.browsing import DESK, PHONE

FOLDER = CHECKOUT / "docs" / "screenshots" / "kinds"
#: By language, the page that shows the pictures.
PAGES = {"en": "docs/kinds-of-tasks.md", "id": "docs/id/jenis-tugas.md"}
#: A phone is held upright: more of it fits on the page than in a window of the tests.
SCREENS = {PHONE["width"]: PHONE | {"height": 960}, DESK["width"]: DESK}
#: Not a kind of answer, but shown beside them: material that comes while a candidate writes.
STAGED = "staged"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: what it shows, for whom, and how wide."""

    subject: str
    locale: str
    width: int
    folder: Path = FOLDER

    @property
    def path(self) -> Path:
        return self.folder / f"{self.subject}-{self.locale}-{self.width}.webp"


def subjects() -> list[str]:
    """Return what is shown: every kind of answer there is, and staged material."""
    return [*(kind.name for kind in KINDS), STAGED]


def pictures() -> Iterator[Picture]:
    for subject in subjects():
        for locale in LOCALES:
            for width in SCREENS:
                yield Picture(subject, locale, width)


def shown_in(tasks: Sequence[Task], subject: str) -> tuple[Task, str]:
    """Return the task that shows it, practice only where no other does, and the place to look at."""
    for task in sorted(tasks, key=lambda task: task.practice):
        if (place := _place_in(task, subject)) is not None:
            return task, place
    raise LookupError(f"no shipped task shows {subject}")


def _place_in(task: Task, subject: str) -> str | None:
    if subject == STAGED:
        later = (each.key for each in task.materials if each.after_minutes is not None)
        return next((f"material-{key}" for key in later), None)
    parts = (part.key for part in task.parts if part.kind == subject)
    return next((f"part-{key}-title" for key in parts), None)
