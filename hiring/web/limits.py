"""The outer fence of every door: how often one address may knock."""

from math import ceil
from time import time

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from hiring.settings import Settings
from hiring.web.counting import FileCounts


class Fence(Limiter):
    """Flask-Limiter, asked by the views that have a limit and by nobody else."""

    def _check_request_limit(self, callable_name: str | None = None, in_middleware: bool = True) -> None:
        """Count a knock; before a view is called there is nothing to count.

        Flask-Limiter looks there for limits of the whole application, of blueprints and of other limits,
        in every request. None is ever set: each of ours stands on its view.
        """
        if not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


#: Attached to the application in `hiring.app`.
limiter = Fence(key_func=get_remote_address, headers_enabled=False)

#: For doors where a secret or a password can be guessed.
DOOR_LIMIT = "20 per minute; 200 per hour"
#: For pages that make the server send a mail.
MAIL_LIMIT = "5 per minute; 30 per hour"


def minutes_to_wait() -> int:
    """Return after how many minutes an address that has just been refused may knock again."""
    refused = limiter.current_limit
    return max(1, ceil((refused.window[0] - time()) / 60)) if refused else 1


def forget_tries(settings: Settings) -> None:
    """Forget addresses that have not knocked for as long as they are counted; Redis does so by itself."""
    if not settings.broker_url:
        FileCounts(storage(settings)).forget_what_is_over()


def storage(settings: Settings) -> str:
    """Say where knocks are counted, for Flask-Limiter: in a file for all processes, or in Redis."""
    return settings.broker_url or f"{FileCounts.STORAGE_SCHEME[0]}://{settings.instance / 'knocks.sqlite3'}"
