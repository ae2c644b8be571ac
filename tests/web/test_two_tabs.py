"""Every form that edits something saved, opened in two tabs: the second save undoes nothing, loses nothing.

The tables below name every page that takes a POST: a new one must be put into one of them, and
docs/two-tabs.md says the same to people.
"""

import html
import io
import json
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hiring import clock
from hiring.accounts.rules import Audience, Role
from hiring.openings.models import CandidateFacts
from hiring.paths import CHECKOUT
from hiring.privacy.forms import ProcessorForm
from tests.factories.accounts import UserFactory
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.files import picture
from tests.factories.interviews import arranged, card_of, locked_card, planned
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.privacy import IncidentFactory, ProcessorFactory
from tests.factories.references import ReferenceRequestFactory, reference_form
from tests.factories.reports import scored
from tests.factories.rubrics import RubricVersionFactory
from tests.factories.scoring import a_panel, allocated
from tests.factories.sittings import SittingFactory
from tests.page import CarefulClient, hidden_fields

Values = Mapping[str, Any]


@dataclass
class Tabs:
    """One form in two tabs: what the first saves, what the second then sends, and what each must show."""

    client: CarefulClient
    page: str
    first: Values
    second: Values
    saved: str
    """Words of the first tab's text, as the refused page of the second shows them."""
    typed: str
    """Words of the second tab's text, which must not be lost; both are patterns."""
    to: str | None = None
    """Where the form is sent, if not to the address of its page."""
    again: bool = True
    """Whether sending the refused page once more puts it in place."""
    first_to: str | None = None
    """Where the first tab sends, if elsewhere."""

    def save_first(self, hidden: Values) -> Any:
        return self.client.send(self.first_to or self.to or self.page, **{**hidden, **self.first})

    def send(self, hidden: Values) -> Any:
        return self.client.send(self.to or self.page, **{**hidden, **self.second})


class AnswerTabs(Tabs):
    """Answers go by a script, as JSON, and name the revision they are based on."""

    def save_first(self, hidden: Values) -> Any:
        return self._put(self.first)

    def send(self, hidden: Values) -> Any:
        return self._put(self.second)

    def _put(self, value: Values) -> Any:
        body = {"operation_id": str(uuid.uuid4()), "based_on": 0, "value": value}
        headers = {"X-CSRFToken": self.client.token(), "Accept": "application/json"}
        return self.client.put(
            self.to or "", data=json.dumps(body), content_type="application/json", headers=headers
        )


def staff(signed_in: Any, *roles: Role) -> tuple[Any, CarefulClient]:
    user = UserFactory(roles=list(roles), locale="en")
    return user, signed_in(user)


# The forms


def roles_of_staff(session: Any, signed_in: Any) -> Tabs:
    _admin, client = staff(signed_in, Role.ADMIN)
    user = UserFactory(roles=[Role.HR])
    first, second = {"roles": ["hr", "reviewer"], "active": "y"}, {"roles": ["hiring_manager"], "active": "y"}
    checked = r'checked [^>]*value="hiring_manager"'
    return Tabs(client, f"/users/{user.public_id}", first, second, "HR, Reviewer", checked)


def name_of_staff(session: Any, signed_in: Any) -> Tabs:
    _admin, client = staff(signed_in, Role.ADMIN)
    user = UserFactory(roles=[Role.HR])
    first, second = ({"name": name, "email": user.email} for name in ("Siti Rahma", "Siti Rahmawati"))
    page = f"/users/{user.public_id}/person"
    return Tabs(client, page, first, second, "Siti Rahma</p>", 'value="Siti Rahmawati"')


def the_organisation(session: Any, signed_in: Any) -> Tabs:
    _admin, client = staff(signed_in, Role.ADMIN)
    first, second = {"name": "PT Satu"}, {"name": "PT Dua"}
    return Tabs(client, "/organisation", first, second, "PT Satu", "PT Dua")


def draft_of_an_opening(session: Any, signed_in: Any) -> Tabs:
    hr, client = staff(signed_in, Role.HR)
    opening = OpeningFactory(draft=True, hr=[hr])
    page, kept = f"/openings/{opening.public_id}/edit", whole_plan(opening)
    return Tabs(client, page, {**kept, "place": "Bogor"}, {**kept, "place": "Depok"}, "Bogor", "Depok")


def whole_plan(opening: Any) -> Values:
    return {
        "title_id": "Petugas",
        "title_en": "Officer",
        "description_id": "Tugas",
        "description_en": "Work",
        "assessment": str(opening.assessment_version_id),
        "closes_on": "2030-11-27",
        "closes_at": "23:59",
        "zone": "Asia/Jakarta",
        "languages": ["id", "en"],
        "references_wanted": "2",
        "raters_per_answer": "2",
        "tolerance": "2",
    }


