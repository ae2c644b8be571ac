"""Style and script files, put into few, under addresses that change with their content."""

import hashlib
import mimetypes
import shutil
import tempfile
import time
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request

from hiring.paths import STATIC
from hiring.web.bundling import bundled_script, bundled_styles, imports_of, index_of
from hiring.web.headers import HEADERS
from hiring.web.public import public

_SERVED = {".css", ".js", ".svg", ".png", ".webmanifest"}
_A_YEAR = 31_536_000
#: One script for each kind of answer. A page imports `KINDS` from the index of this folder, which holds
#: those that the address of its script names.
_KINDS = "js/kinds/"
_INDEX = _KINDS + "index.js"
#: What stands in the address for a page whose kinds of answer need no script.
_NO_KIND = "none"
#: Seconds for which compressed files of another version are kept.
_KEPT = 7 * 86_400


#: The style of all pages, in this order: what Bootstrap has for us, then ours.
_SITE_STYLES = ("bootstrap.css", "hiring.css")
_SITE_SHEET = "site.css"


@cache
def asset_contents() -> dict[str, bytes]:
    """Return every file a browser may ask for, by the name it asks with.

    A script stands here with all that it imports; what only others import does not.
    """
    sources = dict(_sources())
    styles = bundled_styles([sources.pop(name).read_text("utf-8") for name in _SITE_STYLES])
    return {_SITE_SHEET: styles.encode(), **_scripts(), **_others(sources)}


@cache
def _sources() -> dict[str, Path]:
    """Return every file from which browsers get something, by its name in the folder."""
    return {
        path.relative_to(STATIC).as_posix(): path
        for path in sorted(STATIC.rglob("*"))
        if path.is_file() and path.suffix in _SERVED
    }


@cache
def _modules() -> dict[str, str]:
    """Return every script by its name, with the index of all kinds of answer."""
    modules = {name: path.read_text("utf-8") for name, path in _sources().items() if path.suffix == ".js"}
    modules[_INDEX] = index_of([name for name in modules if name.startswith(_KINDS)])
    return modules


def _scripts() -> dict[str, bytes]:
    modules = _modules()
    imported = {each for name, source in modules.items() for each in imports_of(name, source)}
    return {
        name: bundled_script(name, modules.__getitem__).encode() for name in modules if name not in imported
    }


def _others(sources: dict[str, Path]) -> dict[str, bytes]:
    return {
        name: bundled_styles([path.read_text("utf-8")]).encode()
        if path.suffix == ".css"
        else path.read_bytes()
        for name, path in sources.items()
        if path.suffix != ".js"
    }


def script_name(name: str, kinds: Iterable[str]) -> str:
    """Return the name of a page's script with what these kinds of answer need, and nothing of others."""
    with_script = sorted({kind for kind in kinds if f"{_KINDS}{kind}.js" in _modules().keys() - {_INDEX}})
    return ".".join([name.removesuffix(".js"), *(with_script or [_NO_KIND]), "js"])


@lru_cache(maxsize=64)
def script_called(name: str) -> bytes | None:
    """Return the script that `script_name` calls so, or None where it gives no such name."""
    page, *kinds = name.removesuffix(".js").split(".")
    entry, modules = f"{page}.js", _modules()
    if _INDEX not in imports_of(entry, modules.get(entry, "")) or script_name(entry, kinds) != name:
        return None
    index = index_of([f"{_KINDS}{kind}.js" for kind in kinds if kind != _NO_KIND])
    return bundled_script(entry, {**modules, _INDEX: index}.__getitem__).encode()


@cache
def assets_version() -> str:
    """Return a digest over all files, part of every address: a change makes new addresses."""
    digest = hashlib.sha256()
    for name, content in sorted(asset_contents().items()):
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()[:12]


def register(app: Flask) -> None:
    """Serve the files and give templates `asset(name)`."""

    @app.get("/assets/<string:version>/<path:name>", endpoint="asset")
    @public("style and script files hold nothing personal")
    def asset(version: str, name: str) -> Response:
        content = asset_contents().get(name) or script_called(name)
        if content is None or version != assets_version():
            abort(404)
        response = Response(content, mimetype=mimetypes.guess_type(name)[0])
        response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
        return response

    app.template_global()(asset_url)
    app.template_global()(script_url)


def asset_url(name: str) -> str:
    """Return the address of one of our style and script files."""
    return request.root_path.rstrip("/") + _path_of(name)


def script_url(name: str, kinds: Iterable[str]) -> str:
    """Return the address of a page's script with what these kinds of answer need."""
    return f"{request.root_path.rstrip('/')}/assets/{assets_version()}/{script_name(name, kinds)}"


@cache
def _path_of(name: str) -> str:
    if name not in asset_contents():
        raise LookupError(f"there is no asset {name}")
    return f"/assets/{assets_version()}/{name}"


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
    """Write the folder under another name first: whoever else starts now does so, too, and one is first.

    Folders of other versions stay for those who still serve from them, and go when they are old.
    """
    from whitenoise.compress import Compressor

    folder.mkdir(parents=True, exist_ok=True)
    for other in folder.iterdir():
        if other.stat().st_mtime < time.time() - _KEPT:
            shutil.rmtree(other, ignore_errors=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    compressor = Compressor(quiet=True)
    for name, content in asset_contents().items():
        copy = unfinished / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(content)
        list(compressor.compress(str(copy)))
    try:
        unfinished.rename(target)
    except OSError:
        shutil.rmtree(unfinished, ignore_errors=True)
        if not target.is_dir():
            raise
