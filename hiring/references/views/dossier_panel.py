"""Who was asked for a reference and how far each is, as a panel of the dossier."""

from flask_babel import gettext as _
from flask_babel import ngettext

from hiring import clock
from hiring.accounts.rules import Actor
from hiring.i18n.choice import current_locale
from hiring.openings.dossier_panel import ApplicationReader, DossierPanel
from hiring.references.claims import CLAIM_WORD_NAMES
from hiring.references.queries import competencies_asked, read_references, requests_for_readers
from hiring.references.rules import (
    OPENED_TO_READERS,
    REQUEST_STATE_NAMES,
    WAITING_STATES,
    RequestState,
    state_now,
)

_TONES = {
    RequestState.SENT: "active",
    RequestState.OPENED: "active",
    RequestState.ANSWERED: "good",
    RequestState.DECLINED: "warning",
    RequestState.EXPIRED: "warning",
    RequestState.NO_CONTACT: "warning",
}


def asked(actor: Actor, reader: ApplicationReader) -> DossierPanel | None:
    """Return the requests in the order in which the candidate named the referees."""
    now, stage = clock.now(), reader.application.stage
    requests = reader.once(requests_for_readers)
    if not requests:
        return None
    states = {one.id: state_now(one.state, stage, one.sent_at, now) for one in requests}
    codes = competencies_asked(requests) if stage in OPENED_TO_READERS else []
    references = read_references(stage, requests, codes, current_locale())
    waiting = sum(state in WAITING_STATES for state in states.values())
    return DossierPanel(
        "references/dossier_requests.html",
        {
            "requests": requests,
            "states": states,
            "names": {state: _(name) for state, name in REQUEST_STATE_NAMES.items()},
            "tones": _TONES,
            "by_kind": references.by_kind if references else (),
            "references": references,
            "CLAIM_WORDS": CLAIM_WORD_NAMES,
        },
        sentence=_still_waiting(waiting) if waiting else "",
    )


def _still_waiting(number: int) -> str:
    return ngettext(
        "%(num)d referee has not answered yet; a decision ends the wait.",
        "%(num)d referees have not answered yet; a decision ends the wait.",
        number,
    )
