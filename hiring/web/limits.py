"""The outer fence of every door: how often one address may knock."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from hiring.settings import Settings
from hiring.web.counting import FileCounts

#: Attached to the application in `hiring.app`.
limiter = Limiter(key_func=get_remote_address, headers_enabled=False)

#: For doors where a secret or a password can be guessed.
DOOR_LIMIT = "20 per minute; 200 per hour"
#: For pages that make the server send a mail.
MAIL_LIMIT = "5 per minute; 30 per hour"


def forget_tries(settings: Settings) -> None:
    """Forget addresses that have not knocked for as long as they are counted; Redis does so by itself."""
    if not settings.broker_url:
        FileCounts(storage(settings)).forget_what_is_over()


def storage(settings: Settings) -> str:
    """Say where knocks are counted, for Flask-Limiter: in a file for all processes, or in Redis."""
    return settings.broker_url or f"{FileCounts.STORAGE_SCHEME[0]}://{settings.instance / 'knocks.sqlite3'}"