def texts_of_an_opening(session: Any, signed_in: Any) -> Tabs:
    hr, client = staff(signed_in, Role.HR)
    opening = OpeningFactory(hr=[hr])
    texts = {
        "title_id": "Petugas",
        "title_en": "Officer",
        "place": "Bogor",
        "description_id": "Tugas",
    }
    first, second = {**texts, "description_en": "Walk a lot"}, {**texts, "description_en": "Write a lot"}
    return Tabs(client, f"/openings/{opening.public_id}/edit", first, second, "Walk a lot", "Write a lot")


def people_of_an_opening(session: Any, signed_in: Any) -> Tabs:
    hr, client = staff(signed_in, Role.HR)
    manager = UserFactory(roles=[Role.HIRING_MANAGER])
    reviewers = [UserFactory(roles=[Role.REVIEWER], name=name) for name in ("Adi", "Budi", "Citra")]
    opening = OpeningFactory(draft=True, hr=[hr], reviewers=reviewers[:1], hiring_managers=[manager])
    kept = {"hr": hr.id, "hiring_managers": manager.id}
    first = {**kept, "reviewers": [reviewers[0].id, reviewers[1].id]}
    second = {**kept, "reviewers": [reviewers[2].id]}
    checked = rf'checked [^>]*value="{reviewers[2].id}"'
    return Tabs(client, f"/openings/{opening.public_id}/people", first, second, "Adi, Budi", checked)


def closing_moment(session: Any, signed_in: Any) -> Tabs:
    hr, client = staff(signed_in, Role.HR)
    opening = OpeningFactory(hr=[hr])
    first = {"closes_on": "2031-01-01", "closes_at": "10:00"}
    second = {"closes_on": "2031-02-02", "closes_at": "10:00"}
    page = f"/openings/{opening.public_id}/extend"
    return Tabs(client, page, first, second, "1 January 2031", 'value="2031-02-02"')


def dates_of_an_opening(session: Any, signed_in: Any) -> Tabs:
    hr, client = staff(signed_in, Role.HR)
    opening = OpeningFactory(hr=[hr])
    first = {"reviews_due": "2031-01-01", "decisions_due": ""}
    second = {"reviews_due": "2031-02-02", "decisions_due": ""}
    page = f"/openings/{opening.public_id}/dates"
    return Tabs(client, page, first, second, "1 January 2031", 'value="2031-02-02"')


def what_is_known_of_an_incident(session: Any, signed_in: Any) -> Tabs:
    admin, client = staff(signed_in, Role.ADMIN)
    incident = IncidentFactory(by=admin)
    zone = ZoneInfo("Asia/Jakarta")
    first = {
        "noticed_on": f"{incident.noticed_at.astimezone(zone):%Y-%m-%d}",
        "noticed_at": f"{incident.noticed_at.astimezone(zone):%H:%M}",
        "began_on": "2026-01-02",
        "began_at": "08:00",
        "ended_on": "",
        "ended_at": "",
        "happened_id": "Laptop hilang.",
        "data": ["names"],
        "measures_id": "Kunci diganti.",
        "whom": "everybody",
    }
    page = f"/incidents/{incident.public_id}/edit"
    second = {**first, "happened_id": "Telepon hilang."}
    return Tabs(client, page, first, second, "Laptop hilang", r"Telepon hilang\.</textarea>")


def contact_of_an_opening(session: Any, signed_in: Any) -> Tabs:
    hr, client = staff(signed_in, Role.HR)
    opening = OpeningFactory(hr=[hr])
    first = {"contact_name": "Ratna", "contact_email": "hr@contoh.example", "contact_whatsapp": ""}
    page = f"/openings/{opening.public_id}/contact"
    return Tabs(client, page, first, {**first, "contact_name": "Budi"}, "Ratna", 'value="Budi"')


def text_of_a_mail(session: Any, signed_in: Any) -> Tabs:
    _hr, client = staff(signed_in, Role.HR)
    first = {"subject": "Undangan", "body": "Halo {name}: {link}"}
    page = "/mail-texts/invitation/id"
    return Tabs(client, page, first, {**first, "subject": "Ajakan"}, "Undangan", 'value="Ajakan"')


def moment_of_letters(session: Any, signed_in: Any) -> Tabs:
    hr, client = staff(signed_in, Role.HR)
    opening = OpeningFactory(hr=[hr])
    first, second = {"day": "2031-01-01", "at": "10:00"}, {"day": "2031-02-02", "at": "10:00"}
    page = f"/openings/{opening.public_id}/letters"
    return Tabs(client, page, first, second, "1 January 2031", 'value="2031-02-02"')


def what_is_granted(session: Any, signed_in: Any) -> Tabs:
    hr, client = staff(signed_in, Role.HR)
    application = ApplicationFactory(opening=OpeningFactory(hr=[hr]), consented=True)
    nothing = {"per_cent": "0", "minutes": "0", "break_minutes": "0", "closes_on": "", "closes_at": "23:59"}
    first, second = {**nothing, "per_cent": "25"}, {**nothing, "minutes": "15", "answer": "Semoga membantu"}
    page = f"/applications/{application.public_id}/adjustments"
    return Tabs(client, page, first, second, r"Saved now:\s*</p>\s*<p class=\"answer\">25", "Semoga membantu")


