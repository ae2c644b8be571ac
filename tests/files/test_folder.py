"""Bytes are kept whole, once, and for the owner only."""

import hashlib
import io
import stat

import pytest

from hiring.files.folder import FileFolder, FileMissing, FileTooLarge


@pytest.fixture
def folder(tmp_path):
    return FileFolder(tmp_path / "files")


def test_kept_bytes_lie_under_their_digest_and_are_readable_by_the_owner_only(folder):
    content = b"Terima kasih." * 100_000

    kept = folder.keep(io.BytesIO(content), largest=2_000_000)

    digest = hashlib.sha256(content).hexdigest()
    path = folder.root / digest[:2] / digest[2:]
    assert (kept.sha256, kept.size) == (digest, len(content))
    assert (folder.read(digest), folder.path_of(digest)) == (content, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_keeping_the_same_bytes_twice_leaves_one_file(folder):
    first, second = folder.keep(b"same", largest=10), folder.keep(b"same", largest=10)

    assert first == second
    assert [path.name for path in folder.root.rglob("*") if path.is_file()] == [first.sha256[2:]]


def test_one_byte_too_many_is_refused_and_leaves_nothing(folder):
    folder.keep(b"12345", largest=5)

    with pytest.raises(FileTooLarge) as refused:
        folder.keep(b"123456", largest=5)

    assert refused.value.status == 413
    assert len([path for path in folder.root.rglob("*") if path.is_file()]) == 1


def test_missing_bytes_are_named_as_missing(folder):
    with pytest.raises(FileMissing):
        folder.read("ab" * 32)
