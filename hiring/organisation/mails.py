"""The mail to oneself with which an administrator tries whether mails arrive."""

from hiring.i18n import N_
from hiring.mail.kinds import READER, ReaderGroup, mail_kind

TRIAL = "trial"

KINDS = (
    mail_kind(
        TRIAL,
        N_("E-mail to oneself"),
        N_("when the administrator asks for it"),
        READER,
        group=ReaderGroup.OPERATORS,
        reader=N_("the administrator who tries whether e-mails arrive"),
        sample=lambda _now: {},
    ),
)
