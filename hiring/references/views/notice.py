"""The notice above a referee's consent: who asks, why, who reads the answers, how long they are kept."""

from collections.abc import Iterator

from flask_babel import gettext as _

from hiring.i18n.choice import date_text, localised
from hiring.i18n.localised import at_place
from hiring.references.models import ReferenceRequest
from hiring.settings import Settings


def telephone_notice(request: ReferenceRequest, caller: str, settings: Settings) -> list[str]:
    """Return the notice as it is read out: the same, and who writes down what is told."""
    told = _(
        "I am %(caller)s of HR. I write down what you tell, read every page back to you, and nothing is "
        "recorded as sound. You may stop at any time.",
        caller=caller,
    )
    return [*_sentences(request, settings, by_link=False), told]


def notice_sentences(request: ReferenceRequest, settings: Settings) -> list[str]:
    """Return the notice in the language of the page; what stands here is kept with the consent."""
    return list(_sentences(request, settings, by_link=True))


def _sentences(request: ReferenceRequest, settings: Settings, *, by_link: bool) -> Iterator[str]:
    application = request.application
    opening = application.opening
    yield _(
        "%(organisation)s asks you, because %(candidate)s has applied for the position %(opening)s "
        "and named you as somebody who knows their work.",
        organisation=settings.organisation,
        candidate=application.candidate.name,
        opening=at_place(localised(opening.title), opening.place),
    )
    yield _(
        "Your answers are read by HR and the hiring manager of this position, and only after the "
        "written assessment has been scored. Reviewers never see them."
    )
    yield _(
        "They are shown beside the scores and are not counted into them. People decide; nothing is "
        "decided automatically."
    )
    yield _(
        "The software compares your address and your words with those of the candidate and of other "
        "referees. HR looks at what it finds; it changes no score."
    )
    if by_link:
        yield _(
            "HR also gets a hint when your form is opened in a browser in which the candidate was at work "
            "less than half an hour before or after. Which browser or device you use is not kept, and the "
            "hint is deleted once a decision is taken."
        )
    yield _(
        "The candidate sees your answers only if you allow it below. Your answers are used for this "
        "selection alone and given to nobody else."
    )
    yield _(
        "They are deleted on %(day)s at the latest, unless the law or a dispute demands that they be "
        "kept. You may ask for access, correction or deletion at %(contact)s; we answer within 3 × 24 "
        "hours.",
        day=date_text(application.deleted_on(settings.retention_days), opening.zone),
        contact=settings.data_contact,
    )
