"""The impact assessment: its text, what is different here, its signatures; no opening before the first."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from hiring import clock
from hiring.accounts.rules import Role
from hiring.openings.queries import opening_by_public_id
from hiring.organisation.queries import obstacles_now
from hiring.organisation.rules import OpeningObstacle
from hiring.privacy import queries
from hiring.privacy.impact_text import shipped_hash, written
from tests.factories.accounts import UserFactory
from tests.factories.openings import OpeningFactory
from tests.page import words
from tests.trail import told

PAGE = "/privacy/impact-assessment"
TEXT_CHANGED = "The text has changed since it was signed"


@pytest.fixture
def unsigned(unsigned_installation):
    """Nobody has signed yet, as on the first day of an installation."""


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en", name="Ratna")


@pytest.fixture
def client(hr, signed_in):
    return signed_in(hr)


def signing(**values):
    review = clock.now() + timedelta(days=300)
    return {"assessed_by": "HR dan TI", "officer": "none", "review_on": f"{review:%Y-%m-%d}", **values}


def sign(client, **values):
    return client.send(f"{PAGE}/sign", **{**client.hidden(PAGE), **signing(**values)})


def newest(session):
    session.expire_all()
    return queries.impact_signature(session)


def test_it_names_the_article_the_risks_and_the_days_that_the_settings_say(client):
    page = words(client.get(PAGE).text)

    assert "evaluating and scoring people is one of its examples (Law 27 of 2022, article 34)" in page
    assert "as now set 365 days after the opening closes" in page
    assert "The program rejects nobody." in page


def test_it_is_signed_with_the_name_of_the_account_and_the_words_that_were_read(
    hr, client, session, unsigned
):
    assert sign(client).location == PAGE

    signature = newest(session)
    assert (signature.signed_by, signature.assessed_by, signature.officer) == (hr.id, "HR dan TI", "none")
    assert signature.text == written("en", 365, {})
    assert signature.text_hash == hashlib.sha256(signature.text.encode()).hexdigest()
    assert signature.shipped_hash == shipped_hash(365)
    assert told(session) == [("privacy.impact_signed", f"staff:{hr.id}", {"number": signature.id})]
    page = words(client.get(PAGE).text)
    assert "Ratna" in page
    assert "Made by: HR dan TI" in page
    assert signature.text_hash in client.get(f"{PAGE}/{signature.public_id}").text


def test_what_is_different_here_stands_below_its_part_and_is_signed_with_it(hr, client, session):
    client.edit(f"{PAGE}/edit", risks="Kami juga mewawancarai lewat telepon.")

    assert "What is different here Kami juga mewawancarai lewat telepon." in words(client.get(PAGE).text)
    assert told(session) == [("privacy.impact_notes_changed", f"staff:{hr.id}", {})]
    sign(client)
    assert "Kami juga mewawancarai lewat telepon." in newest(session).text


def test_what_changed_while_it_was_read_is_not_signed(client, session, signed_in, unsigned):
    page = client.hidden(PAGE)
    admin = signed_in(UserFactory(roles=[Role.ADMIN]))
    admin.edit(f"{PAGE}/edit", processing="Kami menyimpan salinan di kantor pusat.")

    reply = client.send(f"{PAGE}/sign", **page, **signing())

    assert reply.status_code == 409
    assert "Kami menyimpan salinan di kantor pusat." in reply.text
    assert 'value="HR dan TI"' in reply.text
    assert newest(session) is None


@pytest.mark.parametrize("days", [0, 800])
def test_it_is_assessed_anew_within_two_years(client, session, unsigned, days):
    day = clock.now() + timedelta(days=days)

    reply = sign(client, review_on=f"{day:%Y-%m-%d}")

    assert (reply.status_code, "Please choose a day within the next two years." in reply.text) == (422, True)
    assert newest(session) is None


def test_every_signature_is_kept_and_the_database_refuses_to_change_one(client, session, unsigned):
    sign(client)
    sign(client, assessed_by="HR")

    assert [each.assessed_by for each in queries.latest_impact_signatures(session)] == ["HR", "HR dan TI"]
    for statement in ("UPDATE impact_signature SET assessed_by = 'x'", "DELETE FROM impact_signature"):
        with pytest.raises(DatabaseError):
            session.execute(text(statement))
        session.rollback()


# Openings


@pytest.fixture
def draft(session, hr):
    reviewers = [UserFactory(roles=[Role.REVIEWER]) for _ in range(2)]
    manager = UserFactory(roles=[Role.HIRING_MANAGER])
    return OpeningFactory(hr=[hr], draft=True, reviewers=reviewers, hiring_managers=[manager])


def test_no_opening_opens_before_the_first_signature_and_its_page_leads_there(
    client, session, unsigned, draft
):
    page = f"/openings/{draft.public_id}"

    shown = client.get(page).text
    assert "The impact assessment has not been signed" in words(shown)
    assert f'href="{PAGE}"' in shown
    client.send(f"{page}/open")
    assert opening_by_public_id(session, draft.public_id).state == "draft"
    assert obstacles_now(session) == (OpeningObstacle.UNASSESSED,)

    sign(client)
    client.edit(f"{page}/open")
    session.expire_all()
    assert opening_by_public_id(session, draft.public_id).state == "open"


def test_an_opening_that_is_open_stays_so(client, session, unsigned, hr):
    opening = OpeningFactory(hr=[hr])

    assert (
        "The impact assessment has not been signed" not in client.get(f"/openings/{opening.public_id}").text
    )


def test_the_first_day_asks_for_the_signature(session, unsigned, signed_in):
    session.execute(text("UPDATE organisation SET first_day_over = :no"), {"no": False})
    admin = signed_in(UserFactory(roles=[Role.ADMIN], locale="en"))

    assert f'href="{PAGE}">Sign the impact assessment' in admin.get("/").text
    sign(admin)
    assert f'href="{PAGE}">Sign the impact assessment' not in admin.get("/").text


# What changes afterwards


@pytest.fixture
def admin(session, signed_in):
    return signed_in(UserFactory(roles=[Role.ADMIN], locale="en"))


def test_an_administrator_reads_on_the_first_page_that_nobody_has_signed(admin, unsigned):
    assert "The impact assessment has not been signed yet" in admin.get("/").text


def test_another_text_than_the_signed_one_is_told(admin, client, session, signature_of):
    signature_of(shipped_hash="0" * 64)

    assert TEXT_CHANGED in client.get(PAGE).text
    assert "The text of the impact assessment has changed since it was signed" in admin.get("/").text


def test_a_review_that_is_due_is_told(admin, client, session, signature_of):
    signature_of(review_on=(clock.now() - timedelta(days=2)).date())

    assert "To be assessed anew" in client.get(PAGE).text
    assert "The impact assessment is due to be made anew" in admin.get("/").text


def test_while_all_is_well_the_first_page_says_nothing(admin):
    assert "impact assessment" not in admin.get("/").text


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.HIRING_MANAGER])
def test_nobody_but_hr_and_administrators_sees_or_signs_it(signed_in, session, role):
    client = signed_in(UserFactory(roles=[role]))

    assert {client.get(each).status_code for each in (PAGE, f"{PAGE}/edit")} == {404}
    assert client.send(f"{PAGE}/sign", **signing()).status_code == 404