def name_of_a_candidate(session: Any, signed_in: Any) -> Tabs:
    hr, client = staff(signed_in, Role.HR)
    application = ApplicationFactory(opening=OpeningFactory(hr=[hr]))
    kept = {"email": application.candidate.email}
    first, second = {**kept, "name": "Siti Rahma"}, {**kept, "name": "Siti Rahmawati"}
    page = f"/applications/{application.public_id}/person"
    return Tabs(client, page, first, second, "Siti Rahma</p>", 'value="Siti Rahmawati"')


def facts_that_hr_corrects(session: Any, signed_in: Any) -> Tabs:
    hr, client = staff(signed_in, Role.HR)
    application = ApplicationFactory(opening=OpeningFactory(hr=[hr]), consented=True, facts_at=clock.now())
    session.flush()
    session.add(CandidateFacts(application_id=application.id, education="S1", experience=""))
    session.commit()
    page, reason = f"/applications/{application.public_id}/facts", {"reason": "Salah tulis."}
    first, second = {**reason, "education": "S1 Komunikasi"}, {**reason, "education": "S1 Ilmu Politik"}
    return Tabs(client, page, first, second, "S1 Komunikasi</p>", "S1 Ilmu Politik")


def name_of_a_referee(session: Any, signed_in: Any) -> Tabs:
    hr, client = staff(signed_in, Role.HR)
    request = ReferenceRequestFactory(application__opening=OpeningFactory(hr=[hr]), sent=True)
    kept = {"email": request.email}
    first, second = {**kept, "name": "Hadi Wijaya"}, {**kept, "name": "Hadi Widjaja"}
    page = f"/reference-requests/{request.public_id}/person"
    return Tabs(client, page, first, second, "Hadi Wijaya</p>", 'value="Hadi Widjaja"')


def facts_of_a_candidate(session: Any, signed_in: Any) -> Tabs:
    application = ApplicationFactory(consented=True, facts_at=None, locale="en")
    client = signed_in(application, Audience.CANDIDATE)
    first = {"education": "S1 Komunikasi", "posts-0-title": "Humas", "posts-0-organisation": "Mitra"}
    return Tabs(
        client, "/candidate/facts", first, {"education": "S1 Ilmu Politik"}, "Humas", "S1 Ilmu Politik"
    )


def referees_of_a_candidate(session: Any, signed_in: Any) -> Tabs:
    from tests.references.test_candidate_page import person

    application = _agreed(session, ApplicationFactory(consented=True, referees_at=None, locale="en"))
    client = signed_in(application, Audience.CANDIDATE)
    first, second = (
        {**person(0), **person(1)},
        {**person(0), **person(1, name="Dewi", email="dewi@a.example")},
    )
    return Tabs(client, "/candidate/referees", first, second, "orang1@yab.example", 'value="dewi@a.example"')


def page_of_a_referee(session: Any, signed_in: Any) -> Tabs:
    client = _referee(session, signed_in, agreed=True)
    from tests.references.test_writing import COMW

    first, second = {**COMW, "R1a-text": "Siaran pers banjir"}, {**COMW, "R1a-text": "Belum pernah"}
    return Tabs(client, "/reference/comw", first, second, "Siaran pers banjir", "Belum pernah")


def page_on_the_telephone(session: Any, signed_in: Any) -> Tabs:
    from hiring.references.models import TelephoneForm
    from tests.references.test_telephone import PAGES

    hr, client = staff(signed_in, Role.HR)
    opening = OpeningFactory(hr=[hr], references_wanted=2)
    reference_form(opening)
    application = _agreed(session, ApplicationFactory(opening=opening, consented=True))
    request = ReferenceRequestFactory(application=application, sent=True, locale="en")
    written = {"begun_by": hr.id, "consent_text": "...", "locale": "en", "draft": {}}
    session.add(TelephoneForm(request_id=request.id, **written))
    session.flush()
    page = f"/reference-requests/{request.public_id}/telephone/comw"
    first = {**PAGES["comw"], "R1a-text": "Siaran pers banjir", "read_back": "y"}
    second = {**first, "R1a-text": "Belum pernah"}
    return Tabs(client, page, first, second, "Siaran pers banjir", "Belum pernah")


def consent_of_a_referee(session: Any, signed_in: Any) -> Tabs:
    client = _referee(session, signed_in)
    first, second = {"R0a": "yes", "R0b": "yes"}, {"R0a": "yes", "R0b": "no"}
    return Tabs(client, "/reference/consent", first, second, "Saved now:", 'value="no" checked')


def autosave_of_a_referee(session: Any, signed_in: Any) -> Tabs:
    tabs = page_of_a_referee(session, signed_in)
    tabs.to, tabs.again = "/reference/comw/draft", False
    tabs.saved = tabs.typed = "This page was saved in another window"
    return tabs


