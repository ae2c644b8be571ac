"""A small mail to send, and somebody to send it to."""

import pytest
from jinja2 import ChoiceLoader, DictLoader

from hiring.mail import actions
from hiring.mail.actions import Recipient, SecretLink
from tests.smtp import Mailbox, listening

LETTER = """Subject: {{ _("Home") }}: {{ title | localised }}

{{ to_name }}, {{ closes_at | short_moment }}.

{{ link }}
"""


@pytest.fixture
def app(app):
    """The application, with one template more."""
    app.jinja_env.loader = ChoiceLoader([DictLoader({"mail/greeting.txt": LETTER}), app.jinja_env.loader])
    return app


@pytest.fixture
def mailbox():
    """A mail server that is up."""
    with listening(Mailbox()) as mailbox:
        yield mailbox


@pytest.fixture
def send(session):
    """Return a function that queues the mail for `name`."""
    from datetime import UTC, datetime

    from hiring.i18n.localised import Localised

    def send(name="Ayu Lestari", email="ayu@surel.example", locale="id", key=None, **values):
        return actions.send(
            session,
            "greeting",
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
