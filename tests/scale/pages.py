"""Every page of the product, as it stands in a world of many things: who asks for it, and where."""

from dataclasses import dataclass

from tests.factories.privacy import data_link_of
from tests.factories.references import token_of
from tests.scale.world import INVITATION, PASSWORD_LINK, World


@dataclass(frozen=True)
class Page:
    """A page: who asks, for which address, and with which status it answers."""

    who: str
    address: str
    status: int = 200


def pages_of(world: World) -> dict[str, Page]:
    """Return every page: who asks, for which address, and what the answer is."""
    opening, application = world.opening.public_id, world.ready.application.public_id
    draft, review = world.draft.public_id, world.open_review.public_id
    rubric, rubric_draft = world.rubric.public_id, world.rubric_draft.public_id
    assessment, assessment_draft = world.assessment.public_id, world.assessment_draft.public_id
    competency = world.rubric_draft.competencies[0].public_id
    item = world.panel.letters[0].public_id
    reading = f"/openings/{opening}/scoring/further-readings/{world.reading.public_id}"
    section = world.long.sections[0].public_id
    task = world.long.sections[0].tasks[0].public_id
    scored_task = world.panel.version.sections[0].tasks[0].public_id
    return {
        "home.home": Page("hr", "/"),
        "openings.openings": Page("hr", "/openings?show=draft"),
        "openings.new_opening": Page("hr", "/openings/new"),
        "openings.opening": Page("hr", f"/openings/{opening}"),
        "openings.batch": Page("hr", f"/openings/{opening}/work/{world.batch.public_id}"),
        "openings.about": Page("hr", f"/openings/{opening}/about"),
        "openings.history": Page("hr", f"/openings/{opening}/history"),
        "openings.people": Page("hr", f"/openings/{opening}/people"),
        "openings.invite": Page("hr", f"/openings/{opening}/invite"),
        "openings.invite_again": Page("hr", f"/openings/{opening}/invite-again?all=1&stage=invited"),
        "openings.remind": Page("hr", f"/openings/{opening}/remind?all=1&stage=invited"),
        "openings.contact": Page("hr", f"/openings/{opening}/contact"),
        "openings.dates": Page("hr", f"/openings/{opening}/dates"),
        "openings.extend": Page("hr", f"/openings/{opening}/extend"),
        "openings.close": Page("hr", f"/openings/{opening}/close"),
        "openings.reopen": Page("hr", f"/openings/{opening}/reopen", 302),
        "openings.edit": Page("hr", f"/openings/{draft}/edit"),
        "openings.open_for_candidates": Page("hr", f"/openings/{draft}/open"),
        "openings.copy_link": Page("hr", f"/applications/{world.invited.public_id}/copy"),
        "openings.end_sessions": Page("hr", f"/applications/{world.invited.public_id}/end-sessions"),
        "openings.correct_facts": Page("hr", f"/applications/{world.invited.public_id}/facts", 302),
        "openings.correct_person": Page("hr", f"/applications/{world.invited.public_id}/person"),
        "openings.remove": Page("hr", f"/applications/{world.invited.public_id}/remove"),
        "openings.take_removal_back": Page("hr", f"/applications/{world.invited.public_id}/take-back", 302),
        "adjustments.opening": Page("hr", f"/openings/{opening}/adjustments"),
        "adjustments.answer": Page("hr", f"/applications/{world.invited.public_id}/adjustments"),
        "adjustments.give_back": Page("hr", f"/applications/{world.invited.public_id}/give-back"),
        "adjustments.give_back_to_all": Page("hr", f"/openings/{opening}/give-back"),
        "own_adjustments.adjustment": Page("preparing", "/candidate/adjustment"),
        "calibration.record": Page("reviewer", "/calibration"),
        "calibration.task": Page("reviewer", f"/calibration/{opening}/{item}"),
        "calibration.opening": Page("hr", f"/openings/{opening}/calibration"),
        "calibration.waive": Page(
            "hr", f"/openings/{opening}/calibration/{world.panel.reviewers[1].public_id}/{item}"
        ),
        "fairness.opening": Page("hr", f"/openings/{opening}/quality/fairness"),
        "own_groups.groups": Page("waiting", "/candidate/groups"),
        "standings.readings": Page("hr", f"/openings/{opening}/quality/readings"),
        "quality.opening": Page("hr", f"/openings/{opening}/quality"),
        "interviews.opening": Page("hr", f"/openings/{opening}/interviews"),
        "interviews.plan": Page("hr", f"/openings/{opening}/interviews/plan"),
        "interviews.interview": Page("hr", f"/applications/{world.waiting.public_id}/interview"),
        "interviews.call_off": Page("hr", f"/applications/{world.waiting.public_id}/interview/call-off"),
        "interviews.interviews": Page("reviewer", "/interviews"),
        "interviews.card": Page("reviewer", f"/interviews/{world.card.public_id}"),
        "interviews.answer_wish": Page("hr", f"/applications/{world.waiting.public_id}/interview/wish"),
        "interviews.consensus": Page("hr", f"/applications/{world.interviewed}/interview/consensus"),
        "interviews.card_consensus": Page("reviewer", f"/interviews/{world.rated.public_id}/consensus"),
        "interviews.card_calendar": Page("reviewer", f"/interviews/{world.card.public_id}/calendar"),
        "interviews.conflict": Page("reviewer", f"/interviews/{world.card.public_id}/conflict"),
        "masking.opening": Page("hr", f"/openings/{opening}/masks"),
        "masking.answers": Page("hr", f"/applications/{application}/masks"),
        "masking.answer": Page("hr", f"/applications/{application}/masks/{scored_task}/a"),
        "scoring.scoring": Page("hr", f"/openings/{opening}/scoring"),
        "scoring.unallocated": Page("hr", f"/openings/{opening}/scoring/unallocated"),
        "scoring.differences": Page("hr", f"/openings/{opening}/scoring/differences"),
        "scoring.conflicts": Page("hr", f"/openings/{opening}/scoring/conflicts"),
        "scoring.abstentions": Page("hr", f"/openings/{opening}/scoring/abstentions"),
        "scoring.decide_abstention": Page(
            "hr", f"/openings/{opening}/scoring/abstentions/{world.puzzling.public_id}"
        ),
        "scoring.rules": Page("hr", f"/openings/{opening}/scoring/rules"),
        "scoring.decide_rules": Page("hr", f"/openings/{opening}/scoring/rules/{world.change.public_id}"),
        "scoring.third_readings": Page("hr", f"/openings/{opening}/scoring/further-readings"),
        "scoring.expected_readings": Page("hr", f"/openings/{opening}/scoring/further-readings/expected"),
        "scoring.give_third_reading": Page("hr", f"{reading}/give"),
        "scoring.waive_third_reading": Page("hr", f"{reading}/waive"),
        "scoring.hand_back": Page("reviewer", f"/reviews/{world.third.public_id}/hand-back"),
        "scoring.earlier_drafts": Page("reviewer", f"/reviews/{world.third.public_id}/earlier"),
        "scoring.excuse": Page("hr", f"/openings/{opening}/scoring/excuse"),
        "scoring.later_key": Page("hr", f"/openings/{opening}/scoring/keys"),
        "scoring.proposals": Page("hr", f"/openings/{opening}/scoring/proposals"),
        "scoring.decide_proposal": Page(
            "hr", f"/openings/{opening}/scoring/proposals/{world.proposal.public_id}"
        ),
        "scoring.release": Page("hr", f"/openings/{opening}/scoring/release/{world.reviewer.public_id}"),
        "scoring.accept_fewer": Page(
            "hr", f"/openings/{opening}/scoring/fewer/{world.unallocated.public_id}"
        ),
        "decisions.shortlist": Page("manager", f"/openings/{opening}/shortlist"),
        "decisions.other_weights": Page(
            "manager", f"/openings/{opening}/shortlist/weights?weight.COMW=1&weight.NETW=4"
        ),
        "decisions.equal_strictness": Page("manager", f"/openings/{opening}/shortlist/strictness"),
        "decisions.cuts": Page("manager", f"/openings/{opening}/shortlist/cuts?cut=3&cut.COMW=3&show=both"),
        "decisions.decide_many": Page("manager", f"/openings/{opening}/decide?who={application}"),
        "decisions.compare": Page(
            "manager", f"/openings/{opening}/compare?who={application}&who={world.second.public_id}"
        ),
        "decisions.letters": Page("hr", f"/openings/{opening}/letters"),
        "decisions.letters_with": Page("hr", f"/openings/{opening}/letters/reject"),
        "decisions.letter": Page("hr", f"/applications/{application}/letter", status=302),
        "decisions.note_told": Page("hr", f"/applications/{application}/told", status=302),
        "decisions.take_scores": Page("manager", f"/openings/{opening}/shortlist/download"),
        "decisions.score_file": Page("hr", f"/score-files/{world.score_file.public_id}"),
        "decisions.shortlists": Page("manager", "/shortlists"),
        "decisions.decide": Page("manager", f"/applications/{application}/decision"),
        "dossiers.dossier": Page("hr", f"/applications/{application}"),
        "reports.how_scored": Page("manager", f"/applications/{application}/how-scored"),
        "reports.ask_for_many": Page("manager", f"/openings/{opening}/reports"),
        "reports.bundle": Page("manager", f"/report-bundles/{world.bundle.public_id}"),
        "reports.state": Page("hr", f"/reports/{world.report.public_id}/state"),
        "references.correct_referee": Page("hr", f"/reference-requests/{world.answered.public_id}/person"),
        "references.allow_contact": Page(
            "hr", f"/reference-requests/{world.answered.public_id}/allow-contact", status=302
        ),
        "references.copy_request": Page(
            "hr", f"/reference-requests/{world.answered.public_id}/copy", status=302
        ),
        "references.close_flag": Page("hr", f"/reference-flags/{world.hint.public_id}/close"),
        "references.ask_again": Page("hr", f"/kinds-excused/{world.excuse.public_id}/ask-again"),
        "references.telephone": Page("hr", f"/reference-requests/{world.answered.public_id}/telephone"),
        "references.telephone_page": Page(
            "hr", f"/reference-requests/{world.answered.public_id}/telephone/comw", status=302
        ),
        "references.telephone_review": Page(
            "hr", f"/reference-requests/{world.answered.public_id}/telephone-review", status=302
        ),
        "references.requests": Page("hr", f"/applications/{application}/references"),
        "references.silent": Page("hr", "/references/silent"),
        "organisation.profile": Page("admin", "/organisation"),
        "organisation.mail": Page("admin", "/organisation/mail"),
        "oversight.outbox": Page("hr", "/outbox"),
        "oversight.message": Page("hr", f"/outbox/{world.message.public_id}"),
        "oversight.staff_mails": Page("admin", "/staff-mails"),
        "oversight.mail_texts": Page("hr", "/mail-texts"),
        "oversight.mail_text": Page("hr", "/mail-texts/invitation/id"),
        "oversight.trail": Page("hr", "/trail"),
        "oversight.system": Page("admin", "/system"),
        "oversight.clock": Page("admin", "/clock"),
        "accounts.users": Page("admin", "/users"),
        "accounts.new_user": Page("admin", "/users/new"),
        "accounts.user": Page("admin", f"/users/{world.reviewer.public_id}"),
        "accounts.correct_user": Page("admin", f"/users/{world.reviewer.public_id}/person"),
        "accounts.account": Page("hr", "/account"),
        "accounts.forgotten": Page("nobody", "/password/forgotten"),
        "accounts.on_its_way": Page("nobody", "/password/sent"),
        "accounts.set_password": Page("nobody", f"/password/{PASSWORD_LINK}"),
        "accounts.sign_in": Page("nobody", "/sign-in"),
        "rubrics.rubrics": Page("hr", "/rubrics"),
        "rubrics.new_rubric": Page("hr", "/rubrics/new"),
        "rubrics.version": Page("hr", f"/rubrics/versions/{rubric}"),
        "rubrics.changes": Page("hr", f"/rubrics/versions/{world.rubric_newer.public_id}/changes"),
        "rubrics.change_note": Page("hr", f"/rubrics/versions/{world.rubric_newer.public_id}/change-note"),
        "rubrics.draft": Page("hr", f"/rubrics/versions/{rubric_draft}/edit"),
        "rubrics.publish": Page("hr", f"/rubrics/versions/{rubric_draft}/publish"),
        "rubrics.discard": Page("hr", f"/rubrics/versions/{rubric_draft}/discard"),
        "rubrics.competency": Page("hr", f"/rubrics/competencies/{competency}"),
        "rubrics.remove_competency": Page("hr", f"/rubrics/competencies/{competency}/remove"),
        "assessments.assessments": Page("hr", "/assessments"),
        "assessments.new_assessment": Page("hr", "/assessments/new"),
        "assessments.version": Page("hr", f"/assessments/versions/{assessment}"),
        "assessments.changes": Page(
            "hr", f"/assessments/versions/{world.assessment_newer.public_id}/changes"
        ),
        "assessments.change_note": Page(
            "hr", f"/assessments/versions/{world.assessment_newer.public_id}/change-note"
        ),
        "assessments.draft": Page("hr", f"/assessments/versions/{assessment_draft}/edit"),
        "assessments.publish": Page("hr", f"/assessments/versions/{assessment_draft}/publish"),
        "assessments.discard": Page("hr", f"/assessments/versions/{assessment_draft}/discard"),
        "assessments.choose_tasks": Page(
            "hr", f"/assessments/sections/{world.assessment_draft.sections[0].public_id}/tasks"
        ),
        "banks.banks": Page("hr", "/banks"),
        "banks.bank": Page("hr", f"/banks/{world.bank_item.bank.public_id}"),
        "banks.coverage": Page("hr", f"/banks/{world.bank_item.bank.public_id}/coverage"),
        "banks.task": Page("hr", f"/banks/tasks/{item}"),
        "banks.preview": Page("hr", f"/banks/tasks/{item}/preview"),
        "scoring.reviews": Page("reviewer", "/reviews"),
        "scoring.done": Page("reviewer", "/reviews/done"),
        "scoring.answers": Page("reviewer", f"/reviews/of/{opening}/{item}"),
        "scoring.review": Page("reviewer", f"/reviews/{review}"),
        "scoring.conflict": Page("reviewer", f"/reviews/{review}/conflict"),
        "invitation_links.invitation": Page("nobody", f"/i/{INVITATION}"),
        "invitation_links.returning": Page("nobody", "/candidate/return"),
        "invitation_links.on_its_way": Page("nobody", "/candidate/return/sent"),
        "privacy.consent": Page("new", "/candidate/consent"),
        "privacy.declined": Page("new", "/candidate/no-consent"),
        "privacy.withdraw": Page("preparing", "/candidate/withdraw"),
        "privacy.rights": Page("preparing", "/candidate/rights"),
        "privacy_requests.data_link": Page("nobody", data_link_of(world.preparing)),
        "privacy_requests.requests": Page("hr", "/privacy-requests"),
        "privacy_requests.answer": Page("hr", f"/privacy-requests/{world.asked.public_id}"),
        "privacy_requests.keeping": Page("hr", f"/openings/{opening}/keeping"),
        "privacy_requests.reasons": Page("hr", f"/openings/{opening}/reasons"),
        "privacy_requests.erase": Page("hr", f"/privacy-requests/{world.erasing.public_id}/erase"),
        "privacy_requests.enter": Page("hr", f"/applications/{application}/privacy-request"),
        "privacy_requests.referee_rights": Page("referee", "/reference/rights"),
        "privacy_requests.record": Page("hr", "/privacy/record"),
        "privacy_requests.record_as_json": Page("hr", "/privacy/record.json"),
        "privacy_requests.record_as_csv": Page("hr", "/privacy/record.csv"),
        "privacy_requests.impact_assessment": Page("hr", "/privacy/impact-assessment"),
        "privacy_requests.impact_notes": Page("hr", "/privacy/impact-assessment/edit"),
        "privacy_requests.signed_text": Page("hr", f"/privacy/impact-assessment/{world.signature.public_id}"),
        "privacy_requests.processors": Page("hr", "/privacy/processors"),
        "privacy_requests.new_processor": Page("hr", "/privacy/processors/new"),
        "privacy_requests.change_processor": Page("hr", f"/privacy/processors/{world.processor.public_id}"),
        "privacy_requests.incidents": Page("hr", "/incidents"),
        "privacy_requests.new_incident": Page("admin", "/incidents/new"),
        "privacy_requests.incident": Page("admin", f"/incidents/{world.incident.public_id}"),
        "privacy_requests.change_incident": Page("admin", f"/incidents/{world.incident.public_id}/edit"),
        "privacy_requests.agency_notice": Page("hr", f"/incidents/{world.incident.public_id}/agency"),
        "candidate_facts.facts": Page("preparing", "/candidate/facts"),
        "references.referees": Page("preparing", "/candidate/referees"),
        "candidate.home": Page("at_work", "/candidate"),
        "candidate.how_it_works": Page("preparing", "/candidate/how-it-works"),
        "candidate.practice": Page("preparing", "/candidate/practice"),
        "candidate.overview": Page("at_work", "/candidate/overview"),
        "candidate.section": Page("preparing", f"/candidate/sections/{section}"),
        "candidate.task": Page("at_work", f"/candidate/tasks/{task}"),
        "candidate.finishing": Page("at_work", f"/candidate/sections/{section}/finish"),
        "candidate.handing_in": Page("at_end", "/candidate/hand-in"),
        "candidate.receipt": Page("done", "/candidate/receipt"),
        "own_interview.other_time": Page("waiting", "/candidate/interview/other-time"),
        "own_interview.calendar": Page("waiting", "/candidate/interview/calendar"),
        "candidate.status": Page("done", "/candidate/status"),
        "answers.clock": Page("at_work", f"/sittings/{world.at_work.public_id}/clock/{task}"),
        "references.audience": Page("nobody", f"/r/{token_of(world.silent)}"),
        "references.contact": Page("nobody", f"/r/{token_of(world.silent)}/contact"),
        "references.entrance": Page("nobody", "/reference/entrance"),
        "references.go_on": Page("referee", "/reference", 302),
        "references.step": Page("referee", "/reference/consent"),
        "references.review": Page("referee", "/reference/review"),
        "references.later": Page("referee", "/reference/later"),
        "references.thanks": Page("answered", "/reference/thanks"),
        "references.declined": Page("referee", "/reference/declined"),
        "verification.verify": Page("nobody", "/verify"),
        "verification.result": Page("nobody", "/verify/HR-7F3K-2M9Q"),
        "oversight.healthz": Page("nobody", "/healthz"),
        "oversight.readyz": Page("nobody", "/readyz", 503),
    }
