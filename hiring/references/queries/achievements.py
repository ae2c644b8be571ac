"""Find what a candidate states beside posts, for referees to confirm."""

from sqlalchemy.orm import Session

from hiring.references.claims import Achievements
from hiring.references.models import StatedAchievements


def achievements_of(session: Session, application_id: int) -> Achievements:
    """Return it; all of it empty where nothing was stated."""
    stated = session.get(StatedAchievements, application_id)
    return stated.achievements if stated else Achievements()
