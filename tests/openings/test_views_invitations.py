"""HR invites: a preview first, then everybody or nobody, and never anybody else."""

import io
import re
from html import unescape

import pytest
from sqlalchemy import func, select

from hiring.accounts.rules import Role
from hiring.mail.models import Message
from hiring.openings.models import Application, Invitation
from tests.factories.accounts import UserFactory
from tests.factories.crowds import crowd
from tests.factories.openings import (
    ApplicationFactory,
    CandidateFactory,
    InvitationFactory,
    OpeningFactory,
)
from tests.openings.test_invitee_tables import workbook
from tests.postgres import on_both


@pytest.fixture
def page(hr, signed_in):
    return signed_in(hr)


def at(opening, rest=""):
    return f"/openings/{opening.public_id}{rest}"


def count(session, model):
    return session.scalars(select(func.count()).select_from(model)).one()


def preview(page, opening, way="lines", **values):
    return page.send(at(opening, "/invite/preview"), way=way, **{"locale": "id", **values})


def sealed(reply):
    found = re.search(r'name="invitees"[^>]*value="([^"]+)"', reply.text)
    return found.group(1) if found else None


def upload(page, opening, content, name="kandidat.csv"):
    reply = preview(page, opening, "table", table=(io.BytesIO(content), name))
    reply.request.environ["wsgi.input"].close()
    return reply


def test_a_preview_stores_and_sends_nothing(page, opening, session):
    reply = preview(page, opening, lines="Rina Wati <rina@surel.example>\nBudi; budi@surel.example; en")

    assert reply.status_code == 200
    assert "Kirim 2 undangan" in reply.text
    assert "rina@surel.example" in reply.text
    assert (count(session, Application), count(session, Message)) == (0, 0)


def test_a_confirmed_preview_invites_everybody_once(page, opening, session):
    people = sealed(preview(page, opening, lines="Rina <rina@surel.example>\nBudi <budi@surel.example>"))

    first = page.send(at(opening, "/invite"), invitees=people)
    again = page.send(at(opening, "/invite"), invitees=people)

    assert first.location == at(opening)
    assert again.location == at(opening, "/invite")
    assert (count(session, Application), count(session, Message)) == (2, 2)
    assert (
        "Sebagian alamat ini sudah diundang, sehingga undangan lainnya tidak dikirim."
        in page.get(at(opening, "/invite")).text
    )


def test_one_person_is_entered_by_name_and_address(page, opening, session):
    reply = preview(page, opening, "one", name="Rina Wati", email="rina@surel.example", locale="en")
    page.send(at(opening, "/invite"), invitees=sealed(reply))

    application = session.scalars(select(Application)).one()
    assert application.locale == "en"


def test_good_rows_are_invited_while_bad_ones_are_told(page, opening, session):
    reply = preview(page, opening, lines="Rina <rina@surel.example>\nBudi <budi@>\n=1+1; x@surel.example")
    page.send(at(opening, "/invite"), invitees=sealed(reply))

    assert reply.status_code == 200
    assert "2 baris tidak dapat dipakai" in reply.text
    assert "Alamat email tidak sah." in reply.text
    assert "Budi &lt;budi@&gt;" in reply.text, "what was typed is still there to be mended"
    assert count(session, Application) == 1


def test_a_list_without_a_good_row_invites_nobody(page, opening):
    reply = preview(page, opening, lines="Budi <budi@>")

    assert (reply.status_code, sealed(reply)) == (422, None)


def test_bad_rows_are_given_back_as_csv_with_what_is_wrong_and_can_be_read_again(page, opening):
    content = "nama;surel;bahasa\nRina;rina@surel.example;id\n;ani@surel.example;id\nBudi;budi@;en\n"
    shown = upload(page, opening, content.encode())
    rows = unescape(re.search(r'name="rows"[^>]*value="([^"]+)"', shown.text).group(1))

    reply = page.send(at(opening, "/invite/faulty-rows"), rows=rows)

    assert reply.headers["Content-Disposition"].startswith("attachment")
    assert reply.data.decode("utf-8-sig").splitlines() == [
        "Baris;Nama;Alamat email;Bahasa;Kesalahan",
        "3;;ani@surel.example;id;Nama belum diisi.",
        "4;Budi;budi@;en;Alamat email tidak sah.",
    ]
    again = reply.data.replace(b"budi@;", b"budi@surel.example;")
    assert "Kirim 1 undangan" in upload(page, opening, again).text


