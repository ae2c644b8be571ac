"""Name events

Revision 0010, after 0009. The trail speaks of events; a refusal is counted under the name its event has now.
Entries keep the name under which they were sealed.
"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

NAMES = {
    'SignInRefused': 'user.sign_in_refused',
    'UnknownSignInRefused': 'sign_in.refused_unknown',
    'SecondBrowserRefused': 'invitation.second_browser_refused',
    'LinkRefused': 'invitation.link_refused',
    'UnknownLinkRefused': 'invitation.unknown_link_refused',
    'EndedLinkRefused': 'reference.ended_link_refused',
    'UnknownReferenceLinkRefused': 'reference.unknown_link_refused',
}


def upgrade() -> None:
    op.execute('ALTER TABLE audit_entry RENAME COLUMN fact TO event')
    _rename_refusals(NAMES)


def downgrade() -> None:
    _rename_refusals({new: old for old, new in NAMES.items()})
    op.execute('ALTER TABLE audit_entry RENAME COLUMN event TO fact')


def _rename_refusals(names: dict[str, str]) -> None:
    """`what` is a name, or a name and why: `LinkRefused:expired`."""
    rename = sa.text(
        "UPDATE refusal SET what = :new || substr(what, length(:old) + 1) WHERE what = :old OR what LIKE :old || ':%'"
    )
    for old, new in names.items():
        op.get_bind().execute(rename, {'old': old, 'new': new})
