"""Check the whole trail against the database: seals, what stands beside it, rows it seals, heads.

Texts that stand with a hash of their own are compared with it, too.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from hiring.audit import queries
from hiring.audit.binding import BINDINGS, HASHED_ROWS, PLACES, Binding, Place, name_of_row
from hiring.audit.events import kinds, present_name
from hiring.audit.heads import Head
from hiring.audit.keys import keys_behind
from hiring.audit.models import AuditDetail
from hiring.audit.rules import (
    CHAIN_BEGUN,
    CUT_OFF,
    PERSONAL,
    Break,
    SealedEntry,
    Walk,
    about,
    about_entry,
    is_commitment_to,
)
from hiring.i18n import N_

#: How many rows of one kind are read again at a time: answers are long.
_ROWS = 100

WRITTEN_ANEW = N_("entry %(number)s is another one than on %(day)s: the chain was rewritten")
END_MISSING = N_("entry %(number)s, which was there on %(day)s, is missing: the end was cut off")
BESIDE_ADDED = N_("something was put beside entry %(number)s that it does not seal")
BESIDE_GONE = N_("what belonged to entry %(number)s is gone, and no entry says that it was erased")
PERSONAL_CHANGED = N_("names or reasons of entry %(number)s were changed")


@dataclass
class Checked:
    """What was found: the first break, or None, and how much was looked at."""

    broken: Break | None = None
    place: Place | None = None
    """Where the break is about an application."""
    entries: int = 0
    rows: int = 0
    """Sealed rows that were read again and compared."""
    texts: int = 0
    """Texts that were compared with the hash beside them."""
    erased: int = 0
    """Contents that an erasure has taken, as the trail says."""
    left_behind: int = 0
    """Heads of entries that a restore has left behind, as the trail says."""
    without_key: int = 0
    """Entries from before the chain with a key: they seal nothing but themselves."""

    def __str__(self) -> str:
        """Return what is broken and where, on the command line."""
        where = (
            self.place and f" (opening “{self.place.opening.en or self.place.opening.id}”, {self.place.code})"
        )
        return f"{self.broken}{where or ''}"


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A commitment to a row, and the entry that makes it."""

    entry: SealedEntry
    row_id: int
    salt: str
    commitment: str


def check_trail(
    session: Session, heads: Sequence[Head] = (), *, told: Callable[[int], None] = lambda _: None
) -> Checked:
    """Read the whole trail, a piece at a time, and compare it with everything that it seals.

    `heads` are what was written outside the database: they show an end that was cut off together with
    the head, and a chain that somebody computed anew who has the key. Others may write meanwhile. After
    each piece `told` hears how many entries were looked at.
    """
    check = _Check(session, heads, told)
    check.found.broken = check.first_break()
    return check.found


