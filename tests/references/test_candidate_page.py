"""The page on which a candidate names referees."""

import pytest

from hiring.accounts.rules import Audience
from hiring.openings.rules import Stage
from hiring.references import queries
from tests.factories.openings import ApplicationFactory
from tests.factories.references import ReferenceRequestFactory
from tests.page import hidden_fields

PAGE = "/candidate/referees"


@pytest.fixture
def candidate(application, signed_in):
    application.referees_at = None
    return signed_in(application, Audience.CANDIDATE)


def person(number, **changed):
    values = {
        "name": f"Orang {number}",
        "email": f"orang{number}@yab.example",
        "organisation": "YAB",
        "relationship": "colleague",
        "locale": "id",
    } | changed
    return {f"people-{number}-{name}": value for name, value in values.items()}


def named(session, application):
    return [(each.name, each.email) for each in queries.requests_of_application(session, application.id)]


def test_the_page_offers_as_many_rows_as_are_wanted_and_says_what_happens(candidate):
    page = candidate.get(PAGE).text

    assert page.count("<fieldset") == 2
    assert "paling sedikit 2 orang" in page
    assert "PT Contoh Nusantara menghubungi mereka melalui email setelah Anda menyerahkan jawaban" in page


def test_naming_enough_people_leads_back_to_the_list_of_steps(session, application, candidate):
    reply = candidate.edit(PAGE, **person(0, email=" Orang0@YAB.example "), **person(1))

    assert (reply.status_code, reply.location) == (302, "/candidate")
    assert named(session, application) == [
        ("Orang 0", "orang0@yab.example"),
        ("Orang 1", "orang1@yab.example"),
    ]
    assert application.referees_at is not None


def test_what_was_saved_can_be_changed(session, application, candidate):
    candidate.edit(PAGE, **person(0), **person(1))

    page = candidate.get(PAGE).text
    candidate.edit(
        PAGE, **person(0), **person(1, name="", email="", organisation="", relationship=""), **person(2)
    )

    assert 'value="orang1@yab.example"' in page
    assert named(session, application) == [
        ("Orang 0", "orang0@yab.example"),
        ("Orang 2", "orang2@yab.example"),
    ]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "Tulislah nama orang ini."),
        ({"name": "x" * 161}, "Nama lebih panjang dari 160 karakter."),
        ({"name": "Bu\x00di"}, "Nama ini memuat karakter yang tidak terlihat (U+0000)."),
        ({"name": "Budi\r\nBcc: x@evil.example"}, "tanpa alamat atau tautan"),
        ({"name": "Menang di https://evil.example"}, "tanpa alamat atau tautan"),
        ({"name": "<script>alert(1)</script>"}, "tanpa alamat atau tautan"),
        ({"organisation": "www.evil.example"}, "tanpa alamat atau tautan"),
        ({"name": "Budi \u202egnihton"}, "Nama ini memuat karakter yang tidak terlihat (U+202E)."),
        (
            {"email": "o\u200brang@yab.example"},
            "Alamat email ini memuat karakter yang tidak terlihat (U+200B).",
        ),
        ({"email": ""}, "Alamat email belum diisi."),
        ({"email": "orang"}, "Alamat email tidak sah."),
        ({"email": "a@b.example, c@d.example"}, "Alamat email tidak sah."),
        ({"email": "a@b.example\r\nBcc: x@evil.example"}, "karakter yang tidak terlihat (U+000D)"),
        ({"email": "Orang1@yab.example"}, "Alamat ini sudah Anda sebutkan."),
        ({"email": "orang1+kerja@yab.example"}, "Alamat ini sudah Anda sebutkan."),
        ({"email": "mailto:orang1@yab.example."}, "Alamat ini sudah Anda sebutkan."),
        ({"relationship": ""}, "Pilihlah hubungan orang ini dengan Anda."),
        ({"relationship": "boss"}, "Pilihlah hubungan orang ini dengan Anda."),
        ({"locale": "fr"}, "Pilihlah bahasa."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    session, application, candidate, changed, sentence
):
    reply = candidate.edit(PAGE, **person(1), **person(2, **changed))

    assert reply.status_code == 422
    assert sentence in reply.text
    assert 'value="orang1@yab.example"' in reply.text
    assert named(session, application) == []
    assert "<script>alert" not in reply.text


