"""A dossier as an accessible PDF, written in a child process that may die without harm.

This module and `hiring.reports.renderer` run where reports are asked for, and never load the PDF engine.
"""

import atexit
import json
import math
import signal
from collections.abc import Mapping
from datetime import datetime

from hiring.reports.renderer import LENGTH, Renderer, Unready, how_it_ended

MEMORY_LIMIT = 1024 * 1024 * 1024
#: What a report may cost; a report of 240 pages takes about a tenth of it.
PROCESSOR_SECONDS = 300
#: How long it may take; only something that hangs is ever stopped by it, however busy the machine is.
LONGEST_SECONDS = 1800.0
#: Exit status of the child when the last line of its error output says what was wrong.
EXPLAINED = 3
NEEDS_PANGO = (
    "PDF reports need Pango. On Debian or Ubuntu: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)

_OURS = Renderer()
atexit.register(_OURS.close)


class RenderFailed(Exception):
    """No PDF came out; `reason` is one sentence for a person, `trace` what the child still said."""

    def __init__(self, reason: str, trace: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.trace = trace


def render_in_child(
    dossier_json: str | bytes,
    *,
    verify_url: str,
    processor_seconds: int = PROCESSOR_SECONDS,
    seconds: float = LONGEST_SECONDS,
    memory: int = MEMORY_LIMIT,
    renderer: Renderer = _OURS,
) -> bytes:
    """Return the PDF of a canonical dossier, rendered in a process of its own.

    `verify_url` is the page where whoever holds the report can check it; `memory` is in
    bytes. Raises RenderFailed when the child dies, takes too long or cannot work on this
    machine.
    """
    text = dossier_json.decode() if isinstance(dossier_json, bytes) else dossier_json
    try:
        written = datetime.fromisoformat(json.loads(text)["generated_at"])
    except (ValueError, KeyError, TypeError) as error:
        raise RenderFailed("The report could not be rendered: it is no dossier.") from error
    order = {
        "dossier": text,
        "verify_url": verify_url,
        "written": int(written.timestamp()),
        "processor_seconds": math.ceil(processor_seconds),
        "seconds": seconds,
        "memory": memory,
    }
    return _ordered(order, renderer)


def engine_fault(renderer: Renderer = _OURS) -> str | None:
    """Return in one sentence why this machine cannot write reports, or None when it can."""
    limits = {"processor_seconds": PROCESSOR_SECONDS, "seconds": LONGEST_SECONDS, "memory": MEMORY_LIMIT}
    try:
        _ordered({"dossier": None, **limits}, renderer)
    except RenderFailed as failed:
        return failed.reason
    return None


def _ordered(order: Mapping[str, object], renderer: Renderer) -> bytes:
    seconds = float(str(order["seconds"]))
    try:
        status, said = renderer.ask(json.dumps(order).encode("ascii"), seconds)
    except Unready as unready:
        raise RenderFailed(str(unready)) from None
    except TimeoutError:
        raise RenderFailed(_took_longer(order)) from None
    if status == 0 and (written := _pdf_in(said)):
        return written
    raise _failure(status, said.decode("utf-8", "replace"), order)


def _pdf_in(said: bytes) -> bytes | None:
    if len(said) < LENGTH.size:
        return None
    pdf, end = said[: -LENGTH.size], said[-LENGTH.size :]
    written = pdf[len(pdf) - LENGTH.unpack(end)[0] :]
    return written if written.startswith(b"%PDF-") else None


def _failure(status: int, trace: str, order: Mapping[str, object]) -> RenderFailed:
    if status == EXPLAINED and trace.strip():
        return RenderFailed(trace.strip().splitlines()[-1], trace)
    if status == -signal.SIGALRM:
        return RenderFailed(_took_longer(order), trace)
    if status == -signal.SIGXCPU:
        needed = f"The report needed more than {order['processor_seconds']} seconds of processor time."
        return RenderFailed(needed, trace)
    return RenderFailed(how_it_ended(status), trace)


def _took_longer(order: Mapping[str, object]) -> str:
    return f"The report took longer than {order['seconds']:g} seconds to render."
