"""What many tests begin with is made once in a while, then copied: the file of the database, and the rows at hand.

Every test still has a database and objects of its own: what one changes, no other sees.
"""

import filecmp
import pickle
import shutil
import sqlite3
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

import time_machine
from sqlalchemy.orm import Session

from tests import factories

#: Seconds. What was made ages like everything else: after a minute, jobs that wait for one are due.
_FRESH = 40.0


class _Kept(NamedTuple):
    """The database as it was then; what was returned, and every row that was at hand, pickled."""

    begun: float
    database: Path
    things: bytes

    @property
    def fresh(self) -> bool:
        return time.monotonic() - self.begun < _FRESH


_kept: dict[bytes, _Kept] = {}


def made_once(make: Callable[..., Any]) -> Callable[..., Any]:
    """Have `make` called once in a while for the same values, where a test does it first to its database.

    Elsewhere it is called as ever: on PostgreSQL, in another time, beside things that are there already.
    """

    @wraps(make)
    def made(*args: Any, **kwargs: Any) -> Any:
        session = factories.current_session()
        database = _untouched(session)
        if database is None:
            return make(*args, **kwargs)
        key = pickle.dumps((make.__qualname__, args, sorted(kwargs.items())))
        if key in _kept and _kept[key].fresh:
            return _brought_back(session, database, _kept[key])
        if key in _kept:
            shutil.rmtree(_kept.pop(key).database.parent)
        begun = time.monotonic()
        things = make(*args, **kwargs)
        _kept[key] = _keep(session, database, things, begun)
        return things

    return made


def _untouched(session: Session) -> Path | None:
    """Return the session's SQLite file where it is still the empty one, and nothing is at hand."""
    engine = session.get_bind()
    if engine.dialect.name != "sqlite" or time_machine.escape_hatch.is_travelling():
        return None
    database = Path(engine.url.database).resolve()
    written = database.with_name(f"{database.name}-wal").exists()
    at_hand = session.in_transaction() or len(session.identity_map) or len(session.new)
    if written or at_hand or factories.empty_database is None:
        return None
    return database if filecmp.cmp(database, factories.empty_database, shallow=False) else None


def _keep(session: Session, database: Path, things: Any, begun: float) -> _Kept:
    session.commit()
    copy = Path(mkdtemp(dir=factories.empty_database.parent)) / database.name
    with sqlite3.connect(database) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    return _Kept(begun, copy, pickle.dumps((things, list(session.identity_map.values()))))


def _brought_back(session: Session, database: Path, kept: _Kept) -> Any:
    session.get_bind().dispose()
    shutil.copyfile(kept.database, database)
    things, rows = pickle.loads(kept.things)
    session.add_all(rows)
    return things
