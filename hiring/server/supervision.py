"""Keep one worker process alive beside the web server, and end it with it."""

import contextlib
import subprocess
import sys
import threading
import time

import structlog

log = structlog.get_logger(__name__)

#: The worker reads its standard input: when it closes, whoever started it is gone or wants it to end.
COMMAND = (sys.executable, "-m", "hiring.cli", "worker", "--while-stdin-is-open")
_LONGEST_PAUSE = 30.0
#: A worker that ran this long was well: the next one starts at once.
_WELL_AFTER = 60.0
_PATIENCE = 30.0


class KeptAlive:
    """A child process that is started again when it dies."""

    def __init__(self, command: tuple[str, ...] = COMMAND) -> None:
        self._command = command
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, name="worker-watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Let the child finish what it is doing; return when it has ended."""
        self._stopping.set()
        with self._lock:
            child = self._child
        if child is not None:
            _end(child)
        self._thread.join()

    def _watch(self) -> None:
        pause = 1.0
        while not self._stopping.is_set():
            started = time.monotonic()
            with self._lock:
                if self._stopping.is_set():
                    return
                # A session of its own: Ctrl-C is for us, and we let the worker finish first.
                self._child = subprocess.Popen(  # noqa: S603  (our own command)
                    self._command, stdin=subprocess.PIPE, start_new_session=True
                )
            status = self._child.wait()
            if self._stopping.is_set():
                return
            pause = 1.0 if time.monotonic() - started > _WELL_AFTER else min(pause * 2, _LONGEST_PAUSE)
            log.error("worker_died", status=status, starts_again_in=pause)
            self._stopping.wait(pause)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.stdin is not None:
        with contextlib.suppress(OSError):
            child.stdin.close()
    try:
        child.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
