"""The mail that keeps the end of the audit trail where this server cannot change it."""

from hiring.i18n import N_
from hiring.mail.kinds import READER, Placeholder, ReaderGroup, mail_kind

AUDIT_HEAD = "audit_head"

KINDS = (
    mail_kind(
        AUDIT_HEAD,
        N_("End of the audit trail"),
        N_("once a day"),
        READER,
        Placeholder.given("number", N_("the number of the last entry")),
        Placeholder.given("head", N_("the line that stands for all entries up to it")),
        group=ReaderGroup.OPERATORS,
        reader=N_("every administrator"),
        sample=lambda now: {"number": 1, "head": f"{now:%Y-%m-%d} 1 {'0f' * 32}"},
    ),
)
