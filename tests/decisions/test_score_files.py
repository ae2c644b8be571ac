"""The scores of an opening leave as a table: for whom, with what in it, and never without a trace."""

import csv
import io
import os
import re
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import delete, func, select

from hiring import clock
from hiring.accounts.rules import SYSTEM, Role
from hiring.audit.models import AuditEntry
from hiring.decisions.actions import PURGE_SCORE_FILES, remove_score_files
from hiring.decisions.models import ScoreFile
from hiring.decisions.queries import candidate_tables
from hiring.decisions.views import score_files
from hiring.files.downloads import current_folder
from hiring.files.models import StoredFile
from hiring.jobs.actions import enqueue
from hiring.jobs.batches import fail_batch
from hiring.jobs.models import Batch
from hiring.openings.actions import stop_use
from hiring.openings.models import OpeningMember
from hiring.scoring.queries import cell_tables, scores_of_application
from hiring.stats.reading import read_ratings
from hiring.stats.score_sheet import scores_in
from tests.factories.accounts import UserFactory
from tests.factories.decisions import decided
from tests.factories.interviews import interviewed
from tests.factories.interviews import scored as scored_by_tasks
from tests.factories.openings import ApplicationFactory
from tests.factories.reports import a_panel_with_hiring_manager, half_answered, scored
from tests.factories.scoring import handed_in, settled
from tests.page import words
from tests.postgres import on_both


@pytest.fixture
def ready(session):
    return half_answered()


def address(ready):
    return f"/openings/{ready.panel.opening.public_id}/shortlist/download"


def taken(client, ready, table="cells", chosen="csv_comma"):
    reply = client.send(address(ready), table=table, table_format=chosen)
    reply.get_data()  # a file is closed once it is read
    reply.close()
    return reply


