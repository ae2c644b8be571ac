"""Which pictures the pages about interviews, references and scores need, by language and width."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from hiring.i18n import LOCALES
from hiring.paths import CHECKOUT
from tests.pictures.wanted import SCREENS, Picture

#: What is shown -> by language, the page that shows it.
Pages = Mapping[str, Mapping[str, str]]

CONVERSATIONS = CHECKOUT / "docs" / "screenshots" / "conversations"
SCORES = CHECKOUT / "docs" / "screenshots" / "scores"
_LEADING = {"en": "docs/how-to-lead-an-interview.md", "id": "docs/id/memimpin-wawancara.md"}
_CALLING = {"en": "docs/how-to-call-a-referee.md", "id": "docs/id/cara-menelepon-pemberi-referensi.md"}
FOLDERS: Mapping[Path, Pages] = {
    CONVERSATIONS: {
        "interview-card": _LEADING,
        "interview-together": _LEADING,
        "reference-form": _CALLING,
        "reference-telephone": _CALLING,
    },
    SCORES: {
        "board": {"en": "docs/what-the-numbers-mean.md", "id": "docs/id/arti-angka.md"},
        "quality": {
            "en": "docs/what-the-quality-page-says.md",
            "id": "docs/id/yang-dikatakan-halaman-mutu.md",
        },
        "calibration": {"en": "docs/preparing-reviewers.md", "id": "docs/id/menyiapkan-penilai.md"},
    },
}


def pictures_in(folder: Path) -> Iterator[Picture]:
    """Yield every picture of a folder."""
    for subject in FOLDERS[folder]:
        for locale in LOCALES:
            for width in SCREENS:
                yield Picture(subject, locale, width, folder)
