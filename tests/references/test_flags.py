"""Hints about referees: what is looked at, what may be behind it, and that a person closes it."""

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Audience, Role
from hiring.references import actions, queries
from hiring.references.flags import BENIGN_CAUSES, FLAG_SENTENCES, Persons, flags_of_address
from hiring.references.likeness import alike
from hiring.references.models import ReferenceFlag
from hiring.references.rules import FLAG_NAMES, FlagKind
from hiring.references.views.writing import today
from hiring.scoring.models import ApplicationScore
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.references import (
    ReferenceFactory,
    ReferenceRequestFactory,
    referee_actor,
    token_of,
    typed_draft,
)
from tests.factories.reports import scored
from tests.factories.sittings import SittingFactory
from tests.page import words
from tests.people import sign_in
from tests.postgres import on_both
from tests.references.test_actions import events
from tests.references.test_writing import LOOKING_BACK

STORY = (
    "Pada musim hujan tahun 2022 jembatan bambu di dusun kami hanyut, dan ia mengumpulkan pemuda dua "
    "dusun dalam satu malam, meminjam perahu pada kelompok nelayan, lalu mengantar anak sekolah "
    "menyeberang selama tiga minggu sampai jembatan yang baru selesai dikerjakan warga bersama tentara."
)
OTHER_STORY = (
    "Ketika panen gagal karena hama wereng, petani menyalahkan penyuluh. Ia duduk bersama ketua kelompok "
    "tani, mencatat luas sawah yang rusak, dan mengajak dinas pertanian datang pada hari pasar supaya "
    "semua orang mendengar jawaban yang sama. Dua bulan kemudian benih pengganti dibagikan tanpa "
    "keributan."
)
STOCK = (
    "Ia dapat bekerja sama dengan baik dalam tim maupun secara mandiri. Yang bersangkutan adalah orang "
    "yang jujur dan bertanggung jawab, mampu menyelesaikan tugas dengan baik dan tepat waktu, serta "
    "memiliki kemampuan komunikasi yang baik dengan atasan maupun rekan kerja. Saya sangat "
    "merekomendasikan yang bersangkutan untuk posisi tersebut. Demikian referensi ini saya buat dengan "
    "sebenarnya agar dapat dipergunakan sebagaimana mestinya."
)


def kinds(email, **others):
    """Return the hints that an address gives, of a referee Dewi Lestari of a candidate Siti Rahmawati."""
    known = {
        "candidate": "Siti Rahmawati",
        "candidate_email": "siti.rahma@gmail.com",
        "referee": "Dewi Lestari",
        "organisation": "Kantor Desa Karang Anyar",
        "of_staff": False,
    } | others
    return [flag.kind for flag in flags_of_address(Persons(referee_email=email, **known))]


@pytest.mark.parametrize(
    "email", ["sitirahma@gmail.com", "Siti.Rahma+kerja@gmail.com", "s.i.t.i.rahma@googlemail.com"]
)
def test_another_spelling_of_the_candidates_own_mailbox_is_found(email):
    assert kinds(email) == [FlagKind.SAME_MAILBOX]


def test_the_same_part_before_the_at_sign_counts_at_a_free_provider_alone():
    assert kinds("siti_rahma@yahoo.co.id") == [FlagKind.SAME_NAME]
    assert kinds("siti.rahma@desakarang.example", referee="Siti Rahmawati") == []
    assert kinds("info@gmail.com", candidate_email="info@desakarang.example") == []


@pytest.mark.parametrize(
    "email", ["sitirahmawati.ref@desakarang.example", "rahmawati88@yahoo.com", "rahmawati.siti@plasa.com"]
)
def test_an_address_made_of_the_candidates_name_is_found(email):
    assert kinds(email) == [FlagKind.CANDIDATE_NAME]


