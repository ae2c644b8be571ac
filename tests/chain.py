"""Whether the chain of seals holds, for tests that did something and look whether it still does."""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from sqlalchemy.orm import Session

from hiring.audit.keys import keys_behind
from hiring.audit.queries import added_entry, head_of_the_chain, pieces_of_the_chain
from hiring.audit.rules import CUT_OFF, Break, SealedEntry, Walk


def chain_break(session: Session) -> Break | None:
    """Return the first place where the chain of seals is broken, or None when it holds.

    It says nothing of what the entries seal: `hiring audit verify` compares that.
    """
    head_id, seal = head_of_the_chain(session)
    entries = chain.from_iterable(pieces_of_the_chain(session))
    broken = first_break(entries, head_id=head_id, head=seal, keys=keys_behind(session).by_mark)
    return broken or added_entry(session)


def first_break(
    entries: Iterable[SealedEntry],
    *,
    head_id: int,
    head: str,
    keys: Mapping[str, bytes],
    is_forgotten: Callable[[SealedEntry], bool] = lambda _: False,
) -> Break | None:
    """Return the first place where the chain does not hold, or None.

    `head` is the seal the entry `head_id` should have: it shows entries cut off
    at the end. Entries after it came while the chain was being read.
    """
    walk = Walk(keys, is_forgotten)
    for entry in entries:
        if found := walk.break_at(entry):
            return found
        if entry.id == head_id and entry.seal != head:
            return Break(CUT_OFF, entry.id)
    return Break(CUT_OFF, walk.expected_id - 1) if walk.expected_id <= head_id else None
