"""The style and script files, ours and Bootstrap's, under addresses that change with their content."""

import hashlib
import shutil
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, send_file, url_for

from hiring.paths import STATIC
from hiring.web.doors import open_door
from hiring.web.headers import HEADERS

_SERVED = {".css", ".js", ".svg", ".png", ".webmanifest"}
_A_YEAR = 31_536_000


@cache
def asset_files() -> dict[str, Path]:
    """Return every file a browser may ask for, by the name it asks with."""
    return {
        str(path.relative_to(STATIC)): path
        for path in sorted(STATIC.rglob("*"))
        if path.is_file() and path.suffix in _SERVED
    }


@cache
def assets_version() -> str:
    """Return a digest over all files, part of every address: a change makes new addresses."""
    digest = hashlib.sha256()
    for name, path in asset_files().items():
        digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def register(app: Flask) -> None:
    """Serve the files and give templates `asset(name)`."""

    @app.get("/assets/<string:version>/<path:name>", endpoint="asset")
    @open_door("style and script files hold nothing personal")
    def asset(version: str, name: str) -> Response:
        path = asset_files().get(name)
        if path is None or version != assets_version():
            abort(404)
        response = send_file(path, max_age=_A_YEAR)
        response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
        return response

    @app.template_global()
    def asset_url(name: str) -> str:
        if name not in asset_files():
            raise LookupError(f"there is no asset {name}")
        return url_for("asset", version=assets_version(), name=name)


def serve_compressed(app: Flask, folder: Path) -> None:
    """Have WhiteNoise answer for the files, compressed once: what a cheap phone loads first."""
    from whitenoise import WhiteNoise  # only a serving process needs it

    version = assets_version()
    target = folder / version
    if not target.is_dir():
        _write_compressed(folder, target)
    wrapped: Any = WhiteNoise(
        app.wsgi_app,
        max_age=_A_YEAR,
        immutable_file_test=lambda *_: True,
        add_headers_function=_add_headers,
        allow_all_origins=False,
    )
    wrapped.add_files(str(target), prefix=f"assets/{version}/")
    app.wsgi_app = wrapped  # type: ignore[method-assign]  # Flask's documented way to wrap


def _add_headers(headers: Any, path: str, url: str) -> None:
    for name, value in HEADERS.items():
        headers[name] = value


def _write_compressed(folder: Path, target: Path) -> None:
    from whitenoise.compress import Compressor

    unfinished = folder / f".{target.name}.new"
    shutil.rmtree(folder, ignore_errors=True)
    compressor = Compressor(quiet=True)
    for name, path in asset_files().items():
        copy = unfinished / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        list(compressor.compress(str(copy)))
    unfinished.rename(target)