def test_bad_rows_are_given_back_to_their_own_hr_only(page, opening, hr):
    shown = preview(page, opening, lines="Budi <budi@>")
    rows = unescape(re.search(r'name="rows"[^>]*value="([^"]+)"', shown.text).group(1))
    other = OpeningFactory(hr=[hr])

    assert page.send(at(other, "/invite/faulty-rows"), rows=rows).location == at(other, "/invite")
    assert page.send(at(opening, "/invite/faulty-rows"), rows=rows[:-3]).location == at(opening, "/invite")


def test_who_has_been_invited_is_told_and_skipped(page, opening, session):
    InvitationFactory(
        application__opening=opening, application__candidate=CandidateFactory(email="ani@surel.example")
    )
    content = "nama;surel;bahasa\nRina;rina@surel.example;id\nAni;ani@surel.example;id\n;x@surel.example;\n"

    reply = upload(page, opening, content.encode("cp1252"))
    page.send(at(opening, "/invite"), invitees=sealed(reply))

    assert reply.status_code == 200
    assert re.findall(r'class="number row-number"[^>]*>(\d+)</th>', reply.text) == ["4"]
    assert "1 baris dilewati" in reply.text
    assert count(session, Application) == 2


def test_a_misspelt_domain_is_pointed_out_and_not_refused(page, opening, session):
    reply = preview(page, opening, "one", name="Rina", email="rina@gmial.com")
    page.send(at(opening, "/invite"), invitees=sealed(reply))

    assert "rina@gmail.com" in reply.text
    assert count(session, Application) == 1


@pytest.mark.process
def test_a_workbook_is_previewed_like_a_list(page, opening):
    content = workbook(["Nama", "Surel"], ["Rina", "rina@surel.example"])

    assert "Kirim 1 undangan" in upload(page, opening, content, name="kandidat.xlsx").text


def test_where_the_headings_are_not_clear_hr_picks_the_columns(page, opening):
    asked = upload(page, opening, b"Orang;Kontak pribadi;Kantor\nRina;rina@surel.example;hr@kantor.example\n")
    carried = unescape(re.search(r'name="file"[^>]*value="([^"]+)"', asked.text).group(1))
    chosen = {"way": "columns", "locale": "id", "file": carried, "email_column": "1"}

    nameless = page.send(at(opening, "/invite/preview"), **chosen)
    shown = page.send(at(opening, "/invite/preview"), **chosen, name_column="0")
    forged = page.send(at(opening, "/invite/preview"), **{**chosen, "file": carried[:-2]}, name_column="0")

    assert (asked.status_code, nameless.status_code, shown.status_code) == (200, 422, 200)
    assert "Kolom mana berisi apa?" in asked.text
    assert "rina@surel.example" in shown.text
    assert "hr@kantor.example" not in shown.text
    assert forged.location == at(opening, "/invite?way=table")


def test_a_good_table_is_invited_whole(page, opening, session):
    content = "name,email,language\n" + "".join(f"Orang {n},o{n}@surel.example,en\n" for n in range(40))

    page.send(at(opening, "/invite"), invitees=sealed(upload(page, opening, content.encode())))

    assert count(session, Application) == 40


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0", "Ini buku kerja jenis lama (XLS)."),
        (b"nama;surel\n\x81\x8f;a@b.example", "Huruf dalam berkas ini tidak dapat dibaca."),
        (b"x" * (1024 * 1024 + 1), "Berkas ini lebih besar dari 1 MB."),
        (b"nama;kota\nRina;Bekasi", "Tidak ada alamat email dalam berkas ini."),
        (b"\x00\x01\x02", "Berkas ini bukan buku kerja dan bukan tabel berbentuk teks."),
    ],
)
def test_a_wrong_file_is_refused_beside_its_field(page, opening, content, sentence):
    reply = upload(page, opening, content)

    assert reply.status_code == 422
    assert re.search(rf'id="table-error".*{re.escape(sentence)}', reply.text)


