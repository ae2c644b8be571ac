"""An administrator says in the browser who the organisation is, and everything says so at once."""

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.organisation import standing
from hiring.organisation.models import Organisation
from hiring.settings import settings_of
from tests.factories.accounts import UserFactory

PAGE = "/organisation"
WHOLE = {
    "name": "PT Sinar Lestari",
    "contact_name": "Wulan",
    "contact_email": "wulan@sinar.example",
    "contact_whatsapp": "0812 3456 7890",
    "colour": "#7a1f5c",
}


@pytest.fixture
def admin(session, signed_in):
    return signed_in(UserFactory(roles=[Role.ADMIN], locale="en"))


def test_pages_say_the_name_the_contact_and_the_colour_that_were_set(admin, client):
    assert admin.edit(PAGE, **WHOLE).status_code == 302

    page = client.get("/sign-in").text
    assert "PT Sinar Lestari</title>" in page
    assert "Wulan (wulan@sinar.example; WhatsApp +6281234567890" in page
    assert 'href="/organisation/colour-7a1f5c.css"' in page


def test_a_mail_says_what_was_set_when_it_is_written(admin, app, session, work):
    admin.edit(PAGE, **WHOLE)
    admin.send("/organisation/mail/trial")
    work()

    [file] = (settings_of(app).instance / "mail").glob("*.eml")
    assert "PT Sinar Lestari" in file.read_text()


def test_another_process_follows_soon(admin, app, session):
    """It has read before, and learns by the date of a file that it must read again."""
    standing.follow(app)
    row = session.get(Organisation, 1)
    row.name = "PT Lain"
    session.commit()
    standing.follow(app)
    assert settings_of(app).organisation == "PT Contoh Nusantara"

    (settings_of(app).instance / "organisation.changed").write_text("now")
    standing.follow(app)

    assert settings_of(app).organisation == app.jinja_env.globals["settings"].organisation == "PT Lain"


def test_what_is_emptied_is_again_as_the_settings_say(admin, app):
    admin.edit(PAGE, **WHOLE)
    admin.edit(PAGE, **{**WHOLE, "contact_name": "", "contact_email": "", "contact_whatsapp": ""})

    assert settings_of(app).contact == "privasi@contoh.example"


def test_the_trail_says_that_it_was_changed_once(admin, session):
    admin.edit(PAGE, **WHOLE)
    admin.edit(PAGE, **WHOLE)

    told = session.scalars(select(AuditEntry).where(AuditEntry.event == "organisation.changed"))
    assert len(told.all()) == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"contact_email": ""}, "Write the e-mail address of the contact, too."),
        ({"contact_email": "nobody"}, "The e-mail address is not valid."),
        ({"contact_whatsapp": "12"}, "This is not a phone number. Write it like 0812 3456 7890."),
        ({"colour": "red"}, "This is not a colour. Write it like #0b5563."),
        (
            {"colour": "#ffcc00"},
            "Text in this colour cannot be read well on a light page. Choose a darker one.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_lost(admin, app, values, sentence):
    reply = admin.edit(PAGE, **{**WHOLE, "name": "PT Baru", **values})

    assert reply.status_code == 422
    assert sentence in reply.text
    assert "wulan@sinar.example" in reply.text or values.get("contact_email") is not None
    assert settings_of(app).organisation == "PT Contoh Nusantara"


@pytest.mark.parametrize("role", [Role.HR, Role.REVIEWER, Role.HIRING_MANAGER])
def test_nobody_else_changes_it(session, signed_in, role):
    client = signed_in(UserFactory(roles=[role]))

    assert client.get(PAGE).status_code == 404
    assert client.send(PAGE, **WHOLE).status_code == 404


def test_the_sheet_of_a_colour_may_be_kept_for_good_and_unreadable_ones_have_none(client):
    reply = client.get("/organisation/colour-7a1f5c.css")

    assert (reply.status_code, reply.mimetype) == (200, "text/css")
    assert "immutable" in reply.headers["Cache-Control"]
    assert [
        client.get(f"/organisation/colour-{bad}.css").status_code for bad in ("ffcc00", "zz", "7A1F5C")
    ] == [404] * 3
