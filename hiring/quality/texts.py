"""What each reading of a figure is called, what it means, and what to do about it."""

from hiring.i18n import N_
from hiring.quality.rules import Fit, Reading

#: What it is called, what it means, what to do.
READINGS = {
    Reading.RELIED_ON: (
        N_("Can be relied on"),
        N_("Reviewers read the anchors of this competency alike."),
        N_("Nothing needs doing."),
    ),
    Reading.TENTATIVE: (
        N_("With caution"),
        N_("Reviewers agree well enough for cautious conclusions."),
        N_("Let reviewers talk over the answers on which they differ before anybody is decided on."),
    ),
    Reading.APART: (
        N_("Not enough"),
        N_("Reviewers read the anchors of this competency differently."),
        N_(
            "Look at the answers on which they differ, sharpen the anchors, and calibrate anew for the next "
            "opening."
        ),
    ),
    Reading.TOO_FEW: (
        N_("Too few to say"),
        N_("Too few answers were rated twice."),
        N_("Wait for more answers, or have more of them rated by two reviewers."),
    ),
}
FITS = {
    Fit.FITS: N_("as the model expects"),
    Fit.TOO_EVEN: N_("too even: hardly tells candidates apart"),
    Fit.ERRATIC: N_("erratic: differs from the others now one way, now the other"),
    Fit.TOO_FEW: N_("too few to say"),
}