def test_no_file_is_said_to_be_missing(page, opening):
    assert "Pilihlah berkas dahulu." in preview(page, opening, "table").text
    assert "Pilihlah berkas dahulu." in upload(page, opening, b"", name="").text


def test_markup_from_a_list_is_shown_as_text(page, opening):
    hostile = "<img src=x onerror=alert(1)>"
    reply = upload(page, opening, f'nama,surel\n"{hostile}",rina@surel.example\n{hostile},x\n'.encode())

    assert "<img" not in reply.text
    assert "&lt;img" in reply.text


def test_a_preview_that_was_changed_on_the_way_invites_nobody(page, opening, session):
    people = sealed(preview(page, opening, lines="Rina <rina@surel.example>"))

    for forged in (people[:-2], "x" + people, "", "W10.aaaa.bbbb", people.replace(".", "..", 1)):
        assert page.send(at(opening, "/invite"), invitees=forged).location == at(opening, "/invite")
    assert count(session, Application) == 0


def test_a_preview_counts_for_its_own_opening_and_its_own_hr_only(page, hr, opening, session, signed_in):
    other_hr = UserFactory(roles=[Role.HR])
    other = OpeningFactory(hr=[hr, other_hr])
    people = sealed(preview(page, opening, lines="Rina <rina@surel.example>"))

    page.send(at(other, "/invite"), invitees=people)
    signed_in(other_hr).send(at(other, "/invite"), invitees=people)

    assert count(session, Application) == 0


def test_who_was_invited_between_preview_and_confirmation_stops_the_whole_list(page, opening, session):
    people = sealed(preview(page, opening, lines="Rina <rina@surel.example>\nBudi <budi@surel.example>"))
    ApplicationFactory(opening=opening, candidate=CandidateFactory(email="budi@surel.example"))

    page.send(at(opening, "/invite"), invitees=people)

    assert count(session, Application) == 1


def test_only_an_open_opening_invites(page, opening, draft, session):
    people = sealed(preview(page, opening, lines="Rina <rina@surel.example>"))
    opening.state = "closed"

    assert page.get(at(draft, "/invite")).location == at(draft)
    assert preview(page, opening, lines="Rina <rina@surel.example>").location == at(opening)
    assert page.send(at(opening, "/invite"), invitees=people).location == at(opening, "/invite")
    assert count(session, Application) == 0


def test_the_preview_does_not_tell_by_which_name_another_opening_knows_an_address(page, opening):
    CandidateFactory(name="Rina Wati Kusuma", email="rina@surel.example")

    text = preview(page, opening, lines="Rina <rina@surel.example>").text

    assert "<bdi>Rina</bdi>" in text
    assert "Kusuma" not in text


def invited(opening, name, stage="invited", **values):
    return InvitationFactory(
        application__opening=opening,
        application__stage=stage,
        application__candidate=CandidateFactory(name=name),
        **values,
    ).application


def test_inviting_again_shows_who_gets_a_link_and_who_does_not(page, opening, session):
    ani, budi = invited(opening, "Ani"), invited(opening, "Budi", stage="handed_in")

    text = page.get(at(opening, "/invite-again"), query_string={"who": [ani.public_id, budi.public_id]}).text

    assert "Kirim 1 tautan baru" in text
    assert "1 orang tidak menerima apa pun" in text
    assert re.findall(r'name="who" value="([^"]+)"', text) == [ani.public_id]
    assert count(session, Message) == 0