def outline_of_a_rubric(session: Any, signed_in: Any) -> Tabs:
    _hr, client = staff(signed_in, Role.HR)
    draft = RubricVersionFactory(draft=True)
    page = f"/rubrics/versions/{draft.public_id}/edit"
    first, second = {"title_id": "Satu", "title_en": "One"}, {"title_id": "Satu", "title_en": "Two"}
    return Tabs(client, page, first, second, "One</p>", 'value="Two"')


def texts_of_a_competency(session: Any, signed_in: Any) -> Tabs:
    _hr, client = staff(signed_in, Role.HR)
    competency = RubricVersionFactory(draft=True).competencies[0]
    page = f"/rubrics/competencies/{competency.public_id}"
    first, second = {"name_en": "Networking"}, {"name_en": "Partnering"}
    return Tabs(client, page, first, second, "Networking</p>", 'value="Partnering"')


def draft_of_an_assessment(session: Any, signed_in: Any) -> Tabs:
    _hr, client = staff(signed_in, Role.HR)
    draft = AssessmentVersionFactory(state="draft", published_at=None, content_hash=None)
    page = f"/assessments/versions/{draft.public_id}/edit"
    first, second = {"title_en": "One"}, {"title_en": "Two"}
    return Tabs(client, page, first, second, "One</p>", 'value="Two"')


def decision(session: Any, signed_in: Any) -> Tabs:
    ready = scored()
    ready.hr.locale = "en"
    client, application = signed_in(ready.hr), ready.application
    reason = "Alasan yang cukup panjang untuk dicatat: "
    first = {"outcome": "offer", "reason": reason + "pertama"}
    second = {"outcome": "reject", "reason": reason + "kedua"}
    page = f"/applications/{application.public_id}/decision"
    return Tabs(client, page, first, second, "pertama", reason + "kedua")


def draft_of_a_review(session: Any, signed_in: Any) -> Tabs:
    panel = a_panel(2, letters=2)
    allocated(panel)
    from tests.scoring.test_reviewer_views import _fields, _mine

    reviewer = panel.reviewers[0]
    reviewer.locale = "en"
    review = _mine(session, reviewer)[0]
    first, second = _fields(reason="dari tab pertama"), _fields(reason="dari tab kedua")
    for sent in (first, second):
        del sent["seen"], sent["writer"]
    page = f"/reviews/{review.public_id}"
    to, saved = f"{page}/draft", "in another tab"
    return Tabs(signed_in(reviewer), page, first, second, saved, "dari tab kedua</textarea>", to=to)


def lock_of_a_review(session: Any, signed_in: Any) -> Tabs:
    tabs = draft_of_a_review(session, signed_in)
    from tests.scoring.test_reviewer_views import REASON, _fields

    tabs.second = {name: value for name, value in _fields(reason=REASON).items() if "-" in name}
    tabs.first_to, tabs.to, tabs.typed = tabs.to, f"{tabs.page}/lock", REASON
    return tabs


def task_of_a_candidate(session: Any, signed_in: Any) -> Tabs:
    _sitting, client, place = _at_work(signed_in)
    first, second = {"part.a": "dari telepon"}, {"part.a": "dari laptop"}
    return Tabs(client, f"/candidate/tasks/{place.public_id}", first, second, "dari telepon", "dari laptop")


def answer_of_a_candidate(session: Any, signed_in: Any) -> Tabs:
    sitting, client, place = _at_work(signed_in)
    page, to = (
        f"/candidate/tasks/{place.public_id}",
        f"/sittings/{sitting.public_id}/answers/{place.public_id}/a",
    )
    first, second = {"text": "dari telepon"}, {"text": "dari laptop"}
    return AnswerTabs(client, page, first, second, "dari telepon", "choose below", to=to, again=False)


def _at_work(signed_in: Any) -> tuple[Any, CarefulClient, Any]:
    sitting = SittingFactory()
    sitting.application.locale = "en"
    client = signed_in(sitting.application, Audience.CANDIDATE)
    return sitting, client, sitting.assessment_version.sections[0].tasks[0]


def _agreed(session: Any, application: Any) -> Any:
    from hiring.privacy.models import Consent

    given = {"purpose": "references", "given": True, "notice_version": "1", "notice_hash": "0" * 64}
    session.add(Consent(application_id=application.id, notice_text="...", locale="en", **given))
    session.flush()
    return application


def _referee(session: Any, signed_in: Any, **traits: bool) -> CarefulClient:
    opening = OpeningFactory(references_wanted=2)
    reference_form(opening)
    application = _agreed(session, ApplicationFactory(opening=opening, consented=True))
    request = ReferenceRequestFactory(application=application, sent=True, locale="en", **traits)
    client = signed_in(request, Audience.REFEREE)
    client.send("/language", locale="en", next="/")
    return client


