"""A house in which there is some of everything, that can grow: for counting what its pages cost."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import Role
from hiring.adjustments.models import AdjustmentRequest
from hiring.assessments.models import AssessmentVersion, SectionTask
from hiring.assessments.rules import MOST_TASKS
from hiring.audit.actions import record_all
from hiring.banks.documents import as_json
from hiring.banks.models import BankItem
from hiring.banks.reading import read_bank
from hiring.calibration.models import CalibrationRating
from hiring.decisions.models import ScoreFile
from hiring.files.downloads import current_folder
from hiring.i18n.localised import Localised
from hiring.interviews.models import (
    Interview,
    InterviewCard,
    Interviewer,
    InterviewFigure,
    InterviewPlan,
    InterviewScore,
    InterviewWish,
)
from hiring.jobs.models import Batch, Job
from hiring.mail.actions import Recipient, send
from hiring.mail.models import Message
from hiring.openings.events import OpeningEdited
from hiring.openings.models import Application, CandidateFacts, Opening, OpeningMember
from hiring.paths import QUESTION_BANKS
from hiring.privacy.models import Consent
from hiring.privacy.queries import latest_impact_signatures
from hiring.references.models import KindExcuse, ReferenceFlag
from hiring.reports import actions as reports
from hiring.reports.models import BundledReport, ReportBundle
from hiring.reports.queries import report_by_id
from hiring.scoring.actions import declare_conflict
from hiring.scoring.models import AnswerToRate, ExcuseProposal, Review, RulesChange, ThirdReading
from hiring.scoring.queries import criteria_of_rubric
from hiring.sittings.models import Sitting
from tests.factories.accounts import PasswordLinkFactory, UserFactory, actor_of
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import _letter, hashed_anew, letter
from tests.factories.crowds import crowd
from tests.factories.interviews import InterviewGuideFactory
from tests.factories.openings import ApplicationFactory, InvitationFactory, OpeningFactory
from tests.factories.privacy import IncidentFactory, PrivacyRequestFactory, ProcessorFactory
from tests.factories.references import ReferenceFactory, ReferenceRequestFactory, reference_form
from tests.factories.reports import Ready, a_panel_with_hiring_manager, asked, scored
from tests.factories.rubrics import RubricVersionFactory
from tests.factories.scoring import Panel, allocated
from tests.factories.sittings import SittingFactory

INVITATION = "a-secret-of-the-counting"
PASSWORD_LINK = "another-secret-of-the-counting"
LONG_AGO = timedelta(days=9)


@dataclass
class World:
    """One of everything; `grow` makes many of each. Pages are asked for the first one."""

    session: Session
    panel: Panel = field(init=False)
    ready: Ready = field(init=False)
    samples: list[Any] = field(init=False, default_factory=list)
    numbers: Any = field(init=False, default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.admin = UserFactory(roles=[Role.ADMIN], name="Adi")
        self.panel, self.manager = a_panel_with_hiring_manager(
            closes_at=clock.now() + timedelta(days=2), score_rule="cells"
        )
        self.opening, self.hr, self.reviewer = self.panel.opening, self.panel.hr, self.panel.reviewers[0]
        self._add_catalogues()
        self._add_applications()
        self._add_other_openings()
        self._add_traces()

    def _add_catalogues(self) -> None:
        """Rubrics, assessments, banks: those that the openings use, and others that grow."""
        form = reference_form(self.opening)
        notices = BankItem(
            bank=form.bank,
            kind="notices",
            code="notices",
            title=Localised(id="Pemberitahuan", en="Notices"),
            content=as_json(read_bank(QUESTION_BANKS / "community-officer").notices),
            content_hash="ab12" * 16,
        )
        self.session.add(notices)
        letter(bank=form.bank, code="P00", content=_letter() | {"code": "P00", "practice": True})
        self.rubric = RubricVersionFactory()
        self.rubric_newer = RubricVersionFactory(rubric=self.rubric.rubric, number=2, change_note="Clearer")
        self.rubric_draft = RubricVersionFactory(draft=True)
        self.assessment = AssessmentVersionFactory()
        self.assessment_newer = AssessmentVersionFactory(
            assessment=self.assessment.assessment, number=2, change_note="Clearer"
        )
        self.assessment_draft = AssessmentVersionFactory(state="draft", published_at=None, content_hash=None)
        spare = letter().bank
        self.staff = UserFactory(roles=[Role.HR, Role.REVIEWER, Role.HIRING_MANAGER])
        self.samples += [self.rubric.rubric, self.assessment.assessment, spare]
        rubric = self.panel.version.rubric_version
        self.long = AssessmentVersionFactory(
            sections=[[letter(bank=form.bank, code="T71")], [letter(bank=form.bank, code="T72")]],
            rubric_version=rubric,
        )
        self.bank_item = self.task_to_copy = letter(bank=form.bank, code="T70")
        self._add_calibration(self.panel.letters[0])
        self.places, self.tasks_there = count(20), len(self.panel.letters) + 1

    def _add_calibration(self, item: BankItem) -> None:
        """One calibration answer, which one reviewer has rated as the expert did, and the other has not."""
        levels, text = {"COMW": 3, "NETW": 4}, {"text": "Ibu Ratna yang terhormat,"}
        reasons = {code: {"id": "Sesuai jangkar.", "en": "As the anchor says."} for code in levels}
        answer = {"levels": levels, "reasons": reasons, "parts": {"a": {"id": text, "en": text}}}
        item.content = item.content | {"calibration": [answer]}
        hashed_anew(item)
        self.opening.calibration_within = 1
        rated = {"item_id": item.id, "number": 1, "opening_id": self.opening.id, "levels": levels}
        self.session.add(CalibrationRating(reviewer_id=self.reviewer.id, **rated))

    def _add_applications(self) -> None:
        """Scored, waiting for marks, at work, and just invited, in one opening."""
        self.ready = scored(panel=self.panel, hiring_manager=self.manager, choice={"most": "C", "least": "A"})
        self.report = asked(self.ready)
        pdf = reports.keep_pdf(current_folder(), self.report.code, b"%PDF-")
        reports.issue(self.session, report_by_id(self.session, self.report.id), pdf)
        self.bundle = ReportBundle(
            opening_id=self.opening.id, operation_id="a bundle", locale="id", asked_by=self.hr.id
        )
        self.batch = Batch(
            kind="openings.invite_many", key="a batch", opening_id=self.opening.id, total=60, done=20
        )
        self.session.add_all([self.bundle, self.batch])
        self.session.flush()
        self.score_file = ScoreFile(
            opening_id=self.opening.id,
            batch_id=self.batch.id,
            asked_by=self.hr.id,
            score_table="cells",
            table_format="xlsx",
            locale="id",
            scored_only=False,
        )
        self.session.add(self.score_file)
        of_bundle = {"bundle_id": self.bundle.id, "application_id": self.ready.application.id}
        self.session.add(BundledReport(**of_bundle, report_id=self.report.id))
        self.second = scored(panel=self.panel, hiring_manager=self.manager).application
        self.answered = ReferenceRequestFactory(
            application=self.ready.application, agreed=True, state="answered"
        )
        ReferenceFactory(request=self.answered)
        of_kind = {"application_id": self.ready.application.id, "kind": "community"}
        self.excuse = KindExcuse(**of_kind, reason="Belum pernah.")
        self.hint = ReferenceFlag(request=self.answered, kind="staff", basis="0" * 20)
        self.session.add_all([self.excuse, self.hint])
        sitting = allocated(self.panel)
        self.waiting = sitting.application
        wanted = select(Review).where(Review.sitting_id == sitting.id, Review.reviewer_id == self.reviewer.id)
        self.open_review = self.session.scalars(wanted.order_by(Review.id)).first()
        silent = ReferenceRequestFactory(
            application=self.waiting, sent=True, sent_at=clock.now() - LONG_AGO, email="diam@surel.example"
        )
        self.silent = silent
        self.invited = ApplicationFactory(opening=self.opening)
        InvitationFactory(application=self.invited, token=INVITATION)
        self.session.add(
            AdjustmentRequest(
                opening_id=self.opening.id, application_id=self.invited.id, wish="Waktu lebih lama"
            )
        )
        PasswordLinkFactory(user=self.reviewer, token=PASSWORD_LINK)
        lacking = allocated(self.panel)
        self.unallocated = lacking.application
        other = self.panel.reviewers[1]
        mine = select(Review).where(Review.sitting_id == lacking.id, Review.reviewer_id == other.id)
        for review in self.session.scalars(mine).all():
            declare_conflict(self.session, review, "Kandidat ini sepupu saya.", by=actor_of(other))
        self.puzzling = self.session.scalars(
            select(Review).where(Review.sitting_id == allocated(self.panel).id).order_by(Review.id)
        ).all()[0]
        self.puzzling.state, self.puzzling.locked_at = "locked", clock.now() - LONG_AGO
        self.puzzling.abstention = "undecided"
        self.proposal = ExcuseProposal(
            opening_id=self.opening.id,
            item_id=self.puzzling.item_id,
            sitting_id=self.puzzling.sitting_id,
            reason="Berkas tugas ini tidak dapat dibuka.",
            proposer_id=self.manager.id,
        )
        self.session.add(self.proposal)
        self._add_third_reading()
        wanted = {"tolerance": 3, "third_reading": True, "third_reading_cut": None, "levels_combined": "mean"}
        self.change = RulesChange(
            opening_id=self.opening.id, wanted=wanted, reason="Kebijakan baru.", proposer_id=self.manager.id
        )
        self.session.add(self.change)
        self._add_interview()
        self.asked = PrivacyRequestFactory(application=self.invited)
        self.erasing = PrivacyRequestFactory(application=self.invited, asks_for="erasure")
        self.processor = ProcessorFactory()
        self.incident = IncidentFactory(by=self.admin, concerned={"openings": [self.opening.id]})
        for application in (self.ready.application, self.waiting, self.invited, self.unallocated):
            self._mail(application)
            self.samples.append(application.candidate)

    def _add_third_reading(self) -> None:
        """An answer on which two differ, which the reviewer reads once more."""
        sitting = allocated(self.panel)
        answer = self.session.scalars(select(AnswerToRate).filter_by(sitting_id=sitting.id)).all()[0]
        answer.raters, answer.thirds = 1, 1
        here = {"sitting_id": answer.sitting_id, "item_id": answer.item_id}
        self.reading = ThirdReading(**here, opening_id=self.opening.id, criteria={"COMW": "apart"})
        mine = select(Review).filter_by(**here)
        self.third = self.session.scalars(mine.where(Review.reviewer_id == self.reviewer.id)).one()
        self.third.third = True
        self.session.add(self.reading)
        self.session.flush()

    def _add_interview(self) -> None:
        """An interview whose card is open, and which of the staff may hold another."""
        guide = InterviewGuideFactory(bank=self.panel.letters[0].bank)
        self.session.add(InterviewPlan(opening_id=self.opening.id, item_id=guide.id, questions=["V1"]))
        self.interview = Interview(
            application_id=self.waiting.id,
            opening_id=self.opening.id,
            starts_at=clock.now() - timedelta(hours=1),
            minutes=60,
            place="Ruang 2",
        )
        self.session.add(self.interview)
        self.session.flush()
        self.card = InterviewCard(interview_id=self.interview.id, interviewer_id=self.reviewer.id)
        self.session.add_all([self.card, Interviewer(opening_id=self.opening.id, user_id=self.reviewer.id)])
        self.session.add(
            InterviewWish(
                interview_id=self.interview.id,
                opening_id=self.opening.id,
                kind="cannot_come",
                times=[],
                reason="Saya sakit.",
            )
        )
        self._add_rated_interview()
        self._add_second_total()

    def _add_rated_interview(self) -> None:
        """An interview whose cards are all locked."""
        self.interviewed = self.unallocated.public_id
        held = Interview(
            application_id=self.unallocated.id,
            opening_id=self.opening.id,
            starts_at=clock.now() - LONG_AGO,
            minutes=60,
            place="Ruang 2",
        )
        self.session.add(held)
        self.session.flush()
        self.rated = InterviewCard(
            interview_id=held.id, interviewer_id=self.reviewer.id, state="locked", locked_at=clock.now()
        )
        self.session.add(self.rated)
        self.session.flush()

    def _add_second_total(self) -> None:
        """A total after tasks and interviews of whoever is scored first."""
        whose = {"application_id": self.ready.application.id, "opening_id": self.opening.id}
        criteria = criteria_of_rubric(self.session, self.opening.rubric_version_id)
        policy = {"weights": {one.code: one.weight for one in criteria}}
        rule = {"rule": "tasks-and-interviews", "rule_version": 1, "policy": policy, "input_hash": "0" * 64}
        figures = {"total": Decimal("3.50"), "falling": 350, "rising": 350, "weight_covered": Decimal(100)}
        score = InterviewScore(**whose, **rule, **figures, number=1, n_interviewers=2)
        self.session.add(score)
        self.session.flush()
        parts = {"score": Decimal("3.50"), "falling": 350, "rising": 350, "by_tasks": Decimal("3.50")}
        for each in criteria:
            of = {"score_id": score.id, "competency_id": each.id, "opening_id": self.opening.id}
            self.session.add(InterviewFigure(**of, **parts, share=0, differs=False, interviewers=[]))

    def _add_other_openings(self) -> None:
        people = {"hr": [self.hr], "hiring_managers": [self.manager], "reviewers": self.panel.reviewers}
        version = self.panel.version
        self.draft = OpeningFactory(draft=True, assessment_version=version, **people)
        empty = OpeningFactory(assessment_version=version, **people)
        closed = OpeningFactory(
            assessment_version=version, state="closed", closes_at=clock.now() - LONG_AGO, **people
        )
        other, _ = a_panel_with_hiring_manager(closes_at=clock.now() + timedelta(days=1))
        for user, role in ((self.hr, "hr"), (self.manager, "hiring_manager"), (self.reviewer, "reviewer")):
            self.session.add(OpeningMember(opening=other.opening, user=user, role=role))
        self.session.flush()
        scored(panel=other, hiring_manager=self.manager)
        allocated(other)
        self.samples += [self.draft, empty, closed, other.opening]
        self.others = [self.draft, empty, closed, other.opening]
        at_work = OpeningFactory(assessment_version=self.long, **people)
        reference_form(at_work)
        self.new = ApplicationFactory(opening=at_work)
        self.preparing = self._consenting(ApplicationFactory(opening=at_work, consented=True))
        self.at_work, self.at_end = self._sitting(at_work), self._sitting(at_work)
        self.at_end.sections[0].finished_at = clock.now()
        self.done = SittingFactory(
            handed_in=True,
            application=self._consenting(ApplicationFactory(opening=at_work, consented=True)),
            assessment_version=self.long,
            receipt=[],
        )

    def _sitting(self, opening: Opening) -> Sitting:
        application = ApplicationFactory(opening=opening, consented=True, stage="sitting")
        return SittingFactory(application=self._consenting(application), assessment_version=self.long)

    def _consenting(self, application: Application) -> Application:
        for purpose in ("assessment", "references", "honesty"):
            consent = Consent(
                application_id=application.id,
                purpose=purpose,
                given=True,
                notice_version="1",
                notice_hash="0" * 64,
                notice_text="...",
                locale="id",
            )
            self.session.add(consent)
        self.session.add(CandidateFacts(application_id=application.id))
        self.session.flush()
        return application

    def _add_traces(self) -> None:
        """What work leaves behind: mails of the first opening, work that was given up."""
        self.message = self._mail(self.ready.application, state="failed")
        job = Job(lane="mail", kind="mail.send", key="given up", payload={}, state="dead")
        job.done_at, job.error = clock.now(), "Nobody answers."
        self.session.add(job)
        self.session.flush()
        self.signature = latest_impact_signatures(self.session)[0]
        self.samples += [self.message, job, self.asked, self.incident, self.processor, self.signature]

    def _mail(self, application: Application, state: str = "sent") -> Message:
        message = send(
            self.session,
            "receipt",
            Recipient("Siti", "siti@surel.example", "id"),
            key=f"mail:{next(self.numbers)}",
            opening_id=application.opening_id,
            application_id=application.id,
            title=self.opening.title,
            code="X",
        )
        message.state = state
        self.session.flush()
        return message

    def _add_tasks(self, version: AssessmentVersion, items: list[int]) -> None:
        section, place = version.sections[0].id, self.places
        tasks = [{"section_id": section, "item_id": item, "position": next(place)} for item in items]
        if tasks:
            self.session.execute(insert(SectionTask), tasks)

    def grow(self, number: int) -> None:
        """Make `number` more of everything of which there can be many."""
        for sample in self.samples:
            crowd(self.session, sample, number)
        items = crowd(self.session, self.task_to_copy, number)
        self._add_tasks(self.long, items)
        self._add_tasks(self.panel.version, items[: MOST_TASKS - self.tasks_there])
        self.tasks_there += number
        users = crowd(self.session, self.staff, number)
        panel = [{"opening_id": self.opening.id, "user_id": user, "role": "reviewer"} for user in users]
        self.session.execute(insert(OpeningMember), panel)
        events = [OpeningEdited(self.opening.id, "Petugas") for _ in range(number)]
        record_all(self.session, events, by=actor_of(self.hr))
        self.session.commit()
