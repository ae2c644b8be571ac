"""A small mail to send, and somebody to send it to."""

import pytest
from flask_babel import gettext

from hiring.i18n.choice import localised, short_moment_text
from hiring.mail import actions
from hiring.mail.actions import Recipient, SecretLink
from tests.mail.greeting import GREETING, greet_with
from tests.smtp import Mailbox, listening

LETTER = """Subject: {home}: {title}

{name}, {closes}.

{link}
"""


FILLED_IN = {
    "home": lambda _about: gettext("Home"),
    "title": lambda about: localised(about.values["title"]),
    "name": lambda about: about.to_name,
    "closes": lambda about: short_moment_text(about.values["closes_at"]),
    "link": lambda about: about.link,
}


@pytest.fixture
def mailbox():
    """A mail server that is up."""
    with listening(Mailbox()) as mailbox:
        yield mailbox


@pytest.fixture
def send(app, contribute, session):
    """Return a function that queues the mail for `name`."""
    from datetime import UTC, datetime

    from hiring.i18n.localised import Localised

    greet_with(app, contribute, LETTER, FILLED_IN)

    def send(name="Ayu Lestari", email="ayu@surel.example", locale="id", key=None, **values):
        return actions.send(
            session,
            GREETING,
            Recipient(name, email, locale),
            key=key or f"greeting:{email}:{name}",
            link=SecretLink("invitation", 7, 1, "/i/{token}"),
            **{
                "title": Localised(id="Petugas Komunitas", en="Community Officer"),
                "closes_at": datetime(2026, 11, 27, 16, 59, tzinfo=UTC),
                **values,
            },
        )

    return send