def what_is_known_of_a_processor(session: Any, signed_in: Any) -> Tabs:
    _hr, client = staff(signed_in, Role.HR)
    processor = ProcessorFactory()
    session.flush()
    page = f"/privacy/processors/{processor.public_id}"
    first = {**ProcessorForm.values_of(processor), "name": "PT Satu"}
    return Tabs(client, page, first, {**first, "name": "PT Dua"}, "PT Satu", 'value="PT Dua"')


def what_is_different_in_the_assessment(session: Any, signed_in: Any) -> Tabs:
    _hr, client = staff(signed_in, Role.HR)
    first, second = {"risks": "Kami menelepon."}, {"risks": "Kami berkunjung."}
    page = "/privacy/impact-assessment/edit"
    return Tabs(client, page, first, second, "Kami menelepon.", r"Kami berkunjung\.</textarea>")


def questions_and_panel_of_interviews(session: Any, signed_in: Any) -> Tabs:
    interviewing = planned()
    interviewing.panel.hr.locale = "en"
    session.commit()
    dewi, agus, budi = (str(user.id) for user in interviewing.interviewers)
    page = f"/openings/{interviewing.opening.public_id}/interviews/plan"
    kept = {"notice_hours": "24", "wishes": "1"}
    first = {**kept, "extra": [], "panel": [agus, dewi], "share-NETW": "50"}
    second = {**kept, "extra": ["I-COMO2"], "panel": [budi, agus], "share-NETW": "30"}
    client = signed_in(interviewing.panel.hr)
    return Tabs(client, page, first, second, "Dewi, Agus", rf'checked [^>]*value="{budi}"')


def slot_of_an_interview(session: Any, signed_in: Any) -> Tabs:
    interviewing, _interview = arranged()
    interviewing.panel.hr.locale = "en"
    session.commit()
    people = [str(user.id) for user in interviewing.interviewers[:2]]
    day = (clock.now() + timedelta(days=3)).date().isoformat()
    kept = {"day": day, "at": "10:00", "minutes": "60", "interviewers": people}
    page = f"/applications/{interviewing.application.public_id}/interview"
    first, second = {**kept, "place": "Ruang 2"}, {**kept, "place": "Ruang 3"}
    return Tabs(signed_in(interviewing.panel.hr), page, first, second, "Ruang 2</p>", 'value="Ruang 3"')


def what_was_agreed(session: Any, signed_in: Any) -> Tabs:
    interviewing, _interview = _rated(session)
    page = f"/applications/{interviewing.application.public_id}/interview/consensus"
    return _tabs_of_agreement(signed_in(interviewing.panel.hr), page)


def what_was_agreed_by_an_interviewer(session: Any, signed_in: Any) -> Tabs:
    interviewing, interview = _rated(session)
    user = interviewing.interviewers[0]
    return _tabs_of_agreement(signed_in(user), f"/interviews/{card_of(interview, user).public_id}/consensus")


def _rated(session: Any) -> Any:
    interviewing, interview = arranged()
    interviewing.panel.hr.locale = interviewing.interviewers[0].locale = "en"
    for user in interviewing.interviewers[:2]:
        locked_card(interview, user)
    session.commit()
    return interviewing, interview


def _tabs_of_agreement(client: CarefulClient, page: str) -> Tabs:
    first = {"NETW-level": "3", "NETW-reason": "Tiga pihak disebut."}
    second = {"NETW-level": "4", "NETW-reason": "Empat pihak disebut."}
    return Tabs(client, page, first, second, "Tiga pihak disebut.</p>", r"Empat pihak disebut\.</textarea>")


def _card(session: Any, signed_in: Any) -> tuple[CarefulClient, str]:
    interviewing, interview = arranged()
    user = interviewing.interviewers[0]
    user.locale, interview.starts_at = "en", clock.now() - timedelta(minutes=5)
    session.commit()
    return signed_in(user), f"/interviews/{card_of(interview, user).public_id}"


def draft_of_a_card(session: Any, signed_in: Any) -> Tabs:
    client, page = _card(session, signed_in)
    first, second = {"V1-notes": "Listened to both sides."}, {"V1-notes": "Promised too much."}
    to = f"{page}/draft"
    return Tabs(client, page, first, second, "another tab", "Promised too much.</textarea>", to)


def lock_of_a_card(session: Any, signed_in: Any) -> Tabs:
    client, page = _card(session, signed_in)
    first = {"V1-asked": "y", "V1-notes": "Listened to both sides."}
    second = {"V1-asked": "y", "V1-notes": "Promised too much."}
    to, first_to = f"{page}/lock", f"{page}/draft"
    return Tabs(
        client, page, first, second, "another tab", "Promised too much.</textarea>", to, first_to=first_to
    )