def rows_in(reply, delimiter=","):
    return list(csv.reader(io.StringIO(reply.data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


@pytest.mark.parametrize("who", ["hr", "hiring_manager"])
def test_hr_and_hiring_manager_of_the_opening_may_take_the_scores(signed_in, ready, who):
    client = signed_in(getattr(ready, who))

    assert client.get(address(ready)).status_code == 200
    assert taken(client, ready).status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_staff_without_the_opening_find_nothing_to_take(signed_in, ready, role):
    stranger = signed_in(UserFactory(roles=[role]))

    assert stranger.get(address(ready)).status_code == 404
    assert taken(stranger, ready).status_code == 404


def test_a_reviewer_of_the_panel_finds_nothing_to_take(signed_in, ready):
    assert signed_in(ready.reviewers[0]).get(address(ready)).status_code == 404
    assert taken(signed_in(ready.reviewers[0]), ready).status_code == 404


def test_shortlist_and_scoring_lead_to_the_page(signed_in, ready):
    client = signed_in(ready.hr)
    opening = f"/openings/{ready.panel.opening.public_id}"

    for page in ("shortlist", "scoring"):
        assert f'href="{address(ready)}"' in client.get(f"{opening}/{page}").text


def test_the_page_names_the_kinds_and_the_command_with_the_weights(signed_in, ready):
    ready.hr.locale = "en"

    page = words(signed_in(ready.hr).get(address(ready)).text)

    assert "Nothing was written: level 1, of no reviewer." in page
    assert re.search(r"hiring stats \S+-cells-\d{4}-\d\d-\d\d\.xlsx --weights COMW=50,NETW=30,EVNT=20", page)


def test_every_cell_of_a_scored_candidate_has_its_rows_and_no_name_is_in_them(signed_in, ready):
    scored(panel=ready.panel, settled=False, name="Belum Selesai")

    reply = taken(signed_in(ready.hr), ready)

    code = ready.application.code
    heading, *rows = rows_in(reply)
    assert ",".join(heading) == "candidate,task,part,rater,competency,rating,kind,answered,why,rule"
    assert sorted(rows) == sorted(
        [
            [code, "T90", "", "R01", "COMW", "4", "given", "1", "", "cells"],
            [code, "T90", "", "R02", "COMW", "2", "given", "1", "", "cells"],
            [code, "T90", "", "R01", "NETW", "1", "nothing_shown", "1", "", "cells"],
            [code, "T90", "", "R02", "NETW", "1", "nothing_shown", "1", "", "cells"],
            [code, "T91", "", "", "COMW", "1", "not_answered", "0", "left_empty", "cells"],
            [code, "T91", "", "", "NETW", "1", "not_answered", "0", "left_empty", "cells"],
        ]
    )
    assert "Siti" not in reply.text
    assert not [one for one in ready.reviewers if one.name in reply.text]


@on_both
def test_statistics_read_every_kind_of_file_back_to_the_figures_of_the_page(signed_in, ready, tmp_path):
    weights = {"COMW": 50, "NETW": 30, "EVNT": 20}
    for chosen in ("xlsx", "csv_semicolon", "csv_comma"):
        path = tmp_path / chosen
        path.write_bytes(taken(signed_in(ready.hr), ready, chosen=chosen).data)

        found = scores_in(read_ratings(path, (1.0, 5.0)), weights)

        one = found.candidates[ready.application.code]
        assert [str(found.rounded(one.competencies[code])) for code in ("COMW", "NETW")] == ["2.00", "1.00"]
        assert str(found.rounded(one.total)) == "1.63"  # (50 * 2 + 30 * 1) / 80 = 1.625, half up
    ready.hr.locale = "en"
    page = words(signed_in(ready.hr).get(f"/openings/{ready.panel.opening.public_id}/shortlist").text)
    assert "1.63 2 ratings" in page or "1.63 4 ratings" in page


def test_hr_takes_all_candidates_with_stages_and_those_scored_with_scores(signed_in, ready):
    scored(panel=ready.panel, settled=False, name="Belum Selesai")
    decided(ready.application, by=ready.hr)
    ready.hr.locale = "en"

    heading, *rows = rows_in(taken(signed_in(ready.hr), ready, "candidates"))

    assert heading[:5] == ["Candidate", "Name", "Stage", "Total", heading[4]]
    assert heading[4].startswith("COMW ")
    by_name = {row[1]: row for row in rows}
    assert by_name["Siti Rahmawati"][2:] == [
        "Decided", "1.63", "2.00", "1.00", "", "80.00", "4", "1", "0", "0", "", "Offer", "every task counts",
    ]  # fmt: skip
    assert by_name["Belum Selesai"][2:] == ["Handed in", *[""] * 12]


def test_totals_after_interviews_are_columns_of_their_own_and_empty_for_everybody_else(signed_in, session):
    interviewing, _interview = interviewed(5, 4, by_tasks=(2, 2))
    other = ApplicationFactory(
        opening=interviewing.opening, consented=True, stage="handed_in", candidate__name="Bayu Nugraha"
    )
    scored_by_tasks(interviewing, 4, 4, sitting=handed_in(interviewing.panel, application=other))
    interviewing.panel.hr.locale = "en"
    session.commit()
    address = f"/openings/{interviewing.opening.public_id}/shortlist/download"

    reply = signed_in(interviewing.panel.hr).send(address, table="candidates", table_format="csv_comma")
    heading, *rows = rows_in(reply)
    reply.close()

    assert heading[-2:] == ["Total after tasks and interviews", "Interviewers"]
    by_name = {row[1]: (row[3], *row[-2:]) for row in rows}
    total = by_name["Sari Wulandari"]
    assert (total[0], total[2]) == ("2.00", "2")
    assert float(total[1]) > 2
    assert by_name["Bayu Nugraha"] == ("4.00", "", "")


def test_hiring_managers_take_scored_candidates_only(signed_in, ready):
    scored(panel=ready.panel, settled=False, name="Belum Selesai")
    ApplicationFactory(opening=ready.panel.opening)

    [_heading, row] = rows_in(taken(signed_in(ready.hiring_manager), ready, "candidates"))

    assert row[1] == "Siti Rahmawati"


def test_the_headings_are_in_the_language_of_the_reader(signed_in, ready):
    ready.hr.locale = "id"

    heading, row = rows_in(taken(signed_in(ready.hr), ready, "candidates", "csv_semicolon"), ";")

    assert heading[:4] == ["Kandidat", "Nama", "Tahap", "Total"]
    assert row[3] == "1,63"


def test_a_name_that_looks_like_a_formula_is_text(signed_in, session):
    panel, manager = a_panel_with_hiring_manager()
    ready = scored(panel=panel, hiring_manager=manager, name='=HYPERLINK("http://example.org")')

    [_heading, row] = rows_in(taken(signed_in(manager), ready, "candidates"))
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(taken(signed_in(manager), ready, "candidates", "xlsx").data)
    )

    assert row[1] == '\'=HYPERLINK("http://example.org")'
    assert book.get_sheet_by_name("candidates").to_python()[1][1] == '=HYPERLINK("http://example.org")'


def test_an_opening_of_the_first_rule_says_so_and_comes_out_too(signed_in, session, tmp_path):
    panel, manager = a_panel_with_hiring_manager()
    ready = scored(panel=panel, hiring_manager=manager)
    client = signed_in(manager)
    manager.locale = "en"
    path = tmp_path / "cells.csv"
    path.write_bytes(taken(client, ready).data)

    found = scores_in(read_ratings(path, (1.0, 5.0)), {"COMW": 50, "NETW": 30, "EVNT": 20})

    assert found.rule == "task-means"
    assert str(found.rounded(found.candidates[ready.application.code].total)) == "3.50"
    assert {(row[6], row[9]) for row in rows_in(taken(client, ready))[1:]} == {
        ("given", "task-means"),
        ("no_evidence", "task-means"),
    }
    assert "The scores of this opening follow the first rule" in words(client.get(address(ready)).text)


def test_a_keyed_part_stands_in_a_row_of_its_own(signed_in, session):
    ready = half_answered(key_confirmed=True)

    keyed = [row for row in rows_in(taken(signed_in(ready.hiring_manager), ready)) if row[6] == "keyed"]

    assert [[row[1], *row[2:4], *row[5:9]] for row in keyed] == [["T91-2", "1", "", "1", "keyed", "0", ""]]


def test_a_row_says_that_the_key_is_provisional_and_the_scores_come_out(signed_in, session, tmp_path):
    ready = half_answered({"most": "C", "least": "A"}, key_provisional=True, provisional_keys_count=True)
    reply = taken(signed_in(ready.hiring_manager), ready)

    keyed = [row for row in rows_in(reply) if row[6] == "keyed"]
    assert [[row[1], *row[2:4], *row[5:9]] for row in keyed] == [
        ["T91-2", "1", "", "5", "keyed", "1", "provisional_key"]
    ]
    path = tmp_path / "cells.csv"
    path.write_bytes(reply.data)
    found = scores_in(read_ratings(path, (1.0, 5.0)), {"COMW": 50, "NETW": 30, "EVNT": 20})
    total = found.rounded(found.candidates[ready.application.code].total)
    assert total == scores_of_application(session, ready.application.id).scores.total


def test_who_takes_what_is_a_fact_of_the_trail_without_anything_personal(signed_in, session, ready):
    ready.hr.locale = "en"
    client = signed_in(ready.hr)

    taken(client, ready, "cells", "xlsx")

    [entry] = session.scalars(select(AuditEntry).where(AuditEntry.event == "opening.scores_taken")).all()
    assert entry.details | {"opening_id": 0} == {
        "opening_id": 0,
        "table": "cells",
        "ending": "XLSX",
        "rows": 6,
    }
    assert (entry.actor, entry.application_id) == (f"staff:{ready.hr.id}", None)
    history = words(client.get(f"/openings/{ready.panel.opening.public_id}/history").text)
    sentence = "downloaded the single ratings without names of this opening (XLSX, rows: 6)."
    assert f"{ready.hr.name} {sentence}" in history


def test_the_file_is_called_after_opening_table_and_day_and_no_browser_keeps_it(signed_in, ready):
    reply = taken(signed_in(ready.hr), ready)

    name = r"attachment; filename=[a-z0-9-]+-cells-\d{4}-\d\d-\d\d\.csv"
    assert re.fullmatch(name, reply.headers["Content-Disposition"])
    assert reply.headers["Cache-Control"] == "no-store, no-cache"
    assert int(reply.headers["Content-Length"]) == len(reply.data)


def test_without_a_choice_the_page_comes_back_and_nothing_is_noted(signed_in, session, ready):
    ready.hr.locale = "en"

    reply = signed_in(ready.hr).send(address(ready), table="everything", table_format="")

    assert reply.status_code == 422
    assert "Please choose a kind of file." in reply.text
    assert session.scalars(select(AuditEntry).where(AuditEntry.event == "opening.scores_taken")).all() == []


@on_both
@pytest.mark.thorough
@pytest.mark.parametrize("table", ["cells", "candidates"])
def test_a_table_of_several_pieces_holds_everybody_once(signed_in, session, monkeypatch, table):
    monkeypatch.setattr(cell_tables, "_AT_ONCE", 2)
    monkeypatch.setattr(candidate_tables, "_AT_ONCE", 2)
    panel, manager = a_panel_with_hiring_manager(score_rule="cells")
    codes = [scored(panel=panel, hiring_manager=manager).application.code for _ in range(4)]
    ready = scored(panel=panel, hiring_manager=manager)

    rows = rows_in(taken(signed_in(manager), ready, table))[1:]

    number = 8 if table == "cells" else 1
    assert sorted(row[0] for row in rows) == sorted([*codes, ready.application.code] * number)


def test_a_code_that_two_tasks_share_is_counted_and_reviewers_have_no_names(session):
    panel, _manager = a_panel_with_hiring_manager(score_rule="cells")
    settled(panel, 3, 3, 3, 3)

    names = cell_tables.cell_names(session, panel.opening)

    assert sorted(names.tasks.values()) == ["T90", "T91", "T91-2"]  # the closed task calls itself T91, too
    assert sorted(names.raters.values()) == ["R01", "R02"]


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("en", "Other tables are being written at this moment. Please try again in half a minute."),
        ("id", "Tabel lain sedang ditulis saat ini. Mohon coba lagi setengah menit lagi."),
    ],
)
def test_more_than_two_tables_are_not_written_at_once(signed_in, session, ready, troubled, locale, sentence):
    ready.hr.locale = locale
    client = signed_in(ready.hr)
    for _ in range(score_files.MOST_WRITERS):
        assert score_files._WRITING.acquire(blocking=False)
    try:
        refused = taken(client, ready, "cells", "xlsx")
    finally:
        for _ in range(score_files.MOST_WRITERS):
            score_files._WRITING.release()

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")
    assert sentence in words(refused.text)
    assert re.search(r'value="cells"[^>]*checked|checked[^>]*value="cells"', refused.text)
    assert session.scalars(select(AuditEntry).where(AuditEntry.event == "opening.scores_taken")).all() == []
    assert taken(client, ready).status_code == 200
    assert taken(client, ready).status_code == 200  # every one gave its place back
    assert taken(client, ready).status_code == 200


