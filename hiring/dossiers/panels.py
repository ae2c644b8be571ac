"""Which panels the page of an application has: capabilities offer them, `hiring.pages` lists them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from flask import Flask, current_app

from hiring.accounts.rules import Actor, Permission
from hiring.openings.dossier_panel import ApplicationReader, DossierPanel, Draw

_OFFERS = "dossier panels"


class PanelPlace(StrEnum):
    """Where a panel stands on the page."""

    REFERENCES = "references"
    """After what referees wrote."""
    ANSWERS = "answers"
    """After the answers, once there are any."""
    HISTORY = "history"
    PROGRESS = "progress"
    DECISION = "decision"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Offer:
    """A panel in its place, for whoever has the permission."""

    place: PanelPlace
    permission: Permission
    draw: Draw


def register(app: Flask, offers: Iterable[Offer]) -> None:
    """Have the page show these panels."""
    app.extensions[_OFFERS] = tuple(offers)


def panels_for(actor: Actor, reader: ApplicationReader) -> dict[str, DossierPanel | None]:
    """Return what stands in each place for this reader; None where there is nothing to show."""
    shown: dict[str, DossierPanel | None] = dict.fromkeys(PanelPlace)
    offers: tuple[Offer, ...] = current_app.extensions[_OFFERS]
    for offer in offers:
        if offer.permission.allows(actor, reader.application):
            shown[offer.place] = offer.draw(actor, reader)
    return shown