#: Form that edits -> how it is put into two tabs.
FORMS: dict[str, Callable[[Any, Any], Tabs]] = {
    "accounts.user": roles_of_staff,
    "accounts.correct_user": name_of_staff,
    "openings.edit": draft_of_an_opening,
    "openings.edit (texts)": texts_of_an_opening,
    "openings.people": people_of_an_opening,
    "openings.extend": closing_moment,
    "openings.contact": contact_of_an_opening,
    "openings.dates": dates_of_an_opening,
    "privacy_requests.change_incident": what_is_known_of_an_incident,
    "privacy_requests.impact_notes": what_is_different_in_the_assessment,
    "privacy_requests.change_processor": what_is_known_of_a_processor,
    "decisions.letters": moment_of_letters,
    "organisation.profile": the_organisation,
    "oversight.mail_text": text_of_a_mail,
    "adjustments.answer": what_is_granted,
    "openings.correct_person": name_of_a_candidate,
    "references.correct_referee": name_of_a_referee,
    "openings.correct_facts": facts_that_hr_corrects,
    "candidate_facts.facts": facts_of_a_candidate,
    "references.referees": referees_of_a_candidate,
    "references.step": page_of_a_referee,
    "references.step (consent)": consent_of_a_referee,
    "references.draft": autosave_of_a_referee,
    "references.telephone_page": page_on_the_telephone,
    "rubrics.draft": outline_of_a_rubric,
    "rubrics.competency": texts_of_a_competency,
    "assessments.draft": draft_of_an_assessment,
    "decisions.decide": decision,
    "interviews.plan": questions_and_panel_of_interviews,
    "interviews.interview": slot_of_an_interview,
    "interviews.consensus": what_was_agreed,
    "interviews.card_consensus": what_was_agreed_by_an_interviewer,
    "interviews.keep_card": draft_of_a_card,
    "interviews.lock": lock_of_a_card,
    "scoring.keep_draft": draft_of_a_review,
    "scoring.lock": lock_of_a_review,
    "candidate.save_task": task_of_a_candidate,
    "answers.save": answer_of_a_candidate,
}

_NEW = "makes something new; what is there stays"
_DEED = "a button: doing it again, or too late, changes nothing"
_READ = "carries the mark of what was read and refuses when that has changed; nothing is typed"
_NOTED = "carries the mark of what was read and refuses when that has changed; the note is given back"
_SELF = "changes nothing that is kept"
_ONCE = "is answered once: whoever comes second is refused and given back what they wrote"
_CONSENT = (
    "carries the mark of what was read and refuses when that has changed; what is asked for is given back"
)
_ONE_HOLD = "refuses while the same is held; what was typed is given back"
_ONE_DEED = "each page carries a name of its own: sent twice, it is done once"
_WHOLE = "chooses a picture whole: the later one stands, and nothing was typed"
_CHOSEN = "a few ticks, sent whole: what was sent last stands, and nothing was typed"
_ASKED = "refuses while a request waits for HR; what was typed is given back"

