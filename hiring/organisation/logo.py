"""The logo of the organisation: a picture drawn anew on white, small enough for every page. Pure."""

import base64
import io
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiring.errors import HiringError
from hiring.i18n import N_

if TYPE_CHECKING:
    from PIL.Image import Image

#: Bytes of the file that is sent, and the longest side of its picture.
LARGEST_FILE = 200 * 1000
LONGEST_SIDE = 2000
#: What is kept: enough for print on the cover of a report, and for the sharpest screens.
KEPT_WIDTH, KEPT_HEIGHT = 600, 200
#: The place in the head of a page, in CSS pixels.
SHOWN_WIDTH, SHOWN_HEIGHT = 160, 40
#: A drawing above this many bytes is kept in 256 colours: nobody sees it at this size.
_HEAVY = 32 * 1000
#: Where nothing is darker than this, of 256 shades, a picture cannot be seen on white.
_PALE = 200
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


class UnusableLogo(HiringError):
    """What was sent cannot be the logo; the sentence says why."""

    status = 422


NOT_A_PICTURE = N_("This file is not a PNG or JPEG picture.")
TOO_HEAVY = N_("This file is larger than 200 kB. Please choose a smaller one.")
TOO_WIDE = N_("This picture has more than 2,000 pixels on one side. Please choose a smaller one.")
TOO_PALE = N_("This picture cannot be seen on white. Please choose a version for a light background.")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as it is kept: on white, without anything that stood in the file beside it."""

    content: bytes
    media_type: str
    width: int
    height: int


def drawn(content: bytes) -> Drawing:
    """Return the picture of a file, drawn anew. Raises UnusableLogo. Takes a moment."""
    if len(content) > LARGEST_FILE:
        raise UnusableLogo(TOO_HEAVY)
    try:
        picture, kind = _picture_in(content)
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error):  # as Pillow raises them
        raise UnusableLogo(NOT_A_PICTURE) from None
    if not any(picture.convert("L").histogram()[:_PALE]):
        raise UnusableLogo(TOO_PALE)
    return Drawing(_written(picture, kind), _MEDIA_TYPES[kind], *picture.size)


def _picture_in(content: bytes) -> tuple["Image", str]:
    """Return what a file shows, turned as its camera was held, and its kind."""
    from PIL import Image, ImageFile, ImageOps

    # WeasyPrint 70.0 sets this for the whole process when it is imported: half a picture would be drawn.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with Image.open(io.BytesIO(content), formats=list(_MEDIA_TYPES)) as sent:
        if max(sent.size) > LONGEST_SIDE:  # the head of the file says so: nothing has been read yet
            raise UnusableLogo(TOO_WIDE)
        kind = str(sent.format)
        picture = ImageOps.exif_transpose(sent).convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    picture = Image.alpha_composite(white, picture).convert("RGB")
    picture.thumbnail((KEPT_WIDTH, KEPT_HEIGHT))
    return picture, kind


def _written(picture: "Image", kind: str) -> bytes:
    if kind == "JPEG":
        return _saved(picture, kind, quality=88, optimize=True)
    whole = _saved(picture, kind, optimize=True)
    return whole if len(whole) <= _HEAVY else _saved(picture.quantize(256), kind, optimize=True)


def _saved(picture: "Image", kind: str, **how: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **how)
    return target.getvalue()


def shown_size(width: int, height: int) -> tuple[int, int]:
    """Return width and height at which a picture stands in the head of a page.

    >>> shown_size(600, 100)
    (160, 27)
    """
    scale = min(SHOWN_WIDTH / width, SHOWN_HEIGHT / height, 1)
    return max(1, round(width * scale)), max(1, round(height * scale))


def data_address(content: bytes, media_type: str) -> str:
    """Return a picture as an address that holds all of it."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def content_of(address: str) -> tuple[bytes, str]:
    """Return what `data_address` was given."""
    media_type, _, content = address.removeprefix("data:").partition(";base64,")
    return base64.b64decode(content), media_type
