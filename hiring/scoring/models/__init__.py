"""The tables of scoring: reviews and what they give, scores, and what does not count."""

from hiring.scoring.models.drafts import EarlierDraft
from hiring.scoring.models.excuses import AdoptedKey, ExcusedTask, ExcuseProposal
from hiring.scoring.models.figures import (
    ABOVE_ALL,
    BELOW_ALL,
    ApplicationScore,
    CompetencyFigure,
    Hundredths,
    ScoringCounts,
)
from hiring.scoring.models.judging import FrozenRules, RulesChange
from hiring.scoring.models.reviews import (
    IS_LIVE_ANSWER,
    AnswerToRate,
    Rating,
    Review,
    Settlement,
    ThirdReading,
)
