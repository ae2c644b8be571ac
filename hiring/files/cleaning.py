"""Take out of a PDF whatever acts by itself: scripts, launched programs, files inside, actions at opening.

Run as a process of its own with limits (`python -m hiring.files.cleaning`): a file from outside may be
made to exhaust or to crash whoever reads it. The PDF comes on standard input and leaves on standard
output; exit status `LOCKED` or `BROKEN` says why none does.
"""

import io
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

#: Exit statuses: a password is needed; it cannot be read as a PDF.
LOCKED, BROKEN = 3, 4
_MEMORY = 1024**3
_CPU_SECONDS = 20
#: Generous: a busy machine is no fault of the file.
_WALL_SECONDS = 120

#: Kinds of action that do more than turn to a page or open an address of the web.
_ACTING = {
    *("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR"),
    *("/Rendition", "/RichMediaExecute", "/Movie", "/Sound"),
}
#: Annotations that carry a file or play something.
_CARRYING = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
#: Entries that hold actions done without being asked, or files.
_HELD = ("/OpenAction", "/AA", "/JS", "/AF", "/EF", "/XFA", "/JavaScript", "/EmbeddedFiles", "/Collection")


class Locked(ValueError):
    """The PDF is protected by a password, so nobody could check or read it."""


class Broken(ValueError):
    """What came cannot be read as a PDF."""


def cleaned(content: bytes) -> bytes:
    """Return `content` without anything that acts by itself; unchanged where there is nothing of that.

    Raises Locked or Broken. Takes a moment: call it before a transaction writes.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "hiring.files.cleaning"],
            input=content,
            capture_output=True,
            timeout=_WALL_SECONDS,
            check=False,
            env={name: value for name, value in os.environ.items() if not name.startswith("HIRING_")},
        )
    except subprocess.TimeoutExpired:
        raise Broken from None
    if done.returncode == LOCKED:
        raise Locked
    if done.returncode != 0 or not done.stdout:
        raise Broken
    return done.stdout


def main() -> None:
    """Clean standard input onto standard output."""
    import pikepdf

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    content = sys.stdin.buffer.read()
    try:
        sys.stdout.buffer.write(_cleaned(content))
    except pikepdf.PasswordError:
        raise SystemExit(LOCKED) from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, RecursionError, MemoryError):
        raise SystemExit(BROKEN) from None


def _cleaned(content: bytes) -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        if not len(pdf.pages):
            raise ValueError("a PDF without a page")
        found = sum(_clean(thing) for thing in pdf.objects)
        if not found:
            return content
        target = io.BytesIO()
        pdf.remove_unreferenced_resources()
        pdf.save(target, deterministic_id=True)
        return target.getvalue()


def _clean(thing: Any) -> int:
    """Take what acts out of one object and what it holds itself; return how much that was."""
    import pikepdf

    found = 0
    waiting: list[Any] = [thing]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            found += _clean_dictionary(each)
        elif isinstance(each, pikepdf.Array):
            found += _clean_array(each)
        waiting += [held for held in _held_by(each) if not held.is_indirect]
    return found


def _held_by(thing: Any) -> Iterator[Any]:
    import pikepdf

    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    values = thing.values() if isinstance(thing, pikepdf.Dictionary) else thing
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Array):
        yield from (value for value in values if isinstance(value, pikepdf.Object))


def _clean_dictionary(thing: Any) -> int:
    names = list(thing.keys())
    unwanted = [name for name in names if name in _HELD or _acts(thing[name])]
    for name in unwanted:
        del thing[name]
    return len(unwanted)


def _clean_array(thing: Any) -> int:
    unwanted = [place for place, each in enumerate(thing) if _acts(each)]
    for place in reversed(unwanted):
        del thing[place]
    return len(unwanted)


def _acts(thing: Any) -> bool:
    """Say whether this is an action that acts, or an annotation that carries a file or plays something."""
    import pikepdf

    if not isinstance(thing, pikepdf.Dictionary):
        return False
    return str(thing.get("/S", "")) in _ACTING or str(thing.get("/Subtype", "")) in _CARRYING


if __name__ == "__main__":
    main()