@pytest.fixture
def long(monkeypatch):
    """Every table is a long one, which a worker writes."""
    monkeypatch.setattr(score_files, "MOST_AT_ONCE", 0)


def asked_for(client, ready, table="cells", chosen="csv_comma", **more):
    reply = client.send(address(ready), table=table, table_format=chosen, **more)
    assert reply.status_code == 302
    return reply.location


def fetched(client, page):
    reply = client.send(f"{page}/download")
    reply.get_data()
    reply.close()
    return reply


@on_both
@pytest.mark.parametrize("table", ["cells", "candidates"])
@pytest.mark.parametrize("chosen", ["xlsx", "csv_semicolon"])
def test_a_long_table_is_written_by_a_worker_and_is_the_same(
    signed_in, session, monkeypatch, work, ready, table, chosen
):
    client = signed_in(ready.hr)
    at_once = taken(client, ready, table, chosen)
    monkeypatch.setattr(score_files, "MOST_AT_ONCE", 0)
    page = asked_for(client, ready, table, chosen)

    assert 'role="status">0 dari 1 (0%)' in client.get(page).text
    assert fetched(client, page).status_code == 410
    work()

    reply = fetched(client, page)
    assert reply.status_code == 200
    assert reply.headers["Content-Disposition"] == at_once.headers["Content-Disposition"]
    assert (reply.mimetype, reply.headers["Cache-Control"]) == (at_once.mimetype, "no-store, no-cache")
    if chosen == "xlsx":
        books = [CalamineWorkbook.from_filelike(io.BytesIO(each.data)) for each in (at_once, reply)]
        first, second = (book.get_sheet_by_index(0).to_python() for book in books)
        assert first == second
    else:
        assert reply.data == at_once.data


