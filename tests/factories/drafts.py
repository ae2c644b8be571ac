"""Texts as they grow while somebody types: what every save of an hour and a half would keep."""

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from hiring.banks.answer_texts import word_count
from hiring.sittings.normalising import fingerprint

WORDS = [
    "yang",
    "terhormat",
    "Ibu",
    "Lastri",
    "terima",
    "kasih",
    "atas",
    "surat",
    "Ibu",
    "tentang",
    "kebisingan",
    "pabrik",
    "dan",
    "debu",
    "di",
    "jalan",
    "desa",
    "kami",
    "sudah",
    "mengukur",
    "suara",
    "bersama",
    "warga",
    "pada",
    "malam",
    "hari",
    "hasilnya",
    "lebih",
    "tinggi",
    "daripada",
    "batas",
    "perusahaan",
    "karena",
    "itu",
    "kompresor",
    "dimatikan",
    "mulai",
    "pukul",
    "sepuluh",
    "sampai",
    "peredam",
    "datang",
    "saya",
    "akan",
    "hadir",
    "di",
    "balai",
    "desa",
    "hari",
    "Kamis",
    "dan",
    "menjawab",
    "semua",
    "pertanyaan",
    "tanpa",
    "menjanjikan",
    "apa",
    "yang",
    "belum",
    "diputuskan",
    "oleh",
    "pimpinan",
    "mohon",
    "kabari",
    "jika",
    "ada",
    "warga",
    "yang",
    "sakit",
    "atau",
    "anak",
    "yang",
    "tidak",
    "bisa",
    "tidur",
    "supaya",
    "kami",
    "dapat",
    "mencatat",
    "setiap",
    "keluhan",
    "dengan",
    "nama",
    "waktu",
]

#: Six tasks in 90 minutes, a save every 4.5 seconds of typing.
TASKS, SAVES, WORDS_A_TASK = 6, 200, 520


def draft(random: Random, saves: int = SAVES, words: int = WORDS_A_TASK) -> list[str]:
    """Return what each save of one text holds: it grows at its end, and now and then inside it changes."""
    kept, text = [], ""
    for turn in range(saves):
        before = text
        if turn % 7 == 6:
            place = random.randrange(len(text))
            longer = random.random() < 0.5
            text = text[:place] + (f" {random.choice(WORDS)} " if longer else "") + text[place + 9 :]
        while word_count(text) < words * (turn + 1) // saves or text == before:
            text += random.choice(WORDS) + random.choice((" ", " ", " ", ", ", ".\n"))
        kept.append(text)
    return kept


def rows_of_a_sitting(
    seed: int, sitting_id: int, item_id: int, started_at: datetime, *, tasks: int = TASKS, **size: int
) -> Iterator[dict[str, Any]]:
    """Yield the revisions of one sitting in the order in which they are saved, as rows; a part for each task."""
    random, number = Random(seed), 0
    for task in range(tasks):
        for revision, text in enumerate(draft(random, **size), 1):
            number += 1
            value = {"text": text}
            yield {
                "sitting_id": sitting_id,
                "item_id": item_id,
                "part": "abcdef"[task],
                "operation_id": str(uuid.UUID(int=random.getrandbits(128))),
                "revision": revision,
                "value": value,
                "sha256": fingerprint(value),
                "words": word_count(text),
                "saved_at": started_at + timedelta(seconds=4.5 * number),
                "late": False,
                "superseded": False,
            }
