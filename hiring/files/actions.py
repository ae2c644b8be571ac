"""Keep a file: the bytes in the folder first, then a row about them in the transaction that needs it."""

from typing import BinaryIO

from hiring.errors import HiringError
from hiring.files.folder import FileFolder
from hiring.files.models import StoredFile
from hiring.files.rules import LARGEST_CV, looks_like_pdf, plain_name
from hiring.i18n import N_


class NotAPdf(HiringError):
    """Something else came where a PDF was asked for."""

    status = 415
    sentence = N_("This file is not a PDF.")


def keep_file(
    folder: FileFolder,
    source: BinaryIO | bytes,
    *,
    name: str,
    media_type: str,
    purpose: str,
    largest: int,
) -> StoredFile:
    """Keep `source` and return its row, to be added by the action that uses it. Raises FileTooLarge.

    Hashing and reaching the disk take their time: call this before `begin_writing()`. If
    the row is never added the bytes stay without one, which harms nobody; a row without
    its bytes cannot come about.
    """
    kept = folder.keep(source, largest=largest)
    return StoredFile(
        sha256=kept.sha256,
        size=kept.size,
        media_type=media_type,
        original_name=plain_name(name),
        purpose=purpose,
    )


def keep_cv(folder: FileFolder, source: BinaryIO, *, name: str) -> StoredFile:
    """Keep a candidate's CV, as `keep_file` does. Raises FileTooLarge or NotAPdf."""
    content = source.read(LARGEST_CV + 1)
    if len(content) <= LARGEST_CV and not looks_like_pdf(content):
        raise NotAPdf
    return keep_file(
        folder,
        content,
        name=plain_name(name, "cv.pdf"),
        media_type="application/pdf",
        purpose="cv",
        largest=LARGEST_CV,
    )
