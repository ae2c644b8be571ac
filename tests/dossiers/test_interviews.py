"""What dossier and page say of an interview: numbers instead of names, each level beside the others."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import update

from hiring import clock
from hiring.accounts.rules import OPERATOR
from hiring.banks.actions import load_bank
from hiring.dossiers.assembly.whole import dossier_of
from hiring.dossiers.beside_tasks import AgreedLevel, JoinedCompetency
from hiring.dossiers.canonical import dossier_as_json
from hiring.dossiers.formatting import Wording
from hiring.dossiers.queries import application_to_read, record_of
from hiring.interviews.models import InterviewConsensus
from hiring.openings.dossier_panel import ApplicationReader
from hiring.reports.html import compose
from hiring.rubrics.models import Rubric, RubricVersion
from tests.factories import dossiers
from tests.factories.banks import shipped_bank
from tests.factories.interviews import NOTES, arranged, interviewed, scored
from tests.page import words
from tests.postgres import on_both


def read(session, application, locale="en"):
    session.expunge_all()  # as a page reads it
    whole = application_to_read(session, application.public_id)
    record = record_of(ApplicationReader(session, whole), locale)
    return dossier_of(
        record, locale=locale, code="", generated_at=clock.now(), organisation="PT Contoh", software="hiring"
    )


@on_both
def test_each_interviewer_is_a_number_and_stands_beside_the_others(session):
    interviewing, _ = interviewed(5, 4)
    session.commit()

    found = read(session, interviewing.application)

    assert (found.interview.total, found.summary.total) == (Decimal("3.90"), Decimal("3.50"))
    assert found.interview.interviewers == ("1", "2")
    speaking = next(one for one in found.interview.competencies if one.share == 100)
    assert (speaking.by_tasks, speaking.by_interviews) == (None, Decimal("4.50"))
    assert sorted(mean.mean for mean in speaking.interviewers) == [Decimal("4.00"), Decimal("5.00")]
    asked = found.interview.questions[0]
    assert ({note.level for note in asked.given}, {note.notes for note in asked.given}) == ({4, 5}, {NOTES})
    assert [note.interviewer for note in asked.given] == ["1", "2"]
    written = dossier_as_json(found)
    assert not any(user.name in written for user in interviewing.interviewers)


def test_the_same_interviewer_has_the_same_number_at_every_reading(session):
    interviewing, _ = interviewed(5, 4)
    session.commit()

    assert (
        read(session, interviewing.application).interview == read(session, interviewing.application).interview
    )


def test_who_was_not_measured_by_interview_has_no_second_total_and_the_dossier_says_so(session):
    interviewing, _ = arranged()
    scored(interviewing, 4, 3)
    session.commit()

    found = read(session, interviewing.application)

    assert (found.interview, found.interviews_planned) == (None, True)


def test_the_page_shows_the_interview_once_with_its_shares_in_words(session, signed_in):
    interviewing, _ = interviewed(5, 4)
    interviewing.panel.hr.locale = "en"
    session.commit()

    html = signed_in(interviewing.panel.hr).get(f"/applications/{interviewing.application.public_id}").text

    assert html.count('id="interview"') == 1
    shown = words(html)
    assert "3.90 Total after tasks and interviews" in shown
    assert "From tasks alone:" in shown
    assert "50% from the interview and 50% from tasks:" in shown
    assert "From the interview alone:" in shown
    assert NOTES in shown


SECOND_TOTAL = {"id": "Total setelah tugas dan wawancara", "en": "Total after tasks and interviews"}


@pytest.mark.parametrize(("locale", "said"), SECOND_TOTAL.items())
def test_the_report_draws_the_interview_and_one_without_it_is_as_it_was(locale, said):
    with_it = words(compose(dossiers.interviewed(locale), verify_url="https://r.example/verify/X").html)
    without = words(compose(dossiers.rich(locale), verify_url="https://r.example/verify/X").html)

    assert said in with_it
    assert "Atasan (2 " in with_it
    assert "M.70KHM00.018.3 Menyusun bahan presentasi" in with_it
    assert said not in without
    assert "SKKNI" not in without


def test_shares_are_said_in_words_share_by_share():
    wording = Wording("en", "Asia/Jakarta", lambda text: text)
    names = {"Writing": 0, "Networking": 40, "Adaptability": 40, "Speaking": 100, "Values": None}
    joined = [JoinedCompetency(name, None, None, None, share) for name, share in names.items()]

    assert wording.shares(joined) == (
        "From tasks alone: Writing. 40% from the interview and 60% from tasks: Networking and Adaptability. "
        "From the interview alone: Speaking."
    )


def test_a_rubric_that_came_with_a_bank_names_the_units_of_standards_that_speak_of_it(session):
    interviewing, _ = interviewed(5, 4)
    load_bank(session, shipped_bank(), by=OPERATOR)
    session.commit()
    assert read(session, interviewing.application).competencies[0].standards == ()

    version = session.get_one(RubricVersion, interviewing.opening.rubric_version_id)
    session.execute(
        update(Rubric)
        .where(Rubric.id == version.rubric_id)
        .values(bank_code="community-officer/of-one-opening")
    )
    session.commit()

    units = {one.code: one.standards for one in read(session, interviewing.application).competencies}
    assert units["COMO"][0].code[:2] in {"M.", "S."}
    assert "SKKNI" in units["COMO"][0].standard


def test_the_last_that_the_interviewers_agreed_on_stands_beside_what_each_gave(session):
    interviewing, interview = interviewed(5, 4)
    hr, said = interviewing.hr, ("Semula berbeda jauh.", "Keduanya mendengar ia berhenti.", "Tetap berbeda.")
    for code, level, reason in (("COMO", 3, said[0]), ("COMO", 4, said[1]), ("NETW", None, said[2])):
        row = InterviewConsensus(competency=code, level=level, reason=reason, recorded_by=hr.id)
        row.interview_id = interview.id
        session.add(row)
        session.flush()
    session.commit()

    found = read(session, interviewing.application)

    assert [(one.consensus.level, one.consensus.reason) for one in found.interview.agreed] == [
        (None, said[2]),
        (4, said[1]),
    ]
    assert found.interview.total == Decimal("3.90")
    drawn = words(compose(found, verify_url="https://r.example/verify/X").html)
    assert f"no common level {said[2]}" in drawn


def test_what_was_agreed_on_afterwards_is_drawn_beside_what_each_gave_and_changes_no_figure():
    before = dossiers.interviewed("en")
    agreed = AgreedLevel(4, "Keduanya mendengar ia berhenti dan mendengarkan.", "id")
    first, second, *others = before.interview.competencies
    joined = (first, replace(second, consensus=agreed), *others)
    after = replace(before, interview=replace(before.interview, competencies=joined))

    drawn = words(compose(after, verify_url="https://r.example/verify/X").html)

    assert f"{second.name}: 4 {agreed.reason}" in drawn
    assert after.interview.total == before.interview.total
    assert (after.interview.agreed, before.interview.agreed) == ((joined[1],), ())
