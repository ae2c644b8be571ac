"""Keep a file: the bytes in the folder first, then a row about them in the transaction that needs it."""

from datetime import timedelta
from typing import BinaryIO

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hiring.errors import HiringError
from hiring.files.cleaning import Broken, Locked, cleaned
from hiring.files.folder import FileFolder
from hiring.files.models import StoredFile
from hiring.files.rules import LARGEST_CV, looks_like_pdf, plain_name
from hiring.i18n import N_

#: Between the bytes and their row nothing takes longer.
SETTLING_TIME = timedelta(minutes=30)


class NotAPdf(HiringError):
    """Something else came where a PDF was asked for."""

    status = 415
    sentence = N_("This file is not a PDF.")


class LockedPdf(HiringError):
    """It needs a password to be opened, so nobody could read or check it."""

    status = 415
    sentence = N_("This PDF is protected by a password. Please save it without one and choose it again.")


class BrokenPdf(HiringError):
    """It begins and ends as a PDF does, and is none."""

    status = 415
    sentence = N_("This PDF is damaged and cannot be read. Please save it once more and choose it again.")


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
    """Keep a candidate's CV, as `keep_file` does, without scripts and files inside it.

    Raises FileTooLarge, NotAPdf, LockedPdf or BrokenPdf.
    """
    content = source.read(LARGEST_CV + 1)
    return keep_file(
        folder,
        _safe(content) if len(content) <= LARGEST_CV else content,
        name=plain_name(name, "cv.pdf"),
        media_type="application/pdf",
        purpose="cv",
        largest=LARGEST_CV,
    )


def _safe(content: bytes) -> bytes:
    if not looks_like_pdf(content):
        raise NotAPdf
    try:
        return cleaned(content)
    except Locked:
        raise LockedPdf from None
    except Broken:
        raise BrokenPdf from None


def remove_row(session: Session, stored_id: int) -> None:
    """Remove the row of a file that nothing points to any more."""
    session.execute(delete(StoredFile).where(StoredFile.id == stored_id))


def remove_unneeded(session: Session, folder: FileFolder, sha256: str) -> bool:
    """Remove bytes to which no row points, unless they came a moment ago; say whether they are gone.

    The same bytes may have been sent for another application: as long as any row names them they stay.
    Bytes are kept before their row is, so fresh ones may just be about to get one.
    """
    if session.scalar(select(StoredFile.id).where(StoredFile.sha256 == sha256).limit(1)) is not None:
        return True
    return folder.remove(sha256, older_than=SETTLING_TIME)
