"""What is asked in the interviews of an opening is chosen once, and by whom it is asked, too."""

import pytest

from hiring.accounts.rules import Role
from hiring.errors import StalePage
from hiring.interviews import actions, queries
from hiring.interviews.actions.planning import PlanRefused
from hiring.interviews.rules import Plan
from tests.factories.accounts import UserFactory
from tests.factories.interviews import arranged, planned, with_guide
from tests.page import words
from tests.trail import told

CORE = ("I-COMO1", "I-NETW1", "I-NETW2", "V1")


def choose(session, interviewing, extra=(), people=None, seen=None, shares=None):
    there = actions.planned(session, interviewing.opening.id)
    chosen = interviewing.interviewers if people is None else people
    actions.choose_plan(
        session,
        interviewing.opening,
        frozenset(extra),
        frozenset(user.id for user in chosen),
        shares=shares,
        seen=seen or actions.plan_mark(there),
        by=interviewing.hr,
    )


def test_the_core_questions_of_competencies_of_the_opening_are_asked_with_those_chosen_besides(session):
    interviewing = with_guide()

    choose(session, interviewing, ["I-COMO2"], interviewing.interviewers[:2])

    assert actions.planned(session, interviewing.opening.id) == Plan(
        ("I-COMO1", "I-COMO2", "I-NETW1", "I-NETW2", "V1"),
        frozenset(user.id for user in interviewing.interviewers[:2]),
        {"NETW": 50},
    )
    assert ("interview.planned", interviewing.hr.label) == told(session)[-1][:2]


def test_a_question_of_values_has_no_competency_and_is_not_rated(session):
    interviewing = planned()

    questions = queries.questions_of(
        session, interviewing.opening, queries.plan_of(session, interviewing.opening.id)
    )

    assert [each.code for each in questions if not each.rated] == ["V1"]


def test_one_person_alone_is_no_panel(session):
    interviewing = with_guide()

    with pytest.raises(PlanRefused, match="at least two people"):
        choose(session, interviewing, people=interviewing.interviewers[:1])


def test_nobody_is_in_the_panel_who_sees_scores_or_is_no_reviewer(session):
    interviewing = with_guide()
    somebody = UserFactory(roles=[Role.HR])

    for other in (interviewing.panel.hr, somebody):
        with pytest.raises(PlanRefused, match="no reviewer any more"):
            choose(session, interviewing, people=[*interviewing.interviewers, other])


def test_a_question_that_the_guide_does_not_offer_here_is_refused(session):
    with pytest.raises(PlanRefused, match="no longer holds"):
        choose(session, with_guide(), ["I-EVNT1"])


def test_once_somebody_is_invited_the_questions_stay_and_people_may_change(session):
    interviewing, _interview = arranged()

    with pytest.raises(PlanRefused, match="no longer change"):
        choose(session, interviewing, [])
    choose(session, interviewing, ["I-COMO2"], interviewing.interviewers[1:])

    assert [user.name for user in queries.panel_of(session, interviewing.opening.id)] == ["Agus", "Budi"]


def shares(session, interviewing):
    plan = queries.plan_of(session, interviewing.opening.id)
    return queries.shares_that_count(session, interviewing.opening, plan)


def test_what_tasks_measure_too_is_shared_half_and_half_and_the_rest_comes_from_interviews_alone(session):
    interviewing = with_guide()

    choose(session, interviewing)

    assert shares(session, interviewing) == {"COMO": 100, "NETW": 50}


def test_another_share_is_chosen_and_both_methods_count_where_both_measure(session):
    interviewing = with_guide()
    choose(session, interviewing, shares={"NETW": 30})

    for share in (9, 91):
        with pytest.raises(PlanRefused, match="10 to 90 per cent"):
            choose(session, interviewing, shares={"NETW": share})

    assert shares(session, interviewing) == {"COMO": 100, "NETW": 30}


