"""What may be stored, and under which name it is shown."""

from hiring.text import visible_only

#: A CV with photographs; larger ones are scans that nobody can read on a phone.
LARGEST_CV = 5 * 1024 * 1024

_LONGEST_NAME = 200


def looks_like_pdf(content: bytes) -> bool:
    """Say whether `content` begins and ends as a PDF does.

    It must begin at the first byte: a file that is HTML to a browser and PDF to
    a lenient reader is refused.
    """
    trailer = content[-2048:]
    return content.startswith(b"%PDF-") and b"startxref" in trailer and b"%%EOF" in trailer


def plain_name(name: str, otherwise: str = "file") -> str:
    """Return what the sender called a file, fit to be shown and to be saved: no path, no control."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    tidy = visible_only(last).strip(" .")
    if len(tidy) > _LONGEST_NAME:
        stem, dot, suffix = tidy.rpartition(".")
        ending = dot + suffix if stem and len(suffix) <= 10 else ""
        tidy = tidy[: _LONGEST_NAME - len(ending)] + ending
    return tidy or otherwise
