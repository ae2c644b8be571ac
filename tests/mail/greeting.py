"""A kind of mail that only tests send."""

from jinja2 import ChoiceLoader, DictLoader

from hiring.i18n import LOCALES
from hiring.mail.kinds import MAIL_KINDS, MailKind, ReaderGroup

GREETING = "greeting"


def greet_with(app, contribute, text, fill):
    """Have the application know the mail "greeting" with the same `text` in both languages."""
    texts = {f"mail/{GREETING}.{locale}.txt": text for locale in LOCALES}
    app.jinja_env.loader = ChoiceLoader([DictLoader(texts), app.jinja_env.loader])
    kind = MailKind(
        GREETING,
        ReaderGroup.OPERATORS,
        title="Greeting",
        reader="somebody",
        moment="at any time",
        placeholders={},
        fill=fill,
        sample=lambda _now: {},
    )
    contribute(MAIL_KINDS(kind))