def test_a_misspelt_domain_is_pointed_out_once_and_not_refused(session, application, candidate):
    rows = {**person(0, email="orang0@gmial.com"), **person(1)}

    asked = candidate.edit(PAGE, **rows)
    again = candidate.send(PAGE, **{**hidden_fields(asked.text), **rows})

    assert (asked.status_code, again.status_code) == (422, 302)
    assert "orang0@gmail.com" in asked.text
    assert [email for _name, email in named(session, application)] == [
        "orang0@gmial.com",
        "orang1@yab.example",
    ]
    assert candidate.edit(PAGE, **rows).status_code == 302, "what was meant is not asked about again"


@pytest.mark.parametrize("spelling", [str.upper, lambda own: own.replace("@", "+saya@")])
def test_the_candidates_own_address_is_refused_however_it_is_spelled(application, candidate, spelling):
    reply = candidate.edit(PAGE, **person(1), **person(2, email=spelling(application.candidate.email)))

    assert reply.status_code == 422
    assert "Ini alamat Anda sendiri." in reply.text


def test_an_address_already_written_to_cannot_be_named_again(session, application, candidate):
    ReferenceRequestFactory(application=application, sent=True, email="orang1@yab.example")

    reply = candidate.edit(PAGE, **person(1))

    assert reply.status_code == 422
    assert "Alamat ini sudah Anda sebutkan." in reply.text


def test_too_few_people_are_counted(session, application, candidate):
    reply = candidate.edit(PAGE, **person(0))

    assert reply.status_code == 422
    assert "Mohon sebutkan 1 orang lagi." in reply.text
    assert 'value="orang0@yab.example"' in reply.text


def test_a_row_can_be_added_without_a_script_and_never_more_than_six(candidate):
    more = candidate.edit(PAGE, add="1", **person(0), **person(1))
    most = candidate.edit(PAGE, add="1", **{k: v for n in range(6) for k, v in person(n).items()})

    assert (more.status_code, more.text.count("<fieldset")) == (200, 3)
    assert 'value="orang1@yab.example"' in more.text
    assert most.text.count("<fieldset") == 6
    assert 'name="add"' not in most.text


def test_more_rows_than_six_are_not_read(session, application, candidate):
    reply = candidate.edit(PAGE, **{k: v for n in range(9) for k, v in person(n).items()})

    assert reply.status_code == 302
    assert len(named(session, application)) == 6


def test_fields_nobody_asked_for_change_nothing(session, application, candidate):
    candidate.edit(
        PAGE, **person(0, state="answered", id="7", generation="9"), **person(1), application_id="999"
    )

    known = queries.requests_of_application(session, application.id)
    assert [(each.state, each.generation) for each in known] == [("drafted", 0)] * 2


def test_a_lost_referee_is_replaced(session, application, candidate):
    application.stage = Stage.HANDED_IN
    ReferenceRequestFactory(application=application, sent=True, state="declined", name="Pak Lurah")
    ReferenceRequestFactory(application=application, sent=True, state="answered", name="Bu Camat")

    page = candidate.get(PAGE).text
    reply = candidate.edit(PAGE, **person(0))

    assert "paling sedikit 1 orang" in page
    assert "Orang ini tidak akan memberikan referensi" in page
    assert reply.status_code == 302
    assert queries.requests_of_application(session, application.id)[-1].state == "sent"


def test_without_consent_nobody_is_named_and_the_journey_goes_on(session, opening, signed_in):
    application = ApplicationFactory(opening=opening, consented=True, referees_at=None)
    candidate = signed_in(application, Audience.CANDIDATE)

    page = candidate.get(PAGE)
    reply = candidate.edit(PAGE, **person(0), **person(1))

    assert "Anda tidak menyetujui" in page.text
    assert reply.location == "/candidate"
    assert named(session, application) == []
    assert application.referees_at is not None


@pytest.mark.parametrize("stage", [Stage.WITHDRAWN, Stage.DECIDED])
def test_an_ended_application_names_nobody(session, application, candidate, stage):
    application.stage = stage

    reply = candidate.edit(PAGE, **person(0), **person(1))

    assert (reply.status_code, reply.location) == (302, "/candidate")
    assert named(session, application) == []


def test_other_doors_do_not_open_the_page(application, hr, signed_in):
    request = ReferenceRequestFactory(application=application, opened=True)

    assert signed_in(hr).get(PAGE).status_code == 302
    assert signed_in(request, Audience.REFEREE).get(PAGE).status_code == 302
    assert signed_in(request, Audience.REFEREE).send(PAGE, **person(0), **person(1)).status_code == 401
