"""What people decided and the form to decide, as a panel of the dossier."""

from flask_babel import gettext as _

from hiring.accounts.rules import Actor
from hiring.decisions.actions import too_early
from hiring.decisions.forms import DecisionForm
from hiring.decisions.policy import TELL
from hiring.decisions.queries import decisions_of, told_of
from hiring.decisions.rules import OUTCOME_NAMES, may_be_decided
from hiring.openings.dossier_panel import ApplicationReader, DossierPanel
from hiring.standings.queries import placement_of


def decision(actor: Actor, reader: ApplicationReader) -> DossierPanel:
    """Return every decision, the one that stands first, and the form while one is possible."""
    given = reader.once(decisions_of)
    scores_stand = may_be_decided(reader.application.stage) and not reader.application.candidate.is_erased
    early = scores_stand and too_early(reader.application.opening)
    possible = scores_stand and not early
    form = DecisionForm(formdata=None, seen=given[0].public_id if given else "") if possible else None
    return DossierPanel(
        "decisions/dossier_decision.html",
        {
            "decisions": given,
            "form": form,
            "placement": reader.once(placement_of) if scores_stand else None,
            "too_early": early,
            "told": reader.once(told_of) if given else None,
            "may_tell": TELL.allows(actor, reader.application.opening),
            "awaits_letter": reader.application.awaits_letter,
        },
        sentence=_("Decided: %(outcome)s.", outcome=_(OUTCOME_NAMES[given[0].outcome])) if given else "",
    )
