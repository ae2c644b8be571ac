"""What is personal may go once an entry of the trail says so

Revision 0025, after 0024.
"""

from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None

_ANSWER_PACK_UNTIL = (
    "EXISTS (SELECT 1 FROM audit_entry AS erasure WHERE erasure.erases = 'application:' || (SELECT "
    'application_id FROM sitting WHERE sitting.id = OLD.sitting_id))'
)
_ANSWER_REVISION_UNTIL = (
    '(EXISTS (\n'
    '    SELECT 1 FROM answer_pack AS pack\n'
    '    WHERE pack.sitting_id = OLD.sitting_id AND pack.item_id = OLD.item_id AND pack.part = '
    'OLD.part\n'
    '    AND OLD.revision BETWEEN pack.first_revision AND pack.last_revision\n'
    '  ) AND NOT OLD.late AND EXISTS (\n'
    '    SELECT 1 FROM answer_revision AS newer\n'
    '    WHERE newer.sitting_id = OLD.sitting_id AND newer.item_id = OLD.item_id AND newer.part = '
    'OLD.part\n'
    '    AND newer.revision > OLD.revision AND NOT newer.late AND NOT newer.superseded\n'
    "  )) OR EXISTS (SELECT 1 FROM audit_entry AS erasure WHERE erasure.erases = 'application:' || "
    '(SELECT application_id FROM sitting WHERE sitting.id = OLD.sitting_id))'
)
_AUDIT_DETAIL_EMPTIED = (
    'COALESCE(CAST(NEW.entry_id AS TEXT) = CAST(OLD.entry_id AS TEXT), NEW.entry_id IS NULL AND '
    'OLD.entry_id IS NULL) AND COALESCE(CAST(NEW.kind AS TEXT) = CAST(OLD.kind AS TEXT), NEW.kind '
    'IS NULL AND OLD.kind IS NULL) AND COALESCE(CAST(NEW.row_id AS TEXT) = CAST(OLD.row_id AS '
    'TEXT), NEW.row_id IS NULL AND OLD.row_id IS NULL) AND COALESCE(CAST(NEW.about AS TEXT) = '
    'CAST(OLD.about AS TEXT), NEW.about IS NULL AND OLD.about IS NULL) AND NEW.content IS NULL AND '
    'NEW.salt IS NULL AND (EXISTS (SELECT 1 FROM audit_entry AS erasure WHERE erasure.erases = '
    'OLD.about))'
)
_AUDIT_ENTRY_EMPTIED = (
    'COALESCE(CAST(NEW.id AS TEXT) = CAST(OLD.id AS TEXT), NEW.id IS NULL AND OLD.id IS NULL) AND '
    'COALESCE(CAST(NEW.event AS TEXT) = CAST(OLD.event AS TEXT), NEW.event IS NULL AND OLD.event IS '
    'NULL) AND COALESCE(CAST(NEW.actor AS TEXT) = CAST(OLD.actor AS TEXT), NEW.actor IS NULL AND '
    'OLD.actor IS NULL) AND COALESCE(CAST(NEW.opening_id AS TEXT) = CAST(OLD.opening_id AS TEXT), '
    'NEW.opening_id IS NULL AND OLD.opening_id IS NULL) AND COALESCE(CAST(NEW.application_id AS '
    'TEXT) = CAST(OLD.application_id AS TEXT), NEW.application_id IS NULL AND OLD.application_id IS '
    'NULL) AND COALESCE(CAST(NEW.at AS TEXT) = CAST(OLD.at AS TEXT), NEW.at IS NULL AND OLD.at IS '
    'NULL) AND COALESCE(CAST(NEW.previous AS TEXT) = CAST(OLD.previous AS TEXT), NEW.previous IS '
    'NULL AND OLD.previous IS NULL) AND COALESCE(CAST(NEW.seal AS TEXT) = CAST(OLD.seal AS TEXT), '
    'NEW.seal IS NULL AND OLD.seal IS NULL) AND COALESCE(CAST(NEW.version AS TEXT) = '
    'CAST(OLD.version AS TEXT), NEW.version IS NULL AND OLD.version IS NULL) AND '
    'COALESCE(CAST(NEW.key_mark AS TEXT) = CAST(OLD.key_mark AS TEXT), NEW.key_mark IS NULL AND '
    'OLD.key_mark IS NULL) AND COALESCE(CAST(NEW.commitments AS TEXT) = CAST(OLD.commitments AS '
    'TEXT), NEW.commitments IS NULL AND OLD.commitments IS NULL) AND COALESCE(CAST(NEW.erases AS '
    'TEXT) = CAST(OLD.erases AS TEXT), NEW.erases IS NULL AND OLD.erases IS NULL) AND (OLD.version '
    "= 1 AND (EXISTS (SELECT 1 FROM audit_entry AS erasure WHERE erasure.erases = 'application:' || "
    '(OLD.application_id)) OR OLD.application_id IS NULL AND EXISTS (SELECT 1 FROM audit_entry AS '
    "erasure WHERE substr(erasure.erases, 1, 6) = 'staff:')))"
)
_EXCUSED_TASK_EMPTIED = (
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
_REFERENCE_UNTIL = (
    "EXISTS (SELECT 1 FROM audit_entry AS erasure WHERE erasure.erases = 'application:' || (SELECT "
    'application_id FROM reference_request WHERE reference_request.id = OLD.request_id)) OR EXISTS '
    "(SELECT 1 FROM audit_entry AS erasure WHERE erasure.erases = 'referee:' || OLD.request_id)"
)
#: When an answer might go before.
_PACKED = (
    'EXISTS (\n'
    '    SELECT 1 FROM answer_pack AS pack\n'
    '    WHERE pack.sitting_id = OLD.sitting_id AND pack.item_id = OLD.item_id AND pack.part = '
    'OLD.part\n'
    '    AND OLD.revision BETWEEN pack.first_revision AND pack.last_revision\n'
    '  ) AND NOT OLD.late AND EXISTS (\n'
    '    SELECT 1 FROM answer_revision AS newer\n'
    '    WHERE newer.sitting_id = OLD.sitting_id AND newer.item_id = OLD.item_id AND newer.part = '
    'OLD.part\n'
    '    AND newer.revision > OLD.revision AND NOT newer.late AND NOT newer.superseded\n'
    '  )'
)


def upgrade() -> None:
    for table in _TABLES:
        op.release_table(table)
        op.protect_table(table, **_TABLES[table])


def downgrade() -> None:
    for table in _TABLES:
        op.release_table(table)
    op.protect_table('answer_revision', until=_PACKED)
    for table in _TABLES.keys() - {'answer_revision'}:
        op.protect_table(table)


_TABLES = {
    'answer_pack': {'until': _ANSWER_PACK_UNTIL},
    'answer_revision': {'until': _ANSWER_REVISION_UNTIL},
    'audit_detail': {'emptied': _AUDIT_DETAIL_EMPTIED},
    'audit_entry': {'emptied': _AUDIT_ENTRY_EMPTIED},
    'excused_task': {'emptied': _EXCUSED_TASK_EMPTIED},
    'reference': {'until': _REFERENCE_UNTIL},
}
