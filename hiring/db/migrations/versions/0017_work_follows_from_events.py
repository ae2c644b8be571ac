"""Work follows from events

Revision 0017, after 0016. What follows from an event had another name in the queue; work that waits there is found
under the name it has now.
"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _rename('react', 'follow')


def downgrade() -> None:
    _rename('follow', 'react')


def _rename(old: str, new: str) -> None:
    """A kind is the word alone, or goes on after a full stop; a key mostly begins with its kind."""
    named = {'old': old, 'new': new}
    op.get_bind().execute(
        sa.text(
            "UPDATE job SET key = :new || substr(key, length(:old) + 1) "
            "WHERE (kind = :old OR kind LIKE :old || '.%') AND key LIKE :old || '%'"
        ),
        named,
    )
    op.get_bind().execute(
        sa.text(
            "UPDATE job SET kind = :new || substr(kind, length(:old) + 1) "
            "WHERE kind = :old OR kind LIKE :old || '.%'"
        ),
        named,
    )
