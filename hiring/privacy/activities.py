"""What the organisation does with personal data, as the record of processing names it (article 31).

Every table that holds something about a person belongs to one activity; a test finds those that do not.
"""

from dataclasses import dataclass

from hiring.i18n import N_


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that is done with personal data. Texts are source texts; %(days)s are the days of keeping."""

    code: str
    name: str
    purpose: str
    basis: str
    people: str
    data: dict[str, tuple[str, ...]]
    """What is held, in words -> the tables in which it is."""
    seen_by: str
    kept: str

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(table for tables in self.data.values() for table in tables)


_CONSENT = N_("Consent (article 20 paragraph 2 letter a)")
_DUTY = N_("A duty of the law on the organisation (article 20 paragraph 2 letter c)")
_INTEREST = N_("A legitimate interest of the organisation (article 20 paragraph 2 letter f)")
_UNTIL_THE_DAY = N_(
    "Until the day that the notice named, as now set %(days)s days after the opening closes; longer only "
    "while HR holds them for a reason"
)
_OF_OPENING = N_("HR and the hiring managers of the opening")

ACTIVITIES = (
    Activity(
        "assessing",
        N_("Assessing applicants"),
        N_("To choose whom to hire, by tasks that measure what the position asks for"),
        _CONSENT,
        N_("Applicants"),
        {
            N_("Name, e-mail address, language, stage of the application"): ("candidate", "application"),
            N_("Links, and the browsers that were let in"): ("invitation", "user_session"),
            N_("What the applicant states: education, experience, jobs held, a CV"): (
                "candidate_facts",
                "stored_file",
            ),
            N_("Answers with their times"): (
                "sitting",
                "section_clock",
                "task_start",
                "answer_revision",
                "answer_pack",
                "superseded_receipt",
            ),
            N_("Where an answer says who wrote it, to hide that from reviewers"): ("answer_masks",),
            N_("Ratings and scores"): (
                "answer_to_rate",
                "review",
                "rating",
                "earlier_draft",
                "third_reading",
                "settlement",
                "excused_task",
                "excuse_proposal",
                "application_score",
                "competency_figure",
                "candidate_standing",
                "interview_score",
                "interview_figure",
                "score_file",
            ),
            N_("Interviews: time and place, what interviewers noted and gave"): (
                "interview",
                "interview_card",
                "interview_note",
                "interview_consensus",
                "interview_wish",
            ),
            N_("Decisions with their reasons, letters, reports"): (
                "decision",
                "decision_letter",
                "other_telling",
                "report",
                "bundled_report",
                "report_bundle",
            ),
        },
        N_(
            "HR and the hiring managers of the opening; reviewers see answers without names; interviewers "
            "see whom they interview"
        ),
        _UNTIL_THE_DAY,
    ),
    Activity(
        "adjusting",
        N_("Giving more time to who needs it"),
        N_("To give everybody the same chance"),
        _CONSENT,
        N_("Applicants who ask for an adjustment"),
        {
            N_("What is asked for, which may tell of somebody’s health (article 4), and what was granted"): (
                "adjustment_request",
                "time_allowance",
                "minutes_returned",
                "give_back_to_all",
            ),
        },
        N_("HR of the opening"),
        _UNTIL_THE_DAY,
    ),
    Activity(
        "fairness",
        N_("Checking that the process is fair"),
        N_("To see whether groups of applicants are chosen less often than others"),
        _CONSENT,
        N_("Applicants who tell something of their own free will after handing in"),
        {
            N_(
                "Gender, age in three bands, whether there is a disability (health, article 4), whether "
                "somebody lives on Java; with the consent word for word"
            ): ("group_answers",),
        },
        N_("Nobody: HR sees counts, after all decisions, where at least five were chosen and five were not"),
        N_("Until it is counted after the last decision, taken back, or the application ends otherwise"),
    ),
    Activity(
        "references",
        N_("Asking referees"),
        N_("To hear from people who know how the applicant works"),
        _CONSENT,
        N_("Referees, and applicants of whom they write"),
        {
            N_("Name, e-mail address and number of the referee, what they wrote"): (
                "reference_request",
                "reference",
            ),
            N_("Calls to a referee: when, by whom, which number, what came of it; answers written down"): (
                "reference_call",
                "telephone_form",
            ),
            N_(
                "Hints that something about a referee is to be looked at, and why HR closed them; that the "
                "form was opened in a browser of the applicant, without saying which, until the decision only"
            ): ("reference_flag",),
            N_("What an applicant states for referees to confirm"): ("stated_achievements",),
            N_("Why an applicant can name nobody of a kind, and what HR answered"): ("kind_excuse",),
        },
        _OF_OPENING,
        _UNTIL_THE_DAY,
    ),
    Activity(
        "contact",
        N_("Keeping to the wish not to be contacted"),
        N_("To write no more to people who have asked not to be contacted as a referee, about any applicant"),
        _INTEREST,
        N_("People who have been named as referees"),
        {
            N_("A keyed hash of the address, when and how it was asked for; no name and no address"): (
                "contact_refusal",
            )
        },
        N_("Nobody reads the hash; HR and an applicant who names the person see that contact is refused"),
        N_("Until the person wants to be contacted again; it outlives the erasure of everything else"),
    ),
    Activity(
        "accounts",
        N_("Accounts of staff"),
        N_("To let in only those who may work on an opening, and each only to what is theirs"),
        _INTEREST,
        N_("Staff"),
        {
            N_("Name, e-mail address, roles, password as a hash, browsers used, openings worked on"): (
                "user",
                "user_role",
                "known_browser",
                "password_link",
                "opening_member",
                "interviewer",
            ),
            N_("How near reviewers come to an expert before they mark, and why HR lets one mark"): (
                "calibration_rating",
                "calibration_waiver",
            ),
            N_(
                "How reviewers agree, how severe each is, how near to an expert while marking, and how fast, "
                "as figures"
            ): ("opening_quality",),
            N_("Name and address of the contact and the data protection officer"): ("organisation",),
        },
        N_("Administrators; HR sees names and addresses of those who work on their openings"),
        N_("As long as the account is there"),
    ),
    Activity(
        "rights",
        N_("Consents, and requests about personal data"),
        N_("To prove consent, to answer people who ask about their data, to hold data for a dispute"),
        _DUTY,
        N_("Applicants and referees"),
        {
            N_("Consents word for word"): ("consent",),
            N_("Requests with their answers, and holds with their reasons"): (
                "privacy_request",
                "retention_hold",
            ),
        },
        N_("HR of the opening"),
        N_("With the data of the application; of a request its number, kind and outcome stay"),
    ),
    Activity(
        "incidents",
        N_("Incidents, processors and the impact assessment"),
        N_("To tell people when data have leaked, and to show how data are protected"),
        _DUTY,
        N_("Those concerned by an incident, contacts of processors, staff who sign"),
        {
            N_("What happened, whom it concerns by number"): ("incident",),
            N_("Whom one reaches at a processor"): ("processor",),
            N_("Who signed the impact assessment"): ("impact_signature",),
        },
        N_("HR and administrators"),
        N_("For good; these texts name no applicant"),
    ),
    Activity(
        "mails",
        N_("Sending e-mails"),
        N_("To invite, remind and inform people"),
        _CONSENT,
        N_("Applicants, referees and staff"),
        {N_("Address, text and fate of each e-mail"): ("message",)},
        N_("HR of the opening; administrators see those to staff"),
        N_("With the data of the application"),
    ),
    Activity(
        "trail",
        N_("The audit trail and security"),
        N_("To show who did what, and to keep others out"),
        _INTEREST,
        N_("Applicants, referees and staff"),
        {
            N_("What was done, when, by whom; names and reasons beside it"): (
                "audit_entry",
                "audit_detail",
                "audit_head",
            ),
            N_("Counts of refused links"): ("refusal",),
        },
        N_("Administrators, and HR for their own openings"),
        N_("For good, without names and words of who was erased"),
    ),
)

#: Backups hold all of it: an activity without tables of its own.
BACKUPS = Activity(
    "backups",
    N_("Backups"),
    N_("To have the data again after a failure"),
    _INTEREST,
    N_("Everybody named above"),
    {N_("A copy of everything named above"): ()},
    N_("Whoever looks after the server"),
    N_(
        "As long as the organisation keeps them; after a backup is restored, whoever had been erased is "
        "erased again"
    ),
)

#: Tables that hold nothing about a person: content, counts, and what the machine does.
OF_NOBODY = frozenset(
    {
        *("frozen_rules", "rules_change"),
        *("adopted_key", "assessment", "assessment_version", "bank", "bank_item", "batch", "clock_witness"),
        *("competency", "impact_note", "installation", "interview_plan", "job", "mail_text", "opening"),
        *("rubric", "rubric_version", "scoring_counts", "section", "section_task", "worker_seen"),
        *("opening_fairness", "opening_standings", "standings_run"),
    }
)
