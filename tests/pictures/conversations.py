"""Which pictures the pages about interviews and references need, by language and width."""

from collections.abc import Iterator

from hiring.i18n import LOCALES
from hiring.paths import CHECKOUT
from tests.pictures.wanted import SCREENS, Picture

FOLDER = CHECKOUT / "docs" / "screenshots" / "conversations"
_LEADING = {"en": "docs/how-to-lead-an-interview.md", "id": "docs/id/memimpin-wawancara.md"}
_CALLING = {"en": "docs/how-to-call-a-referee.md", "id": "docs/id/cara-menelepon-pemberi-referensi.md"}
#: What is shown -> by language, the page that shows it.
PAGES = {
    "interview-card": _LEADING,
    "interview-together": _LEADING,
    "reference-form": _CALLING,
    "reference-telephone": _CALLING,
}


def conversations() -> Iterator[Picture]:
    """Yield every picture of a card of an interviewer or of questions to a referee."""
    for subject in PAGES:
        for locale in LOCALES:
            for width in SCREENS:
                yield Picture(subject, locale, width, FOLDER)
