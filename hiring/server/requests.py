"""A request as the event loop has it, in the words of WSGI."""

import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

#: What only a proxy may say about who asks; believed when HIRING_PROXIES says that there is one.
FORWARDED = frozenset(
    {
        *(f"HTTP_X_FORWARDED_{what}" for what in ("FOR", "PROTO", "HOST", "PORT", "PREFIX", "BY", "SERVER")),
        "HTTP_FORWARDED",
    }
)
_WITHOUT_PREFIX = {"CONTENT_TYPE", "CONTENT_LENGTH"}


def environ_of(
    scope: dict[str, Any], *, scheme: str, believes_proxies: bool, forwarded: Callable[[str], None]
) -> dict[str, Any]:
    """Return the WSGI environment, still without a body.

    `forwarded` is told the address of whoever sent headers of a proxy that is not expected.
    """
    server, client = scope["server"] or ("", 0), scope["client"] or ("", 0)
    path = unquote_to_bytes(scope["raw_path"]).decode("latin-1")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": "/" + path.lstrip("/"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": str(client[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
    }
    for name, value in scope["headers"]:
        _add(environ, name, value)
    if not believes_proxies and (claimed := FORWARDED & environ.keys()):
        forwarded(client[0])
        for key in claimed:
            del environ[key]
    return environ


def _add(environ: dict[str, Any], name: bytes, value: bytes) -> None:
    if b"_" in name:  # X_Forwarded_For would pass for X-Forwarded-For
        return
    key = name.decode("latin-1").upper().replace("-", "_")
    if key not in _WITHOUT_PREFIX:
        key = f"HTTP_{key}"
    text = value.decode("latin-1")
    if key in environ:
        text = environ[key] + ("; " if key == "HTTP_COOKIE" else ", ") + text
    environ[key] = text
