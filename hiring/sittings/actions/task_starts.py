"""A task of which some material comes later is opened for the first time."""

from sqlalchemy import Connection

from hiring import clock
from hiring.db.once import insert_once
from hiring.sittings.models import TaskStart


def note_task_start(connection: Connection, sitting_id: int, item_id: int, second: int) -> None:
    """Keep the second of the section from which the task counts. Whatever is kept already stays."""
    row = {"sitting_id": sitting_id, "item_id": item_id, "second": second, "opened_at": clock.now()}
    connection.execute(insert_once(connection, TaskStart, "sitting_id", "item_id").values(**row))
