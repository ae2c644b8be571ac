"""Who may have reports made, see how far they are, and take them away."""

from hiring.accounts.rules import Actor, Permission
from hiring.decisions.policy import is_scored
from hiring.openings.policy import is_hiring_manager_of, is_hr_of, is_used
from hiring.reports.models import Report, ReportBundle, ReportState


def is_hr_of_its_opening(actor: Actor, report: Report) -> bool:
    return is_hr_of(actor, report.application)


def is_hiring_manager_of_its_opening(actor: Actor, report: Report) -> bool:
    return is_hiring_manager_of(actor, report.application)


def is_about_somebody_scored(actor: Actor, report: Report) -> bool:
    return is_scored(actor, report.application)


def is_about_somebody_used(actor: Actor, report: Report) -> bool:
    """Its candidate has not asked that the data be used no more."""
    return is_used(actor, report.application)


def is_in_force(actor: Actor, report: Report) -> bool:
    return report.state != ReportState.SUPERSEDED


def is_hr_of_bundle(actor: Actor, bundle: ReportBundle) -> bool:
    return is_hr_of(actor, bundle.opening)


def is_hiring_manager_of_bundle(actor: Actor, bundle: ReportBundle) -> bool:
    return is_hiring_manager_of(actor, bundle.opening)


ISSUE_MANY = Permission(
    "reports:issue-many",
    any_of=[[is_hr_of], [is_hiring_manager_of]],
    says="Have reports made of several scored candidates of an opening",
)
TAKE_BUNDLE = Permission(
    "reports:take-bundle",
    any_of=[[is_hr_of_bundle], [is_hiring_manager_of_bundle]],
    says="See how far reports about several candidates are, and download them together",
)
ISSUE_REPORT = Permission(
    "reports:issue",
    any_of=[[is_hr_of], [is_hiring_manager_of, is_scored]],
    says="Have a report made of a scored application",
)
EXPLAIN_SCORES = Permission(
    "reports:explain-scores",
    any_of=[[is_hr_of, is_scored], [is_hiring_manager_of, is_scored]],
    says="Read and print how the scores of an opening were made, to hand it to a scored candidate",
)
SEE_REPORT = Permission(
    "reports:see",
    any_of=[[is_hr_of_its_opening], [is_hiring_manager_of_its_opening, is_about_somebody_scored]],
    says="See how far a report is, have a failed one made again",
)
DOWNLOAD_REPORT = Permission(
    "reports:download",
    any_of=[
        [is_hr_of_its_opening, is_about_somebody_used],
        [is_hiring_manager_of_its_opening, is_about_somebody_scored, is_in_force],
    ],
    says="Download a report; hiring managers only the one that no later one has superseded",
)