@pytest.mark.parametrize(
    ("email", "referee"),
    [
        ("dewi.rahmawati@gmail.com", "Dewi Rahmawati"),  # a relative
        ("dewilestari@gmail.com", "Dewi Lestari"),
        ("siti.aminah@gmail.com", "Siti Aminah"),  # half of the country is called so
        ("kelompoktanirahmawati@gmail.com", "Dewi Lestari"),
    ],
)
def test_a_name_that_others_have_too_is_no_hint(email, referee):
    assert kinds(email, referee=referee) == []


def test_free_mail_is_a_hint_at_a_firm_and_none_at_a_village_office():
    assert kinds("dewi.l@yahoo.co.id", organisation="PT Bumi Rawa Lestari") == [FlagKind.FREE_MAIL]
    assert kinds("dewi.l@telkom.net", organisation="Bank Rakyat Desa") == [FlagKind.FREE_MAIL]
    for organisation in (
        "Kantor Desa Karang Anyar",
        "Karang Taruna RW 07",
        "SDN 2 Bekasi",
        "Yayasan Air",
        "",
    ):
        assert kinds("dewi.l@gmail.com", organisation=organisation) == []
    assert kinds("dewi@bumirawa.example", organisation="PT Bumi Rawa Lestari") == []


def test_an_address_of_staff_is_a_hint_and_somebody_without_an_address_gives_none():
    assert kinds("dewi@contoh.example", of_staff=True) == [FlagKind.STAFF]
    assert kinds("", of_staff=False) == []


def test_the_same_passage_is_alike_and_stock_phrases_are_not():
    assert alike([STORY], [STORY]) == 100
    changed = STORY.replace("musim hujan", "bulan Januari").replace("tiga minggu", "satu bulan")
    assert alike([changed], ["Ia rajin.", STORY]) > 60
    assert alike([STORY], [OTHER_STORY]) == 0
    assert alike([STOCK], [STOCK]) == 0
    assert alike([STORY, STOCK], [OTHER_STORY, STOCK]) == 0


def test_words_of_the_form_and_short_answers_are_not_alike():
    assert alike([STORY], [STORY], known=[STORY]) == 0
    assert alike(["Selalu tepat waktu dan ramah kepada warga desa."], [STORY]) == 0
    # Half a sentence that both quote does not reach the share from which texts are alike.
    assert (
        alike([f"{STORY} {' '.join(STORY.split()[:16])}"], [OTHER_STORY + " ".join(STORY.split()[:16])]) == 0
    )


def test_every_kind_has_its_words_and_says_what_may_be_behind_it():
    assert set(FLAG_SENTENCES) == set(BENIGN_CAUSES) == set(FLAG_NAMES) == set(FlagKind)


def answered(application, text=STORY, **referee):
    """Have a referee answer with a text of their own."""
    request = ReferenceRequestFactory(application=application, agreed=True, state="answered", **referee)
    ReferenceFactory(request=request, answers={"RX2": {"value": None, "text": text}})
    return request


def hints(session, request):
    session.expire_all()
    return [
        (each.kind, each.closed_at is None)
        for each in queries.flags_of(session, request.application_id).get(request.id, [])
    ]


def test_sending_the_answers_has_the_referee_looked_at(session, application, work):
    request = ReferenceRequestFactory(
        application=application, agreed=True, email="sari.wulandari@gmail.com", name="Bu Dewi",
        organisation="PT Maju", draft=typed_draft(),
    )  # fmt: skip
    actions.give_reference(
        session, queries.request_by_id(session, request.id), today(), by=referee_actor(request)
    )
    session.commit()
    assert hints(session, request) == []
    work()

    assert hints(session, request) == [("candidate_name", True), ("free_mail", True)]
    assert events(session).count("reference.flag_raised") == 2


def test_who_has_not_answered_is_not_looked_at(session, application):
    request = ReferenceRequestFactory(application=application, agreed=True, email="sari.wulandari@gmail.com")

    actions.look_at_referee(session, request.id)

    assert hints(session, request) == []