@pytest.mark.usefixtures("long")
def test_each_download_of_a_long_table_is_noted_as_that_of_a_short_one(signed_in, session, work, ready):
    client = signed_in(ready.hr)
    page = asked_for(client, ready, "cells", "xlsx")
    work()
    taken_so_far = select(AuditEntry).where(AuditEntry.event == "opening.scores_taken")
    assert session.scalars(taken_so_far).all() == []

    for number in (1, 2):
        assert fetched(client, page).status_code == 200
        entries = session.scalars(taken_so_far).all()
        assert len(entries) == number
        assert entries[-1].actor == f"staff:{ready.hr.id}"
        assert entries[-1].details | {"opening_id": 0} == {
            "opening_id": 0,
            "table": "cells",
            "ending": "XLSX",
            "rows": 6,
        }


@pytest.mark.usefixtures("long")
def test_a_long_table_is_there_for_whoever_asked_and_nobody_else(signed_in, session, work, ready):
    page = asked_for(signed_in(ready.hr), ready, "candidates")
    work()

    colleague = UserFactory(roles=[Role.HR])
    session.add(OpeningMember(opening_id=ready.panel.opening.id, user_id=colleague.id, role="hr"))
    session.commit()
    for other in (colleague, ready.hiring_manager, ready.reviewers[0], UserFactory(roles=[Role.ADMIN])):
        client = signed_in(other)
        assert client.get(page).status_code == 404
        assert client.send(f"{page}/download").status_code == 404


