"""Reasons about a whole opening can be taken out

Revision 0048, after 0047.
"""

from alembic import op

revision = '0048'
down_revision = '0047'
branch_labels = None
depends_on = None

_NOW_ADOPTED_KEY = (
    'COALESCE(CAST(NEW.id AS TEXT) = CAST(OLD.id AS TEXT), NEW.id IS NULL AND OLD.id IS NULL) AND '
    'COALESCE(CAST(NEW.opening_id AS TEXT) = CAST(OLD.opening_id AS TEXT), NEW.opening_id IS NULL '
    'AND OLD.opening_id IS NULL) AND COALESCE(CAST(NEW.item_id AS TEXT) = CAST(OLD.item_id AS '
    'TEXT), NEW.item_id IS NULL AND OLD.item_id IS NULL) AND COALESCE(CAST(NEW.key_item_id AS TEXT)'
    ' = CAST(OLD.key_item_id AS TEXT), NEW.key_item_id IS NULL AND OLD.key_item_id IS NULL) AND '
    'COALESCE(CAST(NEW.adopted_at AS TEXT) = CAST(OLD.adopted_at AS TEXT), NEW.adopted_at IS NULL '
    "AND OLD.adopted_at IS NULL) AND NEW.reason = '' AND (EXISTS (SELECT 1 FROM audit_entry AS "
    'erasure WHERE erasure.opening_id = OLD.opening_id AND substr(erasure.erases, 1, 6) = '
    "'entry:'))"
)
_NOW_AUDIT_DETAIL = (
    'COALESCE(CAST(NEW.entry_id AS TEXT) = CAST(OLD.entry_id AS TEXT), NEW.entry_id IS NULL AND '
    'OLD.entry_id IS NULL) AND COALESCE(CAST(NEW.kind AS TEXT) = CAST(OLD.kind AS TEXT), NEW.kind '
    'IS NULL AND OLD.kind IS NULL) AND COALESCE(CAST(NEW.row_id AS TEXT) = CAST(OLD.row_id AS '
    'TEXT), NEW.row_id IS NULL AND OLD.row_id IS NULL) AND COALESCE(CAST(NEW.about AS TEXT) = '
    'CAST(OLD.about AS TEXT), NEW.about IS NULL AND OLD.about IS NULL) AND NEW.content IS NULL AND '
    'NEW.salt IS NULL AND (EXISTS (SELECT 1 FROM audit_entry AS erasure WHERE erasure.erases = '
    "OLD.about) OR OLD.kind = 'personal' AND EXISTS (SELECT 1 FROM audit_entry AS erasure WHERE "
    "erasure.erases = 'entry:' || OLD.entry_id))"
)
_NOW_AUDIT_ENTRY = (
    'COALESCE(CAST(NEW.id AS TEXT) = CAST(OLD.id AS TEXT), NEW.id IS NULL AND OLD.id IS NULL) AND '
    'COALESCE(CAST(NEW.event AS TEXT) = CAST(OLD.event AS TEXT), NEW.event IS NULL AND OLD.event IS'
    ' NULL) AND COALESCE(CAST(NEW.actor AS TEXT) = CAST(OLD.actor AS TEXT), NEW.actor IS NULL AND '
    'OLD.actor IS NULL) AND COALESCE(CAST(NEW.opening_id AS TEXT) = CAST(OLD.opening_id AS TEXT), '
    'NEW.opening_id IS NULL AND OLD.opening_id IS NULL) AND COALESCE(CAST(NEW.application_id AS '
    'TEXT) = CAST(OLD.application_id AS TEXT), NEW.application_id IS NULL AND OLD.application_id IS'
    ' NULL) AND COALESCE(CAST(NEW.at AS TEXT) = CAST(OLD.at AS TEXT), NEW.at IS NULL AND OLD.at IS '
    'NULL) AND COALESCE(CAST(NEW.previous AS TEXT) = CAST(OLD.previous AS TEXT), NEW.previous IS '
    'NULL AND OLD.previous IS NULL) AND COALESCE(CAST(NEW.seal AS TEXT) = CAST(OLD.seal AS TEXT), '
    'NEW.seal IS NULL AND OLD.seal IS NULL) AND COALESCE(CAST(NEW.version AS TEXT) = '
    'CAST(OLD.version AS TEXT), NEW.version IS NULL AND OLD.version IS NULL) AND '
    'COALESCE(CAST(NEW.key_mark AS TEXT) = CAST(OLD.key_mark AS TEXT), NEW.key_mark IS NULL AND '
    'OLD.key_mark IS NULL) AND COALESCE(CAST(NEW.commitments AS TEXT) = CAST(OLD.commitments AS '
    'TEXT), NEW.commitments IS NULL AND OLD.commitments IS NULL) AND COALESCE(CAST(NEW.erases AS '
    'TEXT) = CAST(OLD.erases AS TEXT), NEW.erases IS NULL AND OLD.erases IS NULL) AND (OLD.version '
    "= 1 AND (EXISTS (SELECT 1 FROM audit_entry AS erasure WHERE erasure.erases = 'application:' ||"
    ' (OLD.application_id)) OR EXISTS (SELECT 1 FROM audit_entry AS erasure WHERE erasure.erases = '
    "'entry:' || OLD.id) OR OLD.application_id IS NULL AND EXISTS (SELECT 1 FROM audit_entry AS "
    "erasure WHERE substr(erasure.erases, 1, 6) = 'staff:')))"
)
_NOW_EXCUSED_TASK = (
    'COALESCE(CAST(NEW.id AS TEXT) = CAST(OLD.id AS TEXT), NEW.id IS NULL AND OLD.id IS NULL) AND '
    'COALESCE(CAST(NEW.opening_id AS TEXT) = CAST(OLD.opening_id AS TEXT), NEW.opening_id IS NULL '
    'AND OLD.opening_id IS NULL) AND COALESCE(CAST(NEW.item_id AS TEXT) = CAST(OLD.item_id AS '
    'TEXT), NEW.item_id IS NULL AND OLD.item_id IS NULL) AND COALESCE(CAST(NEW.sitting_id AS TEXT) '
    '= CAST(OLD.sitting_id AS TEXT), NEW.sitting_id IS NULL AND OLD.sitting_id IS NULL) AND '
    'COALESCE(CAST(NEW.excused_at AS TEXT) = CAST(OLD.excused_at AS TEXT), NEW.excused_at IS NULL '
    "AND OLD.excused_at IS NULL) AND NEW.reason = '' AND (EXISTS (SELECT 1 FROM audit_entry AS "
    "erasure WHERE erasure.erases = 'application:' || (SELECT application_id FROM sitting WHERE "
    'sitting.id = OLD.sitting_id)) OR OLD.sitting_id IS NULL AND EXISTS (SELECT 1 FROM audit_entry '
    'AS erasure WHERE erasure.opening_id = OLD.opening_id AND substr(erasure.erases, 1, 6) = '
    "'entry:'))"
)
_BEFORE_AUDIT_DETAIL = (
    'COALESCE(CAST(NEW.entry_id AS TEXT) = CAST(OLD.entry_id AS TEXT), NEW.entry_id IS NULL AND '
    'OLD.entry_id IS NULL) AND COALESCE(CAST(NEW.kind AS TEXT) = CAST(OLD.kind AS TEXT), NEW.kind '
    'IS NULL AND OLD.kind IS NULL) AND COALESCE(CAST(NEW.row_id AS TEXT) = CAST(OLD.row_id AS '
    'TEXT), NEW.row_id IS NULL AND OLD.row_id IS NULL) AND COALESCE(CAST(NEW.about AS TEXT) = '
    'CAST(OLD.about AS TEXT), NEW.about IS NULL AND OLD.about IS NULL) AND NEW.content IS NULL AND '
    'NEW.salt IS NULL AND (EXISTS (SELECT 1 FROM audit_entry AS erasure WHERE erasure.erases = '
    'OLD.about))'
)
_BEFORE_AUDIT_ENTRY = (
    'COALESCE(CAST(NEW.id AS TEXT) = CAST(OLD.id AS TEXT), NEW.id IS NULL AND OLD.id IS NULL) AND '
    'COALESCE(CAST(NEW.event AS TEXT) = CAST(OLD.event AS TEXT), NEW.event IS NULL AND OLD.event IS'
    ' NULL) AND COALESCE(CAST(NEW.actor AS TEXT) = CAST(OLD.actor AS TEXT), NEW.actor IS NULL AND '
    'OLD.actor IS NULL) AND COALESCE(CAST(NEW.opening_id AS TEXT) = CAST(OLD.opening_id AS TEXT), '
    'NEW.opening_id IS NULL AND OLD.opening_id IS NULL) AND COALESCE(CAST(NEW.application_id AS '
    'TEXT) = CAST(OLD.application_id AS TEXT), NEW.application_id IS NULL AND OLD.application_id IS'
    ' NULL) AND COALESCE(CAST(NEW.at AS TEXT) = CAST(OLD.at AS TEXT), NEW.at IS NULL AND OLD.at IS '
    'NULL) AND COALESCE(CAST(NEW.previous AS TEXT) = CAST(OLD.previous AS TEXT), NEW.previous IS '
    'NULL AND OLD.previous IS NULL) AND COALESCE(CAST(NEW.seal AS TEXT) = CAST(OLD.seal AS TEXT), '
    'NEW.seal IS NULL AND OLD.seal IS NULL) AND COALESCE(CAST(NEW.version AS TEXT) = '
    'CAST(OLD.version AS TEXT), NEW.version IS NULL AND OLD.version IS NULL) AND '
    'COALESCE(CAST(NEW.key_mark AS TEXT) = CAST(OLD.key_mark AS TEXT), NEW.key_mark IS NULL AND '
    'OLD.key_mark IS NULL) AND COALESCE(CAST(NEW.commitments AS TEXT) = CAST(OLD.commitments AS '
    'TEXT), NEW.commitments IS NULL AND OLD.commitments IS NULL) AND COALESCE(CAST(NEW.erases AS '
    'TEXT) = CAST(OLD.erases AS TEXT), NEW.erases IS NULL AND OLD.erases IS NULL) AND (OLD.version '
    "= 1 AND (EXISTS (SELECT 1 FROM audit_entry AS erasure WHERE erasure.erases = 'application:' ||"
    ' (OLD.application_id)) OR OLD.application_id IS NULL AND EXISTS (SELECT 1 FROM audit_entry AS '
    "erasure WHERE substr(erasure.erases, 1, 6) = 'staff:')))"
)
_BEFORE_EXCUSED_TASK = (
    'COALESCE(CAST(NEW.id AS TEXT) = CAST(OLD.id AS TEXT), NEW.id IS NULL AND OLD.id IS NULL) AND '
    'COALESCE(CAST(NEW.opening_id AS TEXT) = CAST(OLD.opening_id AS TEXT), NEW.opening_id IS NULL '
    'AND OLD.opening_id IS NULL) AND COALESCE(CAST(NEW.item_id AS TEXT) = CAST(OLD.item_id AS '
    'TEXT), NEW.item_id IS NULL AND OLD.item_id IS NULL) AND COALESCE(CAST(NEW.sitting_id AS TEXT) '
    '= CAST(OLD.sitting_id AS TEXT), NEW.sitting_id IS NULL AND OLD.sitting_id IS NULL) AND '
    'COALESCE(CAST(NEW.excused_at AS TEXT) = CAST(OLD.excused_at AS TEXT), NEW.excused_at IS NULL '
    "AND OLD.excused_at IS NULL) AND NEW.reason = '' AND (EXISTS (SELECT 1 FROM audit_entry AS "
    "erasure WHERE erasure.erases = 'application:' || (SELECT application_id FROM sitting WHERE "
    'sitting.id = OLD.sitting_id)))'
)


def upgrade() -> None:
    _protect(_NOW)


def downgrade() -> None:
    _protect(_BEFORE)


def _protect(tables: dict[str, dict[str, str]]) -> None:
    for table, excepted in tables.items():
        op.release_table(table)
        op.protect_table(table, **excepted)


_NOW: dict[str, dict[str, str]] = {
    'adopted_key': {'emptied': _NOW_ADOPTED_KEY},
    'audit_detail': {'emptied': _NOW_AUDIT_DETAIL},
    'audit_entry': {'emptied': _NOW_AUDIT_ENTRY},
    'excused_task': {'emptied': _NOW_EXCUSED_TASK},
}
_BEFORE: dict[str, dict[str, str]] = {
    'adopted_key': {},
    'audit_detail': {'emptied': _BEFORE_AUDIT_DETAIL},
    'audit_entry': {'emptied': _BEFORE_AUDIT_ENTRY},
    'excused_task': {'emptied': _BEFORE_EXCUSED_TASK},
}