class _Check:
    def __init__(self, session: Session, heads: Sequence[Head], told: Callable[[int], None]) -> None:
        self.found = Checked()
        self._told = told
        self._session = session
        self._heads: dict[int, list[Head]] = defaultdict(list)
        for head in heads:
            self._heads[head.entry_id].append(head)
        self._bindings = {each.kind: each for each in BINDINGS.here()}
        self._kinds = kinds()
        self._erased = queries.erased_by_the_trail(session)
        self._restored = queries.restored_by_the_trail(session)
        self._begun_at: datetime | None = None

    def first_break(self) -> Break | None:
        """Return the first break, or None; count on the way."""
        head_id, seal = queries.head_of_the_chain(self._session)
        walk = Walk(keys_behind(self._session).by_mark, self._is_forgotten)
        for piece in queries.pieces_of_the_chain(self._session):
            for entry in piece:
                if found := walk.break_at(entry):
                    return found
                if entry.id == head_id and entry.seal != seal:
                    return Break(CUT_OFF, entry.id)
                if found := self._beside_heads(entry):
                    return found
                self._count(entry)
            if found := self._beside(piece):
                return found
            self._told(self.found.entries)
        if walk.expected_id <= head_id:
            return Break(CUT_OFF, walk.expected_id - 1)
        added = self._cut_off() or queries.added_entry(self._session)
        return added or self._unsealed() or self._unlike_its_hash()

    def _count(self, entry: SealedEntry) -> None:
        self.found.entries += 1
        self.found.without_key += entry.version == 1
        if entry.event == CHAIN_BEGUN:
            self._begun_at = entry.at

    def _is_forgotten(self, entry: SealedEntry) -> bool:
        """Say whether an entry without a key has lost its names because the trail says so."""
        kind = self._kinds.get(present_name(entry.event))
        whose = about({**entry.details, "application_id": entry.application_id})
        gone = kind is not None and bool(kind.personal - entry.details.keys())
        return gone and (self._is_erased(whose) or self._is_erased(about_entry(entry.id)))

    def _beside_heads(self, entry: SealedEntry) -> Break | None:
        for head in self._heads.pop(entry.id, ()):
            if head.seal != entry.seal and not self._left_behind(head):
                return Break(WRITTEN_ANEW, entry.id, {"day": head.at.date()})
        return None

    def _cut_off(self) -> Break | None:
        """Return the first head of which there is no entry."""
        for entry_id in sorted(self._heads):
            for head in self._heads[entry_id]:
                if not self._left_behind(head):
                    return Break(END_MISSING, entry_id, {"day": head.at.date()})
        return None

    def _left_behind(self, head: Head) -> bool:
        """Say whether a head is of the time between a backup and its restore, as the trail tells it."""
        left = any(taken_at <= head.at <= restored_at for taken_at, restored_at in self._restored)
        self.found.left_behind += left
        return left

    def _beside(self, piece: Sequence[SealedEntry]) -> Break | None:
        """Compare what stands beside some entries, and the rows that they seal."""
        beside = queries.beside_entries(self._session, piece[0].id, piece[-1].id)
        sealed: dict[str, list[_Sealed]] = defaultdict(list)
        for entry in piece:
            rows = {_name_of(row): row for row in beside.get(entry.id, ())}
            commitments = entry.commitments or {}
            if added := rows.keys() - commitments.keys():
                return self._in(entry, Break(BESIDE_ADDED, entry.id, {"what": min(added)}))
            for name, commitment in commitments.items():
                row = rows.get(name)
                if row is None or row.salt is None:
                    if not self._may_be_erased(entry, name):
                        return self._in(entry, Break(BESIDE_GONE, entry.id))
                    self.found.erased += 1
                elif row.kind != PERSONAL:
                    sealed[row.kind].append(_Sealed(entry, row.row_id, row.salt, commitment))
                elif not is_commitment_to(commitment, row.salt, row.content):
                    return self._in(entry, Break(PERSONAL_CHANGED, entry.id))
        return next(self._changed_rows(sealed), None)

    def _may_be_erased(self, entry: SealedEntry, name: str) -> bool:
        binding = self._bindings.get(name.partition(":")[0])
        whose = about({**entry.details, "application_id": entry.application_id})
        if name == PERSONAL and self._is_erased(about_entry(entry.id)):
            return True
        may_go = name == PERSONAL or (binding is not None and binding.erasable)
        return may_go and self._is_erased(whose)

    def _is_erased(self, whose: str | None) -> bool:
        """Say whether the trail erases the content of `whose`, perhaps only since this check began."""
        if whose not in self._erased:
            self._erased = queries.erased_by_the_trail(self._session)
        return whose in self._erased

    def _changed_rows(self, sealed: dict[str, list[_Sealed]]) -> Iterator[Break]:
        """Yield a break for each row that is not what the newest entry about it seals."""
        for kind, all_of_kind in sealed.items():
            binding = self._bindings[kind]
            for start in range(0, len(all_of_kind), _ROWS):
                some = all_of_kind[start : start + _ROWS]
                ids = {each.row_id for each in some}
                newest = queries.newest_seals(self._session, kind, ids)
                contents = binding.read(self._session, ids)
                for each in some:
                    if newest[each.row_id] != each.entry.id:
                        continue
                    self.found.rows += 1
                    if not is_commitment_to(each.commitment, each.salt, contents.get(each.row_id)):
                        yield self._in(each.entry, Break(binding.changed, each.entry.id))

    def _unsealed(self) -> Break | None:
        """Return the first row that claims to be sealed while no entry seals it."""
        for binding in self._bindings.values():
            if found := self._unsealed_of(binding):
                return found
        return None

    def _unsealed_of(self, binding: Binding) -> Break | None:
        rows = binding.sealed_since(self._begun_at).subquery()
        seals = exists().where(AuditDetail.kind == binding.kind, AuditDetail.row_id == rows.c.id)
        row = self._session.execute(
            select(rows.c.id, rows.c.application_id).where(~seals).order_by(rows.c.id).limit(1)
        ).one_or_none()
        if row is None:
            return None
        self._place(row.application_id)
        return Break(binding.unsealed, 0, {"row": row.id})

    def _unlike_its_hash(self) -> Break | None:
        """Return the first row whose text is another one than its hash was made of."""
        for kind in HASHED_ROWS.here():
            for row in kind.read(self._session):
                if not row.holds:
                    self._place(row.application_id)
                    return Break(kind.changed, 0, {"row": row.row_id})
                self.found.texts += 1
        return None

    def _in(self, entry: SealedEntry, found: Break) -> Break:
        self._place(entry.application_id)
        return found

    def _place(self, application_id: int | None) -> None:
        if application_id is not None:
            for find in PLACES.here():
                self.found.place = find(self._session, application_id)


def _name_of(row: AuditDetail) -> str:
    return PERSONAL if row.kind == PERSONAL else name_of_row(row.kind, row.row_id)
