"""Remember that somebody nearby speaks for others although no proxy is expected."""

import ipaddress
from datetime import UTC, datetime
from pathlib import Path

_NAME = "forwarded_headers_seen"


class Forwarding:
    """What was seen, as an empty file in the instance folder: nobody can make us write it twice."""

    def __init__(self, instance: Path) -> None:
        self._path = instance / _NAME
        self._noted = False

    def note(self, address: str) -> None:
        """Note that X-Forwarded-For or its like came from `address`, if a proxy may well be there.

        A proxy stands on this machine or in the same network; whoever comes from
        elsewhere only plays one, and must not alarm anybody.
        """
        if self._noted or not _nearby(address):
            return
        self._noted = True
        self._path.touch()

    def forget(self) -> None:
        self._path.unlink(missing_ok=True)

    def last_seen(self) -> datetime | None:
        try:
            return datetime.fromtimestamp(self._path.stat().st_mtime, UTC)
        except FileNotFoundError:
            return None


def _nearby(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        return False