def test_an_address_at_the_host_of_staff_is_found_but_not_at_a_free_provider(session, application):
    UserFactory(email="wira@contoh.example", roles=[Role.HR])
    UserFactory(email="agnes@gmail.com", roles=[Role.REVIEWER])
    same, free = (
        answered(application, text="", email=each) for each in ("budi@contoh.example", "budi@gmail.com")
    )

    for each in (same, free):
        actions.look_at_referee(session, each.id)

    assert hints(session, same) == [("staff", True)]
    assert hints(session, free) == []


def test_two_referees_with_one_text_are_found_on_whoever_answers_later(session, application):
    first = answered(application)
    other = answered(application, text=OTHER_STORY)
    second = answered(application, text=f"Menurut saya ia rajin sekali. {STORY}")

    for each in (first, other, second):
        actions.look_at_referee(session, each.id)

    assert hints(session, other) == []
    flag = queries.flags_of(session, application.id)[second.id][0]
    assert (flag.kind, flag.other_id, flag.percent) == ("like_referee", first.id, 100)


def test_what_was_closed_stays_closed_until_something_else_is_found(session, application, hr, work):
    request = answered(application, email="sari.wulandari@gmail.com")
    actions.look_at_referee(session, request.id)
    flag = queries.flags_of(session, application.id)[request.id][0]
    actions.close_flag(
        session, queries.flag_by_public_id(session, flag.public_id), "Ia bibinya.", by=actor_of(hr)
    )

    actions.look_at_referee(session, request.id)
    assert hints(session, request) == [("candidate_name", False)]

    request.email = "sari.wulandari2@gmail.com"
    session.flush()
    actions.look_at_referee(session, request.id)
    assert hints(session, request) == [("candidate_name", True)]
    assert flag.reason == ""
    assert events(session).count("reference.flag_closed") == 1


@pytest.fixture
def flagged(session, application):
    request = answered(application, email="sari.wulandari@gmail.com", name="Bu Dewi")
    actions.look_at_referee(session, request.id)
    return queries.flags_of(session, application.id)[request.id][0]


def test_hr_reads_the_hint_with_its_benign_causes_and_closes_it_with_a_reason(
    session, application, flagged, hr, signed_in
):
    client, page = signed_in(hr), f"/applications/{application.public_id}/references"
    shown = client.get(page).text
    assert "Alamat ini tersusun dari nama kandidat." in shown
    assert "Kerabat dan orang yang senama" in shown

    close = f"/reference-flags/{flagged.public_id}/close"
    assert client.edit(close, reason="").status_code == 422
    assert client.edit(close, reason="Ia bibinya; kelompok tani itu nyata.").status_code == 302

    shown = client.get(page).text
    assert "Ia bibinya; kelompok tani itu nyata." in shown
    assert f"{hr.name} menutupnya:" in shown
    assert "Tutup dengan alasan" not in shown
    assert client.get(close).status_code == 302


def test_nobody_closes_a_hint_that_somebody_else_has_closed(session, flagged, hr, signed_in):
    client, close = signed_in(hr), f"/reference-flags/{flagged.public_id}/close"
    client.get(close)
    actions.close_flag(
        session, queries.flag_by_public_id(session, flagged.public_id), "Beres.", by=actor_of(hr)
    )
    session.commit()

    reply = client.send(close, reason="Saya kira juga beres.")

    assert reply.status_code == 409
    assert "Orang lain sudah menutupnya" in reply.text
    assert "Saya kira juga beres." in reply.text
    session.refresh(flagged)
    assert flagged.reason == "Beres."


def test_a_hint_is_for_hr_of_the_opening_alone(flagged, opening, signed_in):
    close = f"/reference-flags/{flagged.public_id}/close"
    other_hr = UserFactory(roles=[Role.HR])
    manager = UserFactory(roles=[Role.HIRING_MANAGER])

    assert signed_in(other_hr).get(close).status_code == 404
    assert signed_in(manager).get(close).status_code == 404


