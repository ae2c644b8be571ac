"""Store a file: the bytes in the folder, a row about them in the caller's transaction."""

from typing import BinaryIO

from sqlalchemy.orm import Session

from hiring.errors import HiringError
from hiring.files.folder import FileFolder
from hiring.files.models import StoredFile
from hiring.files.rules import LARGEST_CV, looks_like_pdf, plain_name
from hiring.i18n import N_


class NotAPdf(HiringError):
    """Something else came where a PDF was asked for."""

    status = 415
    sentence = N_("This file is not a PDF.")


def store_file(
    session: Session,
    folder: FileFolder,
    source: BinaryIO | bytes,
    *,
    name: str,
    media_type: str,
    purpose: str,
    largest: int,
) -> StoredFile:
    """Keep `source` and return its row. Raises FileTooLarge.

    If the transaction is rolled back the bytes stay without a row, which harms
    nobody; a row without its bytes cannot come about.
    """
    kept = folder.keep(source, largest=largest)
    stored = StoredFile(
        sha256=kept.sha256,
        size=kept.size,
        media_type=media_type,
        original_name=plain_name(name),
        purpose=purpose,
    )
    session.add(stored)
    session.flush()
    return stored


def store_cv(session: Session, folder: FileFolder, source: BinaryIO, *, name: str) -> StoredFile:
    """Keep a candidate's CV. Raises FileTooLarge or NotAPdf."""
    content = source.read(LARGEST_CV + 1)
    if len(content) <= LARGEST_CV and not looks_like_pdf(content):
        raise NotAPdf
    return store_file(
        session,
        folder,
        content,
        name=plain_name(name, "cv.pdf"),
        media_type="application/pdf",
        purpose="cv",
        largest=LARGEST_CV,
    )