def test_inviting_again_mails_new_links(page, opening, session):
    ani, budi = invited(opening, "Ani"), invited(opening, "Budi", stage="consented", claimed=True)

    page.send(at(opening, "/invite-again"), who=[ani.public_id, budi.public_id])

    found = session.execute(select(Invitation.generation, Invitation.state).order_by(Invitation.id)).all()
    assert [tuple(row) for row in found] == [(1, "revoked"), (1, "revoked"), (2, "sent"), (2, "sent")]
    assert count(session, Message) == 2


@on_both
def test_nobody_of_another_opening_is_invited_again(page, opening, session):
    foreign = invited(OpeningFactory(hr=[UserFactory(roles=[Role.HR])]), "Asing")

    reply = page.send(at(opening, "/invite-again"), who=[foreign.public_id, "nonsense", "'", "a\x00b"])

    assert reply.location == at(opening)
    assert count(session, Message) == 0


def test_everybody_of_a_view_is_invited_again(page, opening):
    for number in range(3):
        invited(opening, f"Orang {number}")
    invited(opening, "Citra", stage="scored")

    text = page.get(at(opening, "/invite-again?all=1&stage=invited&q=orang")).text

    assert "Kirim 3 tautan baru" in text


@pytest.mark.thorough
def test_more_than_can_be_mailed_at_once_are_confirmed_one_part_after_another(page, opening, session, work):
    crowd(session, invited(opening, "Ani").candidate, 502)

    first = page.get(at(opening, "/invite-again?all=1&stage=invited")).text
    names = re.search(r'name="who" value="([^"]+)"', first).group(1)
    onward = unescape(re.search(r'name="next" value="([^"]+from=[^"]+)"', first).group(1))
    reply = page.send(at(opening, "/invite-again"), who=names, next=onward)
    work()
    rest = page.get(reply.location).text

    assert "Setelah ini Anda melihat sisanya: 3." in first
    assert (first.count("<tr>"), len(first) < 60_000) == (51, True)
    assert "Dan 450 lagi" in first
    assert reply.location == onward
    assert count(session, Message) == 500
    assert "Kirim 3 tautan baru" in rest
    assert "from=" not in rest.partition("<main")[2]


def test_a_preview_goes_on_to_no_other_site(page, opening):
    ani = invited(opening, "Ani")

    reply = page.send(at(opening, "/invite-again"), who=ani.public_id, next="https://elsewhere.example/")

    assert reply.location == at(opening)


def test_a_long_list_is_previewed_in_part_and_counted_whole(page, opening):
    people = [f"Orang {number} <orang{number}@surel.example>" for number in range(300)]

    text = preview(page, opening, lines="\n".join(people)).text
    wrong = preview(page, opening, lines="\n".join(person.replace("@", " at ") for person in people)).text

    assert (text.count("<tr>"), wrong.count("<tr>")) == (51, 51)
    assert ("Kirim 300 undangan" in text, "Dan 250 lagi" in text, "Dan 250 lagi" in wrong) == (
        True,
        True,
        True,
    )


def test_choosing_nobody_leads_back_with_a_word(page, opening):
    reply = page.get(at(opening, "/invite-again"))

    assert reply.location == at(opening)
    assert "Pilihlah paling sedikit satu kandidat dahulu." in page.get(at(opening)).text


def test_one_application_shows_where_it_stands_and_its_history(page, opening):
    application = invited(opening, "Rina <b>", claimed=True)

    text = page.get(f"/applications/{application.public_id}").text

    assert "Rina &lt;b&gt;" in text
    assert "Tautan dibuka" in text
    assert at(opening, f"/invite-again?who={application.public_id}") in text


def test_an_application_is_there_for_hr_of_its_opening_only(opening, signed_in, reviewers, hiring_manager):
    application = invited(opening, "Rina")
    pages = [f"/applications/{application.public_id}{rest}" for rest in ("", "/remove", "/cv")]

    for stranger in (UserFactory(roles=[Role.HR]), reviewers[0], hiring_manager):
        client = signed_in(stranger)
        assert [client.get(address).status_code for address in pages[:2]] == [404, 404]
        assert [client.send(address).status_code for address in pages[1:]] == [404, 404]
