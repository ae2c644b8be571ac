"""The blueprint to which every page about references belongs."""

from flask import Blueprint

from hiring.web.destinations import Destination

bp = Blueprint("references", __name__)

#: Where a referee with the link of a mail goes on, whatever has become of the reference.
RIGHTS_OF_REFEREE = Destination("where a referee asks about their data")


@bp.app_template_global()
def referee_rights_address(token: str) -> str:
    """Return where a referee comes in, by the secret of the link, to ask about their data."""
    return RIGHTS_OF_REFEREE.address(token=token)