#: Every other page that takes a POST, and why two tabs cannot lose anything there.
EXCEPTIONS: dict[str, str] = {
    "accounts.account": "asks for the present password, which the first tab has changed",
    "accounts.digest": "each button says what is meant; the last one counts",
    "accounts.language": "one choice; the last one is meant",
    "accounts.forgotten": _NEW,
    "accounts.new_user": _NEW,
    "accounts.password_link": "mails one more link; at most three in an hour",
    "accounts.set_password": "the first tab uses the link up; the second is told so",
    "accounts.sign_in": _NEW,
    "accounts.sign_out": _DEED,
    "assessments.change_note": _DEED,
    "assessments.choose_tasks": "adds tasks; those already there stay where they are",
    "assessments.discard": _READ,
    "assessments.new_assessment": _NEW,
    "assessments.publish": _NOTED,
    "assessments.retire": _DEED,
    "assessments.start_version": _NEW,
    "candidate.begin": _DEED,
    "candidate.finish": _DEED,
    "candidate.hand_in": _DEED,
    "candidate.practice": _SELF,
    "dossiers.cv": _SELF,
    "invitation_links.claim": _DEED,
    "invitation_links.fresh": _DEED,
    "invitation_links.returning": _SELF,
    "decisions.take_scores": _NEW,
    "decisions.take_score_file": _SELF,
    "decisions.letters_with": _DEED,
    "decisions.decide_many": _DEED,
    "decisions.letter": _DEED,
    "decisions.note_told": _DEED,
    "decisions.take_note_back": _DEED,
    "decisions.write_anew": _DEED,
    "masking.answer": _DEED,
    "masking.change": _DEED,
    "openings.close": _DEED,
    "standings.ask_reading": _DEED,
    "openings.copy_link": _SELF,
    "openings.end_sessions": _DEED,
    "openings.faulty_rows": _SELF,
    "openings.new_opening": _NEW,
    "openings.open_for_candidates": _READ,
    "openings.preview": _SELF,
    "openings.reopen": _DEED,
    "openings.send_again": _DEED,
    "openings.send_reminders": _DEED,
    "openings.send_invitations": _NEW,
    "openings.remove": _DEED,
    "openings.take_removal_back": _DEED,
    "openings.try_batch_again": _DEED,
    "oversight.check": _DEED,
    "organisation.choose_logo": _WHOLE,
    "organisation.first_day_over": _DEED,
    "organisation.links_by_hand": _DEED,
    "organisation.links_by_mail": _DEED,
    "organisation.remove_logo": _READ,
    "organisation.send_trial": _DEED,
    "oversight.ship_mail_text": _READ,
    "oversight.clock": _DEED,
    "oversight.run_again": _DEED,
    "oversight.send_again": _DEED,
    "adjustments.give_back": _ONE_DEED,
    "adjustments.give_back_to_all": _ONE_DEED,
    "own_adjustments.adjustment": _ASKED,
    "own_groups.groups": _CHOSEN,
    "own_groups.take_back": _DEED,
    "own_interview.other_time": _ASKED,
    "privacy.archive": _SELF,
    "privacy.consent": _CONSENT,
    "privacy.rights": _NEW,
    "privacy.take_back": _DEED,
    "privacy.withdraw": _DEED,
    "privacy.take_withdrawal_back": _DEED,
    "privacy_requests.agency_told": _DEED,
    "privacy_requests.answer": _ONCE,
    "privacy_requests.close_incident": _ONCE,
    "privacy_requests.come_in": _DEED,
    "privacy_requests.come_in_to_data": _DEED,
    "privacy_requests.enter": _NEW,
    "privacy_requests.erase": _DEED,
    "privacy_requests.keeping": _ONE_HOLD,
    "privacy_requests.let_go": _DEED,
    "privacy_requests.end_processor": _ONCE,
    "privacy_requests.new_incident": _NEW,
    "privacy_requests.new_processor": _NEW,
    "privacy_requests.sign_impact_assessment": _NOTED,
    "privacy_requests.people": _SELF,
    "privacy_requests.tell_affected": _DEED,
    "privacy_requests.reasons": _DEED,
    "privacy_requests.hand_on": _SELF,
    "privacy_requests.referee_archive": _SELF,
    "privacy_requests.referee_rights": _NEW,
    "privacy_requests.referee_take_back": _DEED,
    "references.accept_excuse": _DEED,
    "references.allow_contact": _DEED,
    "references.ask_again": _ONCE,
    "references.ask": _DEED,
    "references.begin": _DEED,
    "references.cancel": _DEED,
    "references.contact": _DEED,
    "references.close_flag": _ONCE,
    "references.copy_request": _SELF,
    "references.decline": _DEED,
    "references.remind": _DEED,
    "references.send": _DEED,
    "references.send_again": _DEED,
    "references.stop": _DEED,
    "references.telephone": _NEW,
    "references.telephone_review": _DEED,
    "reports.ask": _NEW,
    "reports.ask_for_many": _NEW,
    "reports.take_bundle": _SELF,
    "reports.one_page": _SELF,
    "reports.download": _SELF,
    "reports.try_again": _DEED,
    "rubrics.change_note": _DEED,
    "rubrics.discard": _READ,
    "rubrics.new_rubric": _NEW,
    "rubrics.publish": _NOTED,
    "rubrics.remove_competency": _READ,
    "rubrics.retire": _DEED,
    "rubrics.start_version": _NEW,
    "scoring.accept_fewer": _DEED,
    "scoring.allocate": _DEED,
    "calibration.task": _DEED,
    "calibration.waive": _DEED,
    "interviews.answer_wish": _ONCE,
    "interviews.call_off": _DEED,
    "interviews.conflict": _DEED,
    "interviews.missed": _DEED,
    "interviews.take_off": _DEED,
    "scoring.conflict": _DEED,
    "scoring.decide_abstention": _DEED,
    "scoring.decide_proposal": _DEED,
    "scoring.excuse": _DEED,
    "scoring.give_third_reading": "one choice; the last one is meant",
    "scoring.hand_back": _DEED,
    "scoring.bring_back": "what stands there is kept as an earlier draft: nothing is lost",
    "scoring.later_key": _DEED,
    "scoring.release": _DEED,
    "scoring.decide_rules": _ONCE,
    "scoring.rules": _ONCE,
    "scoring.undo": _DEED,
    "scoring.waive_third_reading": _DEED,
    "verification.check_code": _SELF,
    "verification.check_file": _SELF,
    "verification.check_text": _SELF,
}


def a(role: Role) -> Any:
    return UserFactory(roles=[role], locale="en")


def change_rubric(session, signed_in):
    draft = RubricVersionFactory(draft=True)
    address = f"/rubrics/versions/{draft.public_id}"
    return Button(signed_in(a(Role.HR)), f"{address}/discard", lambda client: retitle(client, address))


def change_assessment(session, signed_in):
    draft = AssessmentVersionFactory(state="draft", published_at=None, content_hash=None)
    address = f"/assessments/versions/{draft.public_id}"
    return Button(signed_in(a(Role.HR)), f"{address}/discard", lambda client: retitle(client, address))


