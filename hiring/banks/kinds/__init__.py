"""The kinds of answer, one folder each. A new kind is one line here; tests walk the list."""

from typing import Any

from hiring.banks.answer_kind import AnswerKind
from hiring.banks.kinds.aids_declaration.kind import AidsDeclarationKind
from hiring.banks.kinds.branching.kind import BranchingKind
from hiring.banks.kinds.choose_one.kind import ChooseOneKind
from hiring.banks.kinds.in_tray.kind import InTrayKind
from hiring.banks.kinds.long_text.kind import LongTextKind
from hiring.banks.kinds.moderation_queue.kind import ModerationQueueKind
from hiring.banks.kinds.most_least.kind import MostLeastKind
from hiring.banks.kinds.negotiation.kind import NegotiationKind
from hiring.banks.kinds.rank_with_reasons.kind import RankWithReasonsKind
from hiring.banks.kinds.rate_each.kind import RateEachKind
from hiring.banks.kinds.shortlist.kind import ShortlistKind
from hiring.banks.kinds.sop_steps.kind import SopStepsKind
from hiring.banks.kinds.stakeholder_map.kind import StakeholderMapKind
from hiring.banks.kinds.table.kind import TableKind
from hiring.banks.parts import PartOfTask

KINDS: tuple[AnswerKind[Any], ...] = (
    LongTextKind(),
    TableKind(),
    ChooseOneKind(),
    MostLeastKind(),
    RateEachKind(),
    BranchingKind(),
    RankWithReasonsKind(),
    AidsDeclarationKind(),
    SopStepsKind(),
    InTrayKind(),
    ModerationQueueKind(),
    StakeholderMapKind(),
    ShortlistKind(),
    NegotiationKind(),
)
_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(part: PartOfTask) -> AnswerKind[Any]:
    """Return what is to be known of a part's kind."""
    return _BY_NAME[part.kind]
