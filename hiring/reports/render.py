"""The renderer: a process that holds the PDF engine ready, and forks a child for each report.

The child inherits everything that is loaded and read, so that a report costs
its own work only. It limits itself (memory, processor time, a generous time
limit, no network) and may die at any moment: the renderer tells whoever asked
with which status, and goes on. The renderer itself has one thread, sets no
report, leaves when nobody has asked for a while, and when whoever started it is
gone. `hiring.reports.renderer` speaks with it.
"""

import gc
import json
import os
import selectors
import shutil
import signal
import socket
import sys
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from hiring.dossiers.canonical import dossier_from_json
from hiring.reports import fonts, pdf
from hiring.reports.renderer import LENGTH, MARK, STATUS

_FOLDER = "hiring-renderer-"
READY = b"ready"
#: How far all of it steps back where others want the processor, too.
_YIELDS = 5


def main() -> None:
    """Serve orders from the socket whose number is the first argument; the second says how long to idle."""
    control, idle = socket.socket(fileno=int(sys.argv[1])), float(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for whoever started us, who then closes the socket
    step_back()
    _sweep()
    folder = tempfile.mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-")
    try:
        greeting = _warmed_up(Path(folder))
        control.sendall(greeting + b"\n")
        if greeting == READY:
            _serve(control, idle)
    except (BrokenPipeError, ConnectionResetError):
        pass  # whoever started us is gone
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def step_back() -> None:
    """Let pages have the processor first: the kernel shares it out among sessions, then within each.

    Only here, where no lock of the database is ever held: whoever holds one must get on.
    """
    os.nice(_YIELDS)
    with suppress(OSError):  # not where groups are made by somebody else
        Path("/proc/self/autogroup").write_text(str(_YIELDS), "ascii")


def _sweep() -> None:
    """Remove what renderers left behind that were killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        owner = left.name.removeprefix(_FOLDER).partition("-")[0]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists() and Path("/proc/self").exists():
            shutil.rmtree(left, ignore_errors=True)


def _warmed_up(folder: Path) -> bytes:
    """Load everything; return READY, or why no report can be made here."""
    (folder / "fonts.conf").write_text(fonts.fontconfig(folder / "fonts"), "utf-8")
    os.environ.update(HOME=str(folder), TMPDIR=str(folder), FONTCONFIG_FILE=str(folder / "fonts.conf"))
    tempfile.tempdir = str(folder)
    os.chdir(folder)
    sys.addaudithook(_refuse_network)
    try:
        from hiring.reports import typesetting  # the engine reads the environment when it is loaded

        typesetting.warm_up()
    except Exception as error:
        traceback.print_exc()
        return _reason(error).encode("utf-8", "replace")
    gc.collect()
    gc.freeze()  # children share these pages as long as nobody counts in them
    gc.set_threshold(100_000, 50, 100)  # a report is laid out and thrown away: there is little to collect
    return READY


def _serve(control: socket.socket, idle: float) -> None:
    """Fork a child per order; return when nobody asks for `idle` seconds, or is there any more."""
    replies: dict[int, socket.socket] = {}
    ended, wake = socket.socketpair()
    ended.setblocking(False)
    wake.setblocking(False)
    signal.set_wakeup_fd(wake.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(ended, selectors.EVENT_READ)
        while True:
            ready = {key.fileobj for key, _ in selector.select(None if replies else idle)}
            if ended in ready:
                ended.recv(1024)
                _tell_ends(replies)
            if control in ready:
                order = _next_order(control)
                if order is None:
                    for child in replies:
                        os.kill(child, signal.SIGKILL)
                    return
                replies[_forked(order, [control, ended, wake, *replies.values()])] = order
            elif not ready and not replies:
                return


def _next_order(control: socket.socket) -> socket.socket | None:
    """Return the socket on which somebody asks for a report; None when nobody is there any more."""
    message, numbers, _, _ = socket.recv_fds(control, 1, 1)
    return socket.socket(fileno=numbers[0]) if message and numbers else None


def _tell_ends(replies: dict[int, socket.socket]) -> None:
    while replies:
        child, status = os.waitpid(-1, os.WNOHANG)
        if child == 0:
            return
        with replies.pop(child) as reply, suppress(OSError):
            reply.settimeout(10)
            reply.sendall(STATUS.pack(MARK, os.waitstatus_to_exitcode(status)))


def _forked(order: socket.socket, not_for_children: list[socket.socket]) -> int:
    child = os.fork()
    if child == 0:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for each in not_for_children:
            each.close()
        _render_and_exit(order)
    return child


def _render_and_exit(order: socket.socket) -> NoReturn:
    """Be the child: read the order, write the PDF or what went wrong, and end without cleaning up."""
    status = pdf.EXPLAINED
    try:
        with order.makefile("rb") as asked:
            wanted = json.loads(asked.read())
        os.dup2(order.fileno(), 1)
        os.dup2(order.fileno(), 2)
        _limit_resources(wanted)
        written = _render(wanted)
        order.sendall(written + LENGTH.pack(len(written)))
        status = 0
    except BaseException as error:  # a refused address is no Exception, so that nothing swallows it
        traceback.print_exc()
        sys.stderr.write(f"{_reason(error)}\n")
        sys.stderr.flush()
    finally:
        os._exit(status)


def _render(order: dict[str, Any]) -> bytes:
    from hiring.reports import typesetting

    if order["dossier"] is None:
        return typesetting.render_blank()
    os.environ["SOURCE_DATE_EPOCH"] = str(order["written"])
    return typesetting.render_pdf(dossier_from_json(order["dossier"]), verify_url=order["verify_url"])


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and "cannot load library" in str(error):
        return pdf.NEEDS_PANGO
    if isinstance(error, MemoryError):
        return "The report needs more memory than it may have."
    return f"The report could not be rendered: {type(error).__name__}: {error}".splitlines()[0]


def _limit_resources(order: dict[str, Any]) -> None:
    import resource  # only where processes can be forked

    seconds = order["processor_seconds"]
    resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, order["seconds"])


def _refuse_network(event: str, _arguments: object) -> None:
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        raise PermissionError("A report loads nothing over the network.")


if __name__ == "__main__":
    main()
