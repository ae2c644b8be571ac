"""Reports about several candidates: asked for together, made one by one, taken away as one ZIP."""

import io
import zipfile

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.decisions.rules import Outcome
from hiring.jobs.progress import WorkProgress
from hiring.reports.models import BundledReport, Report, ReportBundle
from tests.factories.accounts import UserFactory
from tests.factories.decisions import decided
from tests.factories.reports import scored_together
from tests.page import words


@pytest.fixture
def two(session):
    ready = scored_together("Ani", "Budi")
    ready[0].hiring_manager.locale = ready[0].hr.locale = "en"
    session.flush()
    return ready


def _asked(session, client, ready, **values):
    address = f"/openings/{ready[0].panel.opening.public_id}/reports"
    reply = client.edit(address, **({"show": "", "locale": "id"} | values))
    assert reply.status_code == 302
    return reply.location


@pytest.mark.parametrize(
    ("done", "total", "percent", "over"),
    [(0, 3, 0, False), (1, 3, 33, False), (3, 3, 100, True), (0, 0, 100, True)],
)
def test_a_bar_says_how_much_of_the_work_is_done(done, total, percent, over):
    progress = WorkProgress(done, total)

    assert (progress.percent, progress.is_over) == (percent, over)


@pytest.mark.process
@pytest.mark.parametrize("who", ["hr", "hiring_manager"])
def test_reports_are_made_of_all_and_downloaded_together(signed_in, session, work, two, who):
    client = signed_in(getattr(two[0], who))
    address = _asked(session, client, two)

    waiting = client.get(address)
    assert "0 of 2 (0%)" in words(waiting.text)
    assert '<noscript><meta http-equiv="refresh"' in waiting.text
    assert "Download" not in words(waiting.text)

    work()

    ready = client.get(address)
    assert "2 of 2 (100%)" in words(ready.text)
    assert "http-equiv" not in ready.text
    assert "Download 2 reports (ZIP)" in words(ready.text)
    reply = client.send(address + ".zip")
    content = reply.data
    reply.close()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert all(archive.read(name).startswith(b"%PDF-") for name in names)
    reports = session.scalars(select(Report).order_by(Report.id)).all()
    assert names == [f"{report.code}.pdf" for report in reports]
    assert {report.asked_by for report in reports} == {getattr(two[0], who).id}
    taken = select(AuditEntry).where(AuditEntry.event == "report.downloaded").order_by(AuditEntry.id)
    told = session.scalars(taken).all()
    assert [entry.details["code"] for entry in told] == [report.code for report in reports]
    assert {entry.actor for entry in told} == {f"staff:{getattr(two[0], who).id}"}


@pytest.mark.process
def test_only_those_of_one_outcome_get_a_report(signed_in, session, work, two):
    decided(two[1].application, two[1].hr, Outcome.OFFER)

    _asked(session, signed_in(two[0].hr), two, show="offer")
    work()

    assert session.scalars(select(Report.application_id)).all() == [two[1].application.id]


def test_where_nobody_fits_nothing_is_asked_for(signed_in, session, two):
    client, address = signed_in(two[0].hr), f"/openings/{two[0].panel.opening.public_id}/reports"

    refused = client.edit(address, show="reject", locale="id")

    assert (refused.status_code, "No candidate matches this choice." in refused.text) == (422, True)
    assert session.scalars(select(ReportBundle)).all() == []


@pytest.mark.process
def test_the_same_page_sent_twice_asks_once(signed_in, session, work, two):
    client, address = signed_in(two[0].hr), f"/openings/{two[0].panel.opening.public_id}/reports"
    hidden = client.hidden(address)

    first, again = (client.send(address, **hidden, show="", locale="id").location for _ in range(2))
    work()

    assert first == again
    assert len(session.scalars(select(Report)).all()) == 2


@pytest.mark.process
def test_who_has_left_meanwhile_is_left_out_and_said_so(signed_in, session, work, two):
    client = signed_in(two[0].hr)
    address = _asked(session, client, two)
    two[1].application.stage = "withdrawn"
    session.commit()

    work()

    page = words(client.get(address).text)
    assert "2 of 2 (100%)" in page
    assert "1 candidate was left out: no report is possible any more." in page
    left = session.scalars(select(BundledReport).where(BundledReport.left_out)).one()
    assert left.application_id == two[1].application.id


@pytest.mark.process
def test_a_report_about_somebody_who_left_afterwards_is_not_in_the_zip(signed_in, session, work, two):
    client = signed_in(two[0].hr)
    address = _asked(session, client, two)
    work()
    for one in two:
        one.application.stage = "withdrawn"
    session.commit()

    refused = client.send(address + ".zip")

    assert (refused.status_code, "None of these reports can be downloaded now." in refused.text) == (
        409,
        True,
    )


@pytest.mark.parametrize("role", list(Role))
def test_staff_without_the_opening_find_neither_page_nor_zip(signed_in, session, two, role):
    address = _asked(session, signed_in(two[0].hr), two)
    stranger = signed_in(UserFactory(roles=[role]))

    assert stranger.get(f"/openings/{two[0].panel.opening.public_id}/reports").status_code == 404
    assert stranger.get(address).status_code == 404
    assert stranger.send(address + ".zip").status_code == 404
