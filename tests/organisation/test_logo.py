"""An administrator chooses a logo: pages of people outside show it, and none breaks without it."""

import io
import re

import pytest
from PIL import Image
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.files.folder import FileFolder
from hiring.files.models import StoredFile
from hiring.organisation.logo import UnusableLogo, drawn, shown_size
from hiring.organisation.standing import announce
from hiring.settings import settings_of
from tests.factories.accounts import UserFactory
from tests.factories.files import picture

PAGE = "/organisation"


@pytest.fixture
def admin(session, signed_in):
    return signed_in(UserFactory(roles=[Role.ADMIN], locale="en"))


def choose(client, content, name="logo.png"):
    return client.send("/organisation/logo", logo=(io.BytesIO(content), name))


def shown_in(text):
    image = r'<img src="(/organisation/logo-[0-9a-f]+)" width="(\d+)" height="(\d+)" alt="([^"]*)"'
    return re.findall(image, text)


def test_pages_of_people_outside_show_it_in_place_of_the_name(admin, client):
    assert choose(admin, picture()).status_code == 302

    [(address, *size, name)] = shown_in(client.get("/sign-in").text)
    assert (size, name) == (["133", "40"], "PT Contoh Nusantara")
    reply = client.get(address)
    assert (reply.status_code, reply.mimetype) == (200, "image/png")
    assert "immutable" in reply.headers["Cache-Control"]
    assert Image.open(io.BytesIO(reply.data)).size == (300, 90)


def test_another_picture_has_another_address_and_the_former_one_goes(admin, client, session):
    choose(admin, picture())
    [(former, *_)] = shown_in(client.get("/sign-in").text)

    choose(admin, picture(ink=(0, 90, 60)))

    [(address, *_)] = shown_in(client.get("/sign-in").text)
    assert address != former
    assert client.get(former).status_code == 404
    assert len(session.scalars(select(StoredFile).where(StoredFile.purpose == "logo")).all()) == 1


def test_it_is_removed(admin, client, session):
    choose(admin, picture())

    assert admin.send("/organisation/logo/remove", **admin.hidden("/organisation")).status_code == 302

    assert shown_in(client.get("/sign-in").text) == []
    assert session.scalars(select(StoredFile)).all() == []
    events = session.scalars(select(AuditEntry.event).where(AuditEntry.event.like("organisation.logo%")))
    assert events.all() == ["organisation.logo_chosen", "organisation.logo_removed"]


def test_a_file_that_is_not_there_breaks_no_page(admin, app, client, session):
    choose(admin, picture())
    [(address, *_)] = shown_in(client.get("/sign-in").text)
    sha256 = session.scalars(select(StoredFile.sha256)).one()
    FileFolder(settings_of(app).instance / "files").path_of(sha256).unlink()

    assert client.get(address).status_code == 404
    announce(app)
    assert client.get("/sign-in").status_code == 200
    assert shown_in(client.get("/sign-in").text) == []
    assert admin.get(PAGE).status_code == 200


@pytest.mark.parametrize("role", [Role.HR, Role.REVIEWER, Role.HIRING_MANAGER])
def test_nobody_else_chooses_one(session, signed_in, role):
    client = signed_in(UserFactory(roles=[role]))

    assert choose(client, picture()).status_code == 404
    assert client.send("/organisation/logo/remove").status_code == 404


@pytest.mark.process  # WeasyPrint looks for fonts when it is imported
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_half_a_picture_is_none_even_beside_a_library_that_would_draw_it(kind):
    import weasyprint.images  # noqa: F401 - it lets Pillow draw what is cut off

    whole = picture(kind)
    assert drawn(whole).width == 300
    with pytest.raises(UnusableLogo, match="not a PNG or JPEG picture"):
        drawn(whole[: len(whole) // 2])


SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (SCRIPT, "This file is not a PNG or JPEG picture."),
        (b"", "Please choose a file."),
        (picture()[:60], "This file is not a PNG or JPEG picture."),
        (picture("GIF"), "This file is not a PNG or JPEG picture."),
        (picture(size=(2001, 20)), "This picture has more than 2,000 pixels on one side."),
        (picture() + bytes(200_000), "This file is larger than 200 kB."),
        (picture(ink=(255, 255, 255)), "This picture cannot be seen on white."),
    ],
    ids=["a drawing with scripts", "nothing", "half of it", "another kind", "wide", "heavy", "white"],
)
def test_what_cannot_be_a_logo_is_refused_with_a_sentence(admin, session, content, sentence):
    reply = choose(admin, content, "logo.png" if content else "")

    assert reply.status_code == 422
    assert sentence in reply.text
    assert session.scalars(select(StoredFile)).all() == []


def test_it_is_drawn_anew_on_white_and_small():
    drawing = drawn(picture(size=(1800, 600)))

    image = Image.open(io.BytesIO(drawing.content))
    assert (image.size, image.mode, drawing.media_type) == ((600, 200), "RGB", "image/png")
    assert image.getpixel((599, 0)) == (255, 255, 255)


def test_what_stood_in_the_file_beside_the_picture_is_gone():
    noted = Image.Exif()
    noted[0x010E] = "Foto di rumah Bu Sari"
    content = picture("JPEG", exif=noted.tobytes())
    assert b"Bu Sari" in content

    drawing = drawn(content)

    assert drawing.media_type == "image/jpeg"
    assert b"Bu Sari" not in drawing.content


def test_the_same_picture_is_kept_as_the_same_bytes():
    assert drawn(picture()) == drawn(picture())


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_says_so(content):
    with pytest.raises(UnusableLogo):
        drawn(content)


def test_it_is_never_shown_larger_than_it_is():
    assert shown_size(20, 10) == (20, 10)
    assert shown_size(600, 1) == (160, 1)
