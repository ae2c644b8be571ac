"""The pages of staff that are measured: every list, and the pages of one thing among very many."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.scale.world import INTERVIEWER, PASSWORD, World
from hiring.accounts.rules import Role
from hiring.banks.models import Bank
from hiring.openings.models import Application
from hiring.scoring.models import Review

HR, ADMIN, MANAGER, REVIEWER = Role.HR, Role.ADMIN, Role.HIRING_MANAGER, Role.REVIEWER


@dataclass(frozen=True, slots=True)
class Page:
    """One page, who looks at it, and its address; `onward` follows "next" so often first."""

    name: str
    role: str
    endpoint: str
    values: tuple[str, ...] = ()
    query: str = ""
    onward: bool = False
    a_list: bool = True
    small_query: str | None = None
    """What is asked of the small database instead, for a page of as many rows."""


def _of_opening(name: str, endpoint: str, query: str = "", *, role: str = HR, onward: bool = False) -> Page:
    return Page(name, role, endpoint, ("opening",), query, onward)


PAGES = (
    Page("first page, HR", HR, "home.home"),
    Page("first page, hiring manager", MANAGER, "home.home"),
    Page("first page, reviewer", REVIEWER, "home.home"),
    Page("first page, administrator", ADMIN, "home.home"),
    Page("openings", HR, "openings.openings"),
    Page("openings, next page", HR, "openings.openings", onward=True),
    _of_opening("candidates", "openings.opening"),
    _of_opening("candidates, next page", "openings.opening", onward=True),
    # Of a hundred candidates few have a seven where of ten thousand a thousand have it.
    replace(
        _of_opening("candidates, searched", "openings.opening", "?q=kandidat+7"), small_query="?q=kandidat"
    ),
    _of_opening("history of an opening", "openings.history"),
    _of_opening("who asks for an adjustment", "adjustments.opening"),
    _of_opening("interviews of an opening", "interviews.opening"),
    _of_opening("interviews of an opening, next page", "interviews.opening", onward=True),
    Page("interviews, interviewer", INTERVIEWER, "interviews.interviews"),
    _of_opening("whose answers are masked", "masking.opening"),
    _of_opening("whose answers are masked, next page", "masking.opening", onward=True),
    Page("masks of one candidate", HR, "masking.answers", ("application",), a_list=False),
    _of_opening("who is calibrated", "calibration.opening"),
    _of_opening("scoring", "scoring.scoring"),
    _of_opening("differences", "scoring.differences"),
    _of_opening("differences, next page", "scoring.differences", onward=True),
    _of_opening("answers without reviewers", "scoring.unallocated"),
    _of_opening("conflicts", "scoring.conflicts"),
    _of_opening("answers that could not be judged", "scoring.abstentions"),
    _of_opening("tasks that are not to count", "scoring.proposals"),
    _of_opening("further readings", "scoring.third_readings"),
    _of_opening("shortlist by total", "decisions.shortlist"),
    _of_opening("shortlist by total, next page", "decisions.shortlist", onward=True),
    _of_opening("shortlist from the bottom", "decisions.shortlist", "?sort=total&order=asc"),
    _of_opening("decision board, in bands", "decisions.shortlist", "?sort=band"),
    _of_opening("decision board, next page", "decisions.shortlist", "?sort=band", onward=True),
    _of_opening("shortlist by a competency", "decisions.shortlist", "?sort=COMW"),
    _of_opening("shortlist after interviews", "decisions.shortlist", "?view=interviews"),
    _of_opening(
        "shortlist after interviews, next page", "decisions.shortlist", "?view=interviews", onward=True
    ),
    Page("one interview", HR, "interviews.interview", ("application",), a_list=False),
    _of_opening("totals by other weights", "decisions.other_weights", "?weight.COMW=1"),
    _of_opening(
        "totals by other weights, next page", "decisions.other_weights", "?weight.COMW=1", onward=True
    ),
    _of_opening("totals without strictness", "decisions.equal_strictness"),
    _of_opening("two rules with cuts", "decisions.cuts", "?cut=3&cut.COMW=3&show=both"),
    _of_opening("shortlist by name", "decisions.shortlist", "?sort=name"),
    _of_opening("shortlist of who waits", "decisions.shortlist", "?show=waiting"),
    # Of a hundred candidates a few are in reserve: as many rows as of ten thousand there are of all.
    replace(
        _of_opening("shortlist of one outcome", "decisions.shortlist", "?show=reserve"), small_query="?show="
    ),
    _of_opening("letters of an opening", "decisions.letters"),
    Page("who is to be told", HR, "decisions.letters_with", ("opening", "outcome")),
    Page("shortlists of a hiring manager", MANAGER, "decisions.shortlists"),
    Page("queue of a reviewer", REVIEWER, "scoring.reviews"),
    Page("what a reviewer has locked", REVIEWER, "scoring.done"),
    Page("answers of one task", REVIEWER, "scoring.answers", ("opening", "task")),
    Page("one answer to mark", REVIEWER, "scoring.review", ("open review",), a_list=False),
    Page("one answer that is locked", REVIEWER, "scoring.review", ("locked review",), a_list=False),
    Page("dossier", HR, "dossiers.dossier", ("application",), a_list=False),
    Page("decision", MANAGER, "decisions.decide", ("application",), a_list=False),
    Page("how a score was made", HR, "reports.how_scored", ("application",), a_list=False),
    Page("references of an application", HR, "references.requests", ("application",), a_list=False),
    Page("silent referees", HR, "references.silent"),
    Page("people of an opening", HR, "openings.people", ("opening",), a_list=False),
    Page("requests about personal data", HR, "privacy_requests.requests"),
    Page("record of processing", HR, "privacy_requests.record"),
    Page("outbox", HR, "oversight.outbox"),
    Page("outbox, next page", HR, "oversight.outbox", onward=True),
    Page("mails to staff", ADMIN, "oversight.staff_mails"),
    Page("trail", ADMIN, "oversight.trail"),
    Page("trail, next page", ADMIN, "oversight.trail", onward=True),
    Page("staff", ADMIN, "accounts.users"),
    Page("system", ADMIN, "oversight.system", a_list=False),
    Page("rubrics", HR, "rubrics.rubrics"),
    Page("assessments", HR, "assessments.assessments"),
    Page("question banks", HR, "banks.banks"),
    Page("one question bank", HR, "banks.bank", ("bank",)),
)

#: Pages of staff that list nothing that grows: forms about one thing, and what is read from one.
NOT_MEASURED = frozenset(
    {
        *("adjustments.answer", "adjustments.give_back", "adjustments.give_back_to_all"),
        *("accounts.account", "accounts.user", "accounts.new_user", "accounts.correct_user"),
        *("calibration.waive", "calibration.record", "calibration.task"),
        *("interviews.plan", "interviews.call_off", "interviews.answer_wish"),
        *("fairness.opening", "quality.opening", "standings.readings"),
        *("interviews.consensus", "interviews.card_consensus"),
        *("interviews.card", "interviews.card_calendar", "interviews.conflict"),
        "masking.answer",
        *("assessments.new_assessment", "assessments.choose_tasks", "assessments.version"),
        *("assessments.discard", "assessments.draft", "assessments.publish", "assessments.changes"),
        *("assessments.change_note", "rubrics.change_note"),
        *("banks.task", "banks.preview", "banks.coverage"),
        *(
            "openings.remove",
            "openings.take_removal_back",
            "openings.about",
            "openings.close",
            "openings.edit",
            "openings.extend",
        ),
        *("openings.contact", "openings.reopen"),
        "openings.dates",
        *(
            "openings.invite",
            "openings.invite_again",
            "openings.remind",
            "openings.copy_link",
            "references.allow_contact",
            "references.ask_again",
            "references.close_flag",
            "references.copy_request",
            "references.correct_referee",
            "references.telephone",
            "references.telephone_page",
            "references.telephone_review",
            "openings.correct_person",
            "openings.correct_facts",
            "openings.end_sessions",
            "openings.open_for_candidates",
            "openings.new_opening",
        ),
        *(
            "organisation.mail",
            "organisation.profile",
            "oversight.clock",
            "oversight.message",
            "oversight.mail_texts",
            "oversight.mail_text",
            "privacy_requests.answer",
            "privacy_requests.enter",
            "privacy_requests.erase",
            "privacy_requests.agency_notice",
            "privacy_requests.change_incident",
            "privacy_requests.incident",
            "privacy_requests.incidents",
            "privacy_requests.new_incident",
            "privacy_requests.change_processor",
            "privacy_requests.impact_assessment",
            "privacy_requests.impact_notes",
            "privacy_requests.record_as_csv",
            "privacy_requests.record_as_json",
            "privacy_requests.signed_text",
            "privacy_requests.new_processor",
            "privacy_requests.processors",
            "privacy_requests.keeping",
            "privacy_requests.reasons",
            "reports.ask_for_many",
            "reports.bundle",
            "openings.batch",
            "reports.state",
            "decisions.take_scores",
            "decisions.score_file",
            "decisions.compare",
            "decisions.decide_many",
            "decisions.letter",
            "decisions.note_told",
            "scoring.accept_fewer",
            "scoring.decide_abstention",
            "scoring.decide_proposal",
            "scoring.earlier_drafts",
            "scoring.excuse",
            "scoring.expected_readings",
            "scoring.give_third_reading",
            "scoring.hand_back",
            "scoring.later_key",
            "scoring.release",
            "scoring.rules",
            "scoring.decide_rules",
            "scoring.waive_third_reading",
            "scoring.conflict",
        ),
        *("rubrics.competency", "rubrics.remove_competency", "rubrics.new_rubric", "rubrics.version"),
        *("rubrics.discard", "rubrics.draft", "rubrics.publish", "rubrics.changes"),
    }
)


def address_of(session: Session, world: World, page: Page) -> str:
    """Return the path of a page; call it in a request context."""
    assert world.opening is not None
    reviews = select(Review.public_id).where(Review.reviewer_id == world.people[REVIEWER].id)
    found: dict[str, Callable[[], dict[str, object]]] = {
        "opening": lambda: {"public_id": world.opening.public_id if world.opening else ""},
        "outcome": lambda: {"outcome": "reserve"},
        "bank": lambda: {"public_id": session.scalar(select(Bank.public_id))},
        "task": lambda: {"task_id": world.items[0].public_id},
        "open review": lambda: {"public_id": session.scalar(reviews.where(Review.state == "allocated"))},
        "locked review": lambda: {"public_id": session.scalar(reviews.where(Review.state == "locked"))},
        "application": lambda: {
            "public_id": session.scalar(select(Application.public_id).where(Application.stage == "scored"))
        },
    }
    values: dict[str, object] = {}
    for name in page.values:
        values |= found[name]()
    return str(url_for(page.endpoint, **values)) + page.query


def next_of(html: str) -> str | None:
    """Return where "next" leads, or None on a list of one page."""
    found = re.search(r'href="([^"]+)" rel="next"', html)
    return found[1].replace("&amp;", "&") if found else None


def signed_in(app: Flask, email: str) -> FlaskClient:
    """Return a client that came in by the front door."""
    client = app.test_client()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/sign-in").text)
    assert token is not None
    reply = client.post("/sign-in", data={"csrf_token": token[1], "email": email, "password": PASSWORD})
    assert reply.status_code == 302, reply.text
    return client
