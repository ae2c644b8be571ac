"""Hand stored files to browsers: always to be saved, never to be run. The page around must be guarded."""

from flask import Response, send_file

from hiring.files.folder import FileFolder, FileMissing
from hiring.files.models import StoredFile
from hiring.files.rules import plain_name
from hiring.settings import current_settings


def current_folder() -> FileFolder:
    """Return the folder of this installation; for views, jobs and commands."""
    return FileFolder(current_settings().instance / "files")


def send_stored(stored: StoredFile, *, name: str | None = None) -> Response:
    """Return the file as a download called `name` (else as its sender called it).

    Raises FileMissing.
    """
    path = current_folder().path_of(stored.sha256)
    if not path.is_file():
        raise FileMissing(stored.sha256)
    called = plain_name(name or stored.original_name)
    return as_download(
        send_file(
            path, mimetype=stored.media_type, as_attachment=True, download_name=called, etag=stored.sha256
        )
    )


def as_download(response: Response) -> Response:
    """Make sure that no browser shows or keeps `response` as a page of ours."""
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store, no-cache"
    return response
