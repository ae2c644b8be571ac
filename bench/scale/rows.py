"""Rows of one application that do not depend on what was rated."""

from typing import Any

from hiring.masking.masks import Mask
from hiring.masking.rules import MaskKind, Span

_TEXT = "Terima kasih atas surat Ibu tanggal 3 November. " * 12
#: Of so many candidates HR has corrected the masks of one.
ONE_CORRECTED_IN = 10


def revision(n: int, item_id: int) -> dict[str, Any]:
    """Return an answer of some length."""
    return {
        "sitting_id": n,
        "item_id": item_id,
        "part": "a",
        "operation_id": f"{n}-{item_id}",
        "revision": 1,
        "value": {"text": _TEXT},
        "sha256": "0" * 64,
        "words": 96,
    }


def masks(n: int, item_id: int) -> dict[str, Any]:
    """Return what stands for an answer in which the program found a name, and HR corrected one in ten."""
    name = Mask(0, Span(12, 16, MaskKind.NAME))
    return {
        "sitting_id": n,
        "item_id": item_id,
        "part": "a",
        "revision": 1,
        "masks": [name.as_json()],
        "changes": int(n % ONE_CORRECTED_IN == 0),
    }


def message(n: int, opening_id: int, name: str, email: str) -> dict[str, Any]:
    """Return the mail that invited a candidate."""
    return {
        "key": f"invitation:{n}",
        "template": "invitation",
        "values": {},
        "to_name": name,
        "to_email": email,
        "locale": "id",
        "opening_id": opening_id,
        "application_id": n,
        "state": "failed" if n % 1000 == 0 else "sent",
    }


def entry(n: int, opening_id: int) -> dict[str, Any]:
    """Return an event of a trail that is listed, not verified: its seals say nothing."""
    return {
        "id": n + 1_000_000,
        "event": "scoring.settled",
        "details": {"opening_id": opening_id, "application_id": n},
        "actor": "system",
        "opening_id": opening_id,
        "application_id": n,
        "previous": f"{n:064d}",
        "seal": f"{n + 1:064d}",
    }


def decision(n: int, user_id: int) -> dict[str, Any]:
    """Return the decision about a candidate."""
    return {
        "application_id": n,
        "operation_id": f"{n}",
        "outcome": "reserve",
        "reason": "Cocok, dan menunggu kesempatan berikutnya.",
        "decided_by": user_id,
    }
