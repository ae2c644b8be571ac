"""PDFs as candidates send them."""

import io
from collections.abc import Callable

import pikepdf


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, **saving: object) -> bytes:
    """Return a PDF of two empty pages, after `change`."""
    with pikepdf.new() as made:
        made.add_blank_page()
        made.add_blank_page()
        if change is not None:
            change(made)
        target = io.BytesIO()
        made.save(target, deterministic_id="encryption" not in saving, **saving)
    return target.getvalue()


PLAIN_PDF = pdf()
