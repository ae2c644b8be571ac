"""Which tables hold something about a candidate or a referee, and whether a personal archive gives it.

A test finds every table that leads to an application or a referee: a new one must be put into a list.
"""

from hiring.i18n import N_

#: Table -> the section of an archive in which what it holds about the person stands.
GIVEN = {
    "candidate": "person",
    "application": "application",
    "invitation": "links",
    "user_session": "browsers",
    "consent": "consents",
    "candidate_facts": "facts",
    "stored_file": "facts",
    "sitting": "sections",
    "section_clock": "sections",
    "task_start": "sections",
    "answer_revision": "answers",
    "answer_pack": "answers",
    "answer_masks": "answers",
    "reference_request": "referees",
    "kind_excuse": "kinds",
    "stated_achievements": "claims",
    "reference": "allowed",
    "adjustment_request": "adjustments",
    "time_allowance": "adjustments",
    "minutes_returned": "adjustments",
    "superseded_receipt": "adjustments",
    "group_answers": "groups",
    "interview": "interview",
    "interview_card": "interview_cards",
    "interview_note": "interview_cards",
    "interview_consensus": "interview_cards",
    "interview_wish": "interview_wishes",
    "message": "mails",
    "decision": "decision",
    "decision_letter": "decision",
    "other_telling": "decision",
    "application_score": "scores",
    "competency_figure": "scores",
    "interview_score": "scores",
    "interview_figure": "scores",
    "privacy_request": "requests",
    "audit_entry": "trail",
}

_RATINGS = N_(
    "What reviewers gave and noted for single answers: it would show how the people who read answers work."
)
_INTERVIEWS = N_(
    "Names of interviewers, cards that are not locked, and why somebody did not interview you: they are "
    "about other people, or not final."
)
_DECISION = N_("Reports and reasons written for the decision: they weigh several people against each other.")
_REFEREES = N_("What referees wrote and did not let you read: it was asked of them in confidence.")
_HINTS = N_(
    "Hints for HR to look at about referees: they are about other people, prove nothing, change no score."
)
_PEACE = N_("Who has asked not to be contacted as a referee: their own wish, the same for every candidate.")
_TRAIL = N_("Names and reasons in the audit trail: other people wrote them or are named in them.")
_HOLD = N_("Why data are held longer than the notice says: it may concern a dispute with other people.")
_SECURITY = N_("Secrets of links and sessions, and counts of refused links: they keep your account safe.")

#: Table -> why an archive does not give it.
WITHHELD = {
    "answer_to_rate": _RATINGS,
    "review": _RATINGS,
    "rating": _RATINGS,
    "earlier_draft": _RATINGS,
    "third_reading": _RATINGS,
    "settlement": _RATINGS,
    "excused_task": _RATINGS,
    "excuse_proposal": _RATINGS,
    "candidate_standing": _DECISION,
    "report": _DECISION,
    "bundled_report": _DECISION,
    "contact_refusal": _PEACE,
    "reference_call": _REFEREES,
    "telephone_form": _REFEREES,
    "reference_flag": _HINTS,
    "audit_detail": _TRAIL,
    "retention_hold": _HOLD,
    "refusal": _SECURITY,
    "audit_head": _SECURITY,
}
#: Why, each once, in the order in which an archive says it.
REASONS_OF_CANDIDATE = (_RATINGS, _INTERVIEWS, _DECISION, _REFEREES, _HINTS, _PEACE, _TRAIL, _HOLD, _SECURITY)
#: What is held back from a referee.
REASONS_OF_REFEREE = (
    N_("What is held about the candidate: it is the candidate's personal data."),
    _SECURITY,
)
