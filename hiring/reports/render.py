"""The child process that renders one report: an order as JSON comes in, a PDF goes out.

It may be killed at any moment, and it limits itself: memory, processor time, no network.
"""

import json
import sys
import traceback
from typing import Any

from hiring.reports import pdf
from hiring.reports.canonical import dossier_from_json

_PROCESSOR_SECONDS = 300


def main() -> None:
    sys.addaudithook(_refuse_network)
    order = json.loads(sys.stdin.buffer.read())
    _limit_resources(order["memory"])
    try:
        written = _render(order)
    except BaseException as error:  # a refused address is no Exception, so that nothing swallows it
        traceback.print_exc()
        sys.stderr.write(f"{_reason(error)}\n")
        sys.exit(pdf.EXPLAINED)
    sys.stdout.buffer.write(written)


def _render(order: dict[str, Any]) -> bytes:
    if order["dossier"] is None:
        return pdf.render_blank()
    return pdf.render_pdf(dossier_from_json(order["dossier"]), verify_url=order["verify_url"])


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and "cannot load library" in str(error):
        return pdf.NEEDS_PANGO
    if isinstance(error, MemoryError):
        return "The report needs more memory than it may have."
    return f"The report could not be rendered: {type(error).__name__}: {error}".splitlines()[0]


def _limit_resources(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit of the parent still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse_network(event: str, _arguments: object) -> None:
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        raise PermissionError("A report loads nothing over the network.")


if __name__ == "__main__":
    main()