def test_a_referee_who_wants_nothing_to_be_used_is_not_looked_at(session, application):
    request = answered(application, email="sari.wulandari@gmail.com")
    request.stopped_from, request.state = request.state, "stopped"
    session.flush()

    actions.look_at_referee(session, request.id)

    assert session.query(ReferenceFlag).count() == 0


def total_of(session, application):
    wanted = select(ApplicationScore.total).where(ApplicationScore.application_id == application.id)
    return session.scalars(wanted).all()


def test_who_decides_reads_no_hint_and_the_score_stays(session, signed_in, work):
    ready = scored()
    manager, application, name = ready.hiring_manager, ready.application, ready.application.candidate.name
    page, before = f"/applications/{application.public_id}", total_of(session, application)
    request = answered(application, email="kandidat.wulandari@gmail.com", organisation="PT Maju")

    actions.look_at_referee(session, request.id)
    session.commit()
    work()

    assert hints(session, request) == [("free_mail", True)]
    assert total_of(session, application) == before
    shown = signed_in(manager).get(page).text
    assert name in shown
    for hint in ("Perlu diperiksa", "email gratis"):
        assert hint not in shown


@on_both
def test_hints_that_are_open_stand_on_the_first_page_of_hr_and_closed_ones_do_not(
    session, opening, application, hr
):
    request = answered(application, email="sari.wulandari@gmail.com", organisation="PT Maju")
    actions.look_at_referee(session, request.id)

    [waiting] = queries.work_with_referees(session, hr.id, limit=5).flags

    assert (waiting.application_public_id, waiting.number) == (application.public_id, 2)
    for flag in queries.flags_of(session, application.id)[request.id]:
        actions.close_flag(
            session, queries.flag_by_public_id(session, flag.public_id), "Beres.", by=actor_of(hr)
        )
    assert queries.work_with_referees(session, hr.id, limit=5).flags == []


def test_a_referee_reads_that_address_and_words_are_compared_before_agreeing(application, signed_in):
    request = ReferenceRequestFactory(application=application, opened=True, locale="en")

    shown = words(signed_in(request, Audience.REFEREE).get("/reference/consent").text)

    assert "The software compares your address and your words with those of the candidate" in shown


@pytest.fixture
def handed_in_with(app, session, application, work):
    """Return a function by which the candidate writes the first task on its page and hands in."""
    sitting = SittingFactory(application=application)
    session.commit()
    candidate = sign_in(app, session, application, Audience.CANDIDATE)

    def handed_in_with(text):
        task = sitting.assessment_version.sections[0].tasks[0]
        sent = {"sitting": sitting.public_id, "part.a": text}
        assert candidate.send(f"/candidate/tasks/{task.public_id}", **sent).status_code == 302
        assert candidate.send("/candidate/hand-in").status_code == 302
        work()

    return handed_in_with


def answers_on_the_pages(app, request, text):
    """Have a referee write `text` as the example on the last page, and send everything."""
    referee = app.test_client()
    assert referee.send(f"/r/{token_of(request)}/begin").status_code == 302
    assert referee.edit("/reference/looking-back", **LOOKING_BACK | {"RX2": text}).status_code == 302
    assert referee.send("/reference/send").status_code == 302


@on_both
@pytest.mark.parametrize(
    ("example", "found"),
    [(f"{STORY} Menurut saya, tanpa dia anak-anak tidak bersekolah bulan itu.", True), (OTHER_STORY, False)],
)
def test_what_the_candidate_wrote_in_a_task_is_found_in_what_a_referee_writes_on_the_pages(
    app, session, application, handed_in_with, work, example, found
):
    request = ReferenceRequestFactory(application=application, agreed=True, draft=typed_draft())
    handed_in_with(f"Ibu Lastri yang terhormat, terima kasih atas surat Ibu.\n\n{STORY}\n\nHormat saya, Sari")

    answers_on_the_pages(app, request, example)
    work()

    assert hints(session, request) == ([("like_candidate", True)] if found else [])
    if found:
        [flag] = queries.flags_of(session, application.id)[request.id]
        assert 60 <= flag.percent <= 99