def test_once_somebody_is_invited_the_shares_stay(session):
    interviewing, _interview = arranged()

    with pytest.raises(PlanRefused, match="shares no longer change"):
        choose(session, interviewing, ["I-COMO2"], shares={"NETW": 30})
    choose(session, interviewing, ["I-COMO2"], interviewing.interviewers[1:], shares={"NETW": 50})

    assert shares(session, interviewing) == {"COMO": 100, "NETW": 50}


def test_hr_chooses_shares_on_the_page_and_sees_them_kept(session, signed_in):
    interviewing = with_guide()
    client = signed_in(interviewing.panel.hr)
    tab = f"/openings/{interviewing.opening.public_id}/interviews"
    panel = [user.id for user in interviewing.interviewers[:2]]

    chosen = {"panel": panel, "notice_hours": "24", "wishes": "1"}

    refused = client.edit(f"{tab}/plan", **{**chosen, "share-NETW": "95"})
    client.edit(f"{tab}/plan", **{**chosen, "share-NETW": "30"})

    assert refused.status_code == 422
    assert "Porsi wawancara, dalam persen, Competency NETW (id)" in words(refused.text)
    assert "wawancara 30%, tugas 70%" in words(client.get(tab).text)
    arranged(interviewing)
    session.commit()
    fixed = client.get(f"{tab}/plan").text
    assert "wawancara 30%, tugas 70%" in words(fixed)
    assert 'name="share-NETW"' not in fixed


def test_the_page_opens_once_somebody_is_invited_although_tasks_share_no_question(session, signed_in):
    interviewing, _interview = arranged()
    queries.plan_of(session, interviewing.opening.id).questions = ["V1"]
    session.commit()

    page = f"/openings/{interviewing.opening.public_id}/interviews/plan"

    assert signed_in(interviewing.panel.hr).get(page).status_code == 200


def test_a_number_that_nobody_can_have_is_nobody_in_the_panel(session, signed_in):
    interviewing = with_guide()
    page = f"/openings/{interviewing.opening.public_id}/interviews/plan"
    session.commit()

    reply = signed_in(interviewing.panel.hr).send(page, panel="9" * 40, notice_hours="24")

    assert reply.status_code == 422


def test_who_chose_meanwhile_is_not_undone_unknowingly(session):
    interviewing = with_guide()
    before = actions.plan_mark(actions.planned(session, interviewing.opening.id))
    choose(session, interviewing, ["I-COMO2"])

    with pytest.raises(StalePage):
        choose(session, interviewing, [], seen=before)


def test_hr_chooses_on_a_page_that_points_out_what_few_tasks_measure(session, signed_in):
    interviewing = with_guide()
    client = signed_in(interviewing.panel.hr)
    tab = f"/openings/{interviewing.opening.public_id}/interviews"

    shown = words(client.get(f"{tab}/plan").text)
    panel = [user.id for user in interviewing.interviewers[:2]]
    asked = {"extra": ["I-COMO2"], "panel": panel, "notice_hours": "48", "wishes": "2", "share-NETW": "50"}
    client.edit(f"{tab}/plan", **asked)

    assert "Hanya 0 tugas lowongan ini yang mengukur kompetensi ini." in shown
    listed = words(client.get(tab).text)
    assert "Seorang warga menyela presentasi" in listed
    assert "Agus Dewi" in listed
    kept = queries.plan_of(session, interviewing.opening.id)
    assert (kept.notice_hours, kept.wishes) == (48, 2)


def test_an_opening_whose_bank_holds_no_guide_says_so(session, signed_in):
    interviewing = with_guide()
    guide = queries.current_guide(session, interviewing.opening)
    guide.current = False
    session.commit()
    client = signed_in(interviewing.panel.hr)

    shown = client.get(f"/openings/{interviewing.opening.public_id}/interviews/plan", follow_redirects=True)

    assert "tidak memuat panduan wawancara" in words(shown.text)


def test_a_stranger_sees_no_plan(session, signed_in):
    interviewing = planned()
    page = f"/openings/{interviewing.opening.public_id}/interviews"

    for user in (UserFactory(roles=[Role.HR]), interviewing.interviewers[0]):
        assert signed_in(user).get(page).status_code == 404
