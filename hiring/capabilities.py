"""The house: every capability, from the ground up, in the order in which an answer travels.

`hiring.app` puts the application together from this list, the command line finds its commands in it.
What stands first comes first wherever several contribute to the same point.
"""

from hiring.accounts.capability import CAPABILITY as ACCOUNTS
from hiring.adjustments.capability import CAPABILITY as ADJUSTMENTS
from hiring.assessments.capability import CAPABILITY as ASSESSMENTS
from hiring.audit.capability import CAPABILITY as AUDIT
from hiring.banks.capability import CAPABILITY as BANKS
from hiring.calibration.capability import CAPABILITY as CALIBRATION
from hiring.capability import Capability
from hiring.decisions.capability import CAPABILITY as DECISIONS
from hiring.dossiers.capability import CAPABILITY as DOSSIERS
from hiring.fairness.capability import CAPABILITY as FAIRNESS
from hiring.home.capability import CAPABILITY as HOME
from hiring.interviews.capability import CAPABILITY as INTERVIEWS
from hiring.mail.capability import CAPABILITY as MAIL
from hiring.masking.capability import CAPABILITY as MASKING
from hiring.openings.capability import CAPABILITY as OPENINGS
from hiring.organisation.capability import CAPABILITY as ORGANISATION
from hiring.oversight.capability import CAPABILITY as OVERSIGHT
from hiring.privacy.capability import CAPABILITY as PRIVACY
from hiring.quality.capability import CAPABILITY as QUALITY
from hiring.references.capability import CAPABILITY as REFERENCES
from hiring.reports.capability import CAPABILITY as REPORTS
from hiring.rubrics.capability import CAPABILITY as RUBRICS
from hiring.scoring.capability import CAPABILITY as SCORING
from hiring.sittings.capability import CAPABILITY as SITTINGS
from hiring.standings.capability import CAPABILITY as STANDINGS
from hiring.stats.capability import CAPABILITY as STATS
from hiring.timekeeping.capability import CAPABILITY as TIMEKEEPING

CAPABILITIES: tuple[Capability, ...] = (
    AUDIT,
    TIMEKEEPING,
    MAIL,
    ACCOUNTS,
    HOME,
    ORGANISATION,
    RUBRICS,
    BANKS,
    ASSESSMENTS,
    OPENINGS,
    SITTINGS,
    MASKING,
    REFERENCES,
    STATS,
    SCORING,
    CALIBRATION,
    QUALITY,
    INTERVIEWS,
    ADJUSTMENTS,
    STANDINGS,
    DECISIONS,
    DOSSIERS,
    REPORTS,
    FAIRNESS,
    PRIVACY,
    OVERSIGHT,
)
