"""What all drawings share: who looks, at what, from which place on, at a fixed hour."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image
from sqlalchemy import select

from hiring.rubrics.models import Competency
from tests.factories.banks import shipped_bank
from tests.people import sign_in
from tests.pictures.wanted import SCREENS

#: A Tuesday morning in Jakarta.
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
#: At once: a picture of a page on its way shows empty places.
TO_ITS_PLACE = "place => document.querySelector(place).scrollIntoView({behavior: 'instant'})"
#: A page is drawn with fewer; what is lost by that nobody sees.
COLOURS = 96


@pytest.fixture(autouse=True)
def the_same_hour(monkeypatch):
    """Let it be the same hour for every picture: what has not changed is drawn as it was."""
    monkeypatch.setattr("hiring.clock.now", lambda: NOW)


def small(png: bytes) -> bytes:
    """Return a picture with few colours, as WebP without loss."""
    few = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    written = io.BytesIO()
    few.convert("RGB").save(written, "WEBP", lossless=True, quality=100, method=4)
    return written.getvalue()


def speaks_of_what_is_shipped(session):
    """Let what is measured be called as in the rubric that is shipped."""
    rubric = shipped_bank().rubric
    texts = {each.code: each for each in (*rubric.competencies, *rubric.other_competencies)}
    for each in session.scalars(select(Competency)):
        shipped = texts[each.code]
        each.name, each.definition = shipped.name, shipped.definition
        each.anchors = {str(level): anchor.as_json() for level, anchor in shipped.anchors.items()}


@pytest.fixture
def draw(app, session, window):
    """Return a function that draws what somebody sees of a page, from one place on."""

    def draw(picture, who, address, *, audience=None, place=None):
        speaks_of_what_is_shipped(session)
        page = window(SCREENS[picture.width], sign_in(app, session, who, audience).get_cookie("hiring"))
        session.commit()  # what is only read holds the database, too
        page.goto(address)
        if place is not None:
            page.evaluate(TO_ITS_PLACE, place)
        picture.folder.mkdir(parents=True, exist_ok=True)
        picture.path.write_bytes(small(page.screenshot()))

    return draw
