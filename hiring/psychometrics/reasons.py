"""Why a figure is not defined: sentences that complete "not defined, because ...", for translators too."""


def N_(text: str) -> str:  # noqa: N802 (the name that gettext tools know)
    """Mark `text` for the catalogues where it stands; whoever shows it translates it."""
    return text


NO_VARIATION = N_("there is no variation: all values are the same")
ONE_RATER = N_("at least two raters are needed")
ONE_UNIT = N_("at least two units are needed")
NOBODY_RATED = N_("no reviewer rated anything")
NO_REPETITION = N_("no candidate has two ratings")
NO_PAIRS = N_("at least two units must have been rated by two raters")
ONE_PERSON = N_("at least two persons are needed")
ONE_TASK = N_("at least two tasks are needed")
ONE_ITEM = N_("at least two items are needed")
TWO_ITEMS = N_("with two items, leaving one out leaves only one")
ONE_JUDGE = N_("at least two judges are needed")
TOO_FEW_COMPLETE = N_("fewer than two of them have been rated by every rater")
TOO_FEW_ANSWERS = N_("fewer than two persons have a value for every item")
NO_POSITIVE_TOTAL = N_("the estimated variances do not add up to a positive total")
NO_DIFFERENCES = N_("all targets have the same mean, so there is nothing to tell apart")
TOTAL_WITHOUT_VARIATION = N_("everybody has the same total")
ITEM_WITHOUT_VARIATION = N_("this item, or the rest of the items, does not vary")
FEW_CANDIDATES = N_("there are %(number)d candidates, and it takes %(needed)d to say so in one figure")
FEW_DOUBLED = N_(
    "%(number)d answers of %(candidates)d candidates were rated twice, and it takes %(needed)d of %(of)d"
)
FEW_COMPLETE = N_("%(number)d candidates have a level on every task, and it takes %(needed)d")
FEW_FOR_SEVERITY = N_(
    "it takes %(raters)d raters with %(answers)d answers each to say whether one of them differs"
)
TOO_MANY_CATEGORIES = N_("there are more than %(number)d different ratings, and kappa is for categories")
TOO_LARGE = N_("laid side by side, the ratings would fill too large a table")
EMPTY_TABLE = N_("the table is empty")
ONE_CATEGORY = N_("every rating falls into one category, so agreement by chance is certain")
UNSTABLE = N_("it is not defined in most of the resamples")

CONFOUNDED = N_("in this design “%(effect)s” cannot be told apart from “%(other)s”")
INSEPARABLE = N_("this design does not hold enough overlap to separate the sources of variance")
NEGATIVE_ERROR = N_("the error variance is estimated below zero: there are too few ratings")
NO_ERROR_VARIANCE = N_("every variance that would count as error is estimated as zero")
NO_VARIANCE_LEFT = N_("all components of variance are zero")

ONE_READING_EACH = N_("no answer was rated by two reviewers, so nobody knows what another one would add")
MEDIANS_COUNT = N_(
    "the median of several levels counts, and one more level can make a median less exact as well as more"
)
NOBODY_PREDICTED_TO_DIFFER = N_("the scores differ no more than their errors do")

DISCONNECTED = N_("the design falls into %(number)d parts that share no rater and no person: %(parts)s")

NOT_SHARED = N_("the panel falls into parts that share no candidate, so that strictness cannot be compared")
EQUALLY_STRICT = N_("no difference in strictness between the reviewers can be shown")

NOT_LINKED = N_("the design falls into parts that share no rater, no task or no person")
NO_FINITE_ESTIMATE = N_("the ratings hold no finite estimate: too few of them stand against each other")

EMPTY_GROUP = N_("a group is empty")
NOBODY_IN_REFERENCE = N_("nobody in the reference group was selected; look at the difference instead")
NOBODY_SELECTED = N_("nobody was selected in one of the groups; look at the difference instead")
ALL_OR_NOBODY = N_("everybody or nobody was selected, so the groups cannot differ")

NO_ERROR = N_("the scores are given without error")
NEGATIVE_RELIABILITY = N_("the reliability is below zero")
NO_TRUE_VARIATION = N_("the reliability is not above zero")
PERFECT_TARGET = N_("no number of raters reaches a reliability of 1")

NO_ANSWER = N_("nothing was answered")
FLAT_PROFILE = N_("the same rating was given to every option, or the key is the same for every option")
NO_EXPERTS = N_("no expert has chosen")