@pytest.mark.usefixtures("long")
def test_who_no_longer_runs_the_opening_gets_nothing_of_what_was_written(signed_in, session, work, ready):
    client = signed_in(ready.hr)
    page = asked_for(client, ready, "candidates")
    work()
    session.add(OpeningMember(opening_id=ready.panel.opening.id, user_id=ready.hr.id, role="hiring_manager"))
    session.execute(
        delete(OpeningMember).where(OpeningMember.user_id == ready.hr.id, OpeningMember.role == "hr")
    )
    session.commit()

    assert client.get(page).status_code == 404
    assert client.send(f"{page}/download").status_code == 404


@pytest.mark.usefixtures("long")
def test_asking_twice_from_one_page_writes_one_table_and_the_page_leads_to_it(
    signed_in, session, work, ready
):
    ready.hr.locale = "en"
    client = signed_in(ready.hr)

    pages = {asked_for(client, ready, operation_id="once") for _ in range(2)}

    [page] = pages
    assert f'href="{page}"' in client.get(address(ready)).text
    assert session.scalars(select(func.count(ScoreFile.id))).one() == 1
    work()
    [batch] = session.scalars(select(Batch))
    opening = f"/openings/{ready.panel.opening.public_id}"
    told = client.get(f"{opening}/work/{batch.public_id}")
    assert "The table has 6 rows." in words(told.text)
    assert f'href="{page}"' in told.text


@pytest.mark.usefixtures("long")
def test_hiring_managers_have_scored_candidates_written_only(signed_in, work, ready):
    scored(panel=ready.panel, settled=False, name="Belum Selesai")
    client = signed_in(ready.hiring_manager)
    page = asked_for(client, ready, "candidates")
    work()

    [_heading, row] = rows_in(fetched(client, page))

    assert row[1] == "Siti Rahmawati"


@pytest.mark.usefixtures("long")
def test_after_a_day_a_long_table_is_gone_with_its_file(signed_in, session, work, ready):
    ready.hr.locale = "en"
    client = signed_in(ready.hr)
    page = asked_for(client, ready)
    work()
    [stored] = session.scalars(select(StoredFile).where(StoredFile.purpose == "scores"))
    path = current_folder().path_of(stored.sha256)
    assert path.is_file()

    with clock.held_at(clock.now() + timedelta(hours=25)):
        enqueue(session, PURGE_SCORE_FILES, key="now")
        session.commit()
        work()
        client = signed_in(ready.hr)
        assert fetched(client, page).status_code == 410
        assert "This table is no longer available" in words(client.get(page).text)
        assert f'href="{page}"' not in client.get(address(ready)).text
    os.utime(path, (0, 0))
    with clock.held_at(clock.now() + timedelta(hours=26)):
        work()

    assert session.scalars(select(StoredFile).where(StoredFile.purpose == "scores")).all() == []
    assert not path.exists()


@on_both
@pytest.mark.usefixtures("long")
@pytest.mark.parametrize("written", [True, False])
def test_when_somebody_is_erased_no_long_table_of_the_opening_keeps_them(
    signed_in, session, work, ready, written
):
    client = signed_in(ready.hr)
    page = asked_for(client, ready, "candidates")
    if written:
        work()
    remove_score_files(session, ready.panel.opening.id)
    session.commit()
    work()

    assert fetched(client, page).status_code == 410
    assert session.scalars(select(StoredFile).where(StoredFile.purpose == "scores")).all() == []


@pytest.mark.usefixtures("long")
def test_a_long_table_is_not_handed_out_once_data_in_it_are_no_longer_used(signed_in, session, work, ready):
    client = signed_in(ready.hr)
    page = asked_for(client, ready, "candidates")
    work()
    stop_use(session, ready.application, by=SYSTEM)
    session.commit()

    assert fetched(client, page).status_code == 410
    assert session.scalars(select(AuditEntry).where(AuditEntry.event == "opening.scores_taken")).all() == []
    page = asked_for(client, ready, "candidates")
    work()
    assert fetched(client, page).status_code == 200


@pytest.mark.usefixtures("long")
def test_a_table_that_could_not_be_written_says_so(signed_in, session, ready):
    ready.hr.locale = "en"
    client = signed_in(ready.hr)
    page = asked_for(client, ready)
    [batch] = session.scalars(select(Batch))
    fail_batch(session, "It failed.", batch_id=batch.id)
    session.commit()

    assert "This table could not be written. Please request it again" in words(client.get(page).text)
