import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from sqlalchemy import select

from hiring.audit.models import AuditEntry
from hiring.files.downloads import current_folder
from hiring.reports.commands import report as command
from hiring.reports.models import Report
from tests.factories.openings import ApplicationFactory
from tests.factories.reports import scored


def _run(app, *words: str):
    app_of_its_own = ScriptInfo(create_app=lambda: app)
    return CliRunner().invoke(command, ["issue", *words], obj=app_of_its_own)


@pytest.mark.process
def test_a_report_is_issued_and_written_whole(app, session, tmp_path):
    ready, target = scored(), tmp_path / "laporan.pdf"
    session.commit()

    done = _run(app, ready.application.code, "-o", str(target), "--locale", "en")

    session.expire_all()
    issued = session.scalars(select(Report)).one()
    assert (done.exit_code, done.output) == (0, f"{issued.code} issued and written to {target}.\n")
    assert (issued.state, issued.locale, issued.asked_by) == ("issued", "en", None)
    assert target.read_bytes() == current_folder().read(issued.pdf_sha256)
    assert list(tmp_path.glob(".laporan*")) == []
    [asked] = session.scalars(select(AuditEntry).where(AuditEntry.event == "report.asked"))
    assert asked.actor == "operator"


def test_an_unknown_application_is_named(app, session, tmp_path):
    done = _run(app, "K-9999", "-o", str(tmp_path / "x.pdf"))

    assert (done.exit_code, done.output) == (1, "Error: There is no application K-9999.\n")


def test_two_applications_with_the_same_code_are_told_apart_by_their_ids(app, session, tmp_path):
    both = [ApplicationFactory(code="K-SAMA") for _ in range(2)]
    session.commit()

    done = _run(app, "K-SAMA", "-o", str(tmp_path / "x.pdf"))

    assert done.exit_code == 1
    assert all(one.public_id in done.output for one in both)


def test_nothing_is_issued_about_somebody_who_is_not_scored(app, session, tmp_path):
    ready = scored(settled=False)
    session.commit()

    done = _run(app, ready.application.public_id, "-o", str(tmp_path / "x.pdf"))

    assert done.exit_code == 1
    assert "A report can be issued once every answer is scored" in done.output
    assert not (tmp_path / "x.pdf").exists()


def test_a_folder_that_is_not_there_is_said_in_one_sentence(app, session, tmp_path):
    ready = scored()
    session.commit()

    done = _run(app, ready.application.code, "-o", str(tmp_path / "nowhere" / "x.pdf"))

    assert done.exit_code == 1
    assert f"{tmp_path / 'nowhere'} is not a writable folder." in done.output
    assert session.scalars(select(Report)).all() == []
