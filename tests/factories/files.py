"""PDFs as candidates send them, and pictures as administrators choose them."""

import io
from collections.abc import Callable

import pikepdf
from PIL import Image, ImageDraw


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


def picture(
    kind: str = "PNG",
    size: tuple[int, int] = (300, 90),
    ink: tuple[int, int, int] = (122, 31, 92),
    **saving: object,
) -> bytes:
    """Return a picture with a block of `ink` at its left; a PNG is transparent elsewhere."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((2, 2, size[0] // 2, size[1] - 2), fill=ink)
    target = io.BytesIO()
    (image if kind == "PNG" else image.convert("RGB")).save(target, kind, **saving)
    return target.getvalue()


A_PICTURE = picture()
