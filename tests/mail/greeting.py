"""A kind of mail that only tests send."""

from jinja2 import ChoiceLoader, DictLoader

from hiring.i18n import LOCALES
from hiring.mail.kinds import MAIL_KINDS, Placeholder, ReaderGroup, mail_kind

GREETING = "greeting"


def greet_with(app, contribute, text, values):
    """Have the application know the mail "greeting" with the same `text` in both languages.

    `values` has a function for each of its placeholders.
    """
    texts = {f"mail/{GREETING}.{locale}.txt": text for locale in LOCALES}
    app.jinja_env.loader = ChoiceLoader([DictLoader(texts), app.jinja_env.loader])
    kind = mail_kind(
        GREETING,
        "Greeting",
        "at any time",
        *(Placeholder(name, name, value) for name, value in values.items()),
        group=ReaderGroup.OPERATORS,
        reader="somebody",
        sample=lambda _now: {},
    )
    contribute(MAIL_KINDS(kind))