def retitle(client, address):
    return client.edit(f"{address}/edit", title_en="Another title")


def change_opening(session, signed_in):
    hr, panel = a(Role.HR), [a(Role.REVIEWER) for _ in range(2)]
    draft = OpeningFactory(draft=True, hr=[hr], reviewers=panel, hiring_managers=[a(Role.HIRING_MANAGER)])
    page, plan = f"/openings/{draft.public_id}", {**whole_plan(draft), "place": "Depok"}
    return Button(signed_in(hr), f"{page}/open", lambda client: client.edit(f"{page}/edit", **plan))


def change_mail_text(session, signed_in):
    client, page = signed_in(a(Role.HR)), "/mail-texts/receipt/en"
    shipped = html.unescape(
        re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", client.get(page).text, re.DOTALL)[1]
    )
    client.edit(page, subject="First", body=shipped)
    return Button(
        client, page, lambda client: client.edit(page, subject="Second", body=shipped), to=f"{page}/shipped"
    )


def change_logo(session, signed_in):
    client, page = signed_in(a(Role.ADMIN)), "/organisation"
    choose_logo(client, picture())
    other = picture(ink=(0, 90, 60))
    return Button(client, page, lambda client: choose_logo(client, other), to="/organisation/logo/remove")


def choose_logo(client, content):
    return client.send("/organisation/logo", logo=(io.BytesIO(content), "logo.png"))


@dataclass
class Button:
    """A button under something that was read, and what somebody else changes of that meanwhile."""

    client: CarefulClient
    page: str
    change: Callable[[CarefulClient], Any]
    to: str | None = None


BUTTONS = {
    "rubrics.discard": change_rubric,
    "assessments.discard": change_assessment,
    "openings.open_for_candidates": change_opening,
    "oversight.ship_mail_text": change_mail_text,
    "organisation.remove_logo": change_logo,
}


def test_every_button_under_what_was_read_is_pressed():
    elsewhere = {"rubrics.remove_competency"}  # tests/rubrics/test_views.py

    assert {name for name, why in EXCEPTIONS.items() if why == _READ} == BUTTONS.keys() | elsewhere


@pytest.mark.parametrize("endpoint", BUTTONS)
def test_a_button_does_nothing_to_what_somebody_else_has_changed_since(session, signed_in, endpoint):
    button = BUTTONS[endpoint](session, signed_in)
    read = button.client.hidden(button.page)
    assert button.change(button.client).status_code == 302

    assert button.client.send(button.to or button.page, **read).status_code == 409

    now = button.client.hidden(button.page)
    assert now["seen"] != read["seen"], "it is still there, as the other left it"
    assert button.client.send(button.to or button.page, **now).status_code == 302


@pytest.mark.parametrize("form", FORMS)
def test_a_second_tab_undoes_nothing_and_loses_nothing(session, signed_in, form):
    tabs = FORMS[form](session, signed_in)
    mine, theirs = tabs.client.hidden(tabs.page), tabs.client.hidden(tabs.page)
    assert tabs.save_first(mine).status_code in {200, 302}

    refused = tabs.send(theirs)

    shown = html.unescape(refused.text)
    assert refused.status_code == 409
    assert [bool(re.search(words, shown)) for words in (tabs.saved, tabs.typed)] == [True, True]
    if tabs.again:
        assert tabs.send(hidden_fields(refused.text)).status_code == 302, "sent again it is put in place"


@pytest.mark.parametrize("form", [form for form in FORMS if form not in {"answers.save", "references.draft"}])
def test_the_same_button_pressed_twice_is_no_conflict(session, signed_in, form):
    tabs = FORMS[form](session, signed_in)
    hidden = tabs.client.hidden(tabs.page)

    assert [tabs.save_first(hidden).status_code, tabs.save_first(hidden).status_code] == [302, 302]


def test_every_page_that_takes_a_post_is_in_one_of_the_tables(app):
    posting = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    forms = {form.partition(" ")[0] for form in FORMS}

    assert forms | EXCEPTIONS.keys() == posting
    assert not forms & EXCEPTIONS.keys()


def test_the_document_names_the_same_pages(app):
    text = (CHECKOUT / "docs" / "two-tabs.md").read_text("utf-8")
    named = dict(re.findall(r"^\| `([^`]+)` \| (.+?) \|$", text, re.MULTILINE))
    edited = {form.partition(" ")[0] for form in FORMS}

    assert {rule: why for rule, why in named.items() if why in EXCEPTIONS.values()} == {
        rule: EXCEPTIONS[endpoint] for endpoint, rule in _rules(app) if endpoint in EXCEPTIONS
    }
    assert named.keys() == {rule for endpoint, rule in _rules(app) if endpoint in edited | EXCEPTIONS.keys()}


def _rules(app: Any) -> list[tuple[str, str]]:
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    return [(rule.endpoint, re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", rule.rule)) for rule in rules]
