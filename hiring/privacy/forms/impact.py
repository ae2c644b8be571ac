"""What is different here in the impact assessment, and its signature."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext, lazy_gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from hiring.privacy.forms.fields import choices_of, text_field
from hiring.privacy.impact import (
    LATEST_REVIEW,
    OFFICER_NAMES,
    ImpactSection,
    SignatureFacts,
)
from hiring.privacy.impact_text import SECTION_TITLES
from hiring.web.forms import DayField, plain_text, stripped
from hiring.web.two_tabs import EditForm


def _of(section: ImpactSection) -> TextAreaField:
    return text_field(lazy_gettext(SECTION_TITLES[section]))


class ImpactNotesForm(EditForm):
    """What is different here, part by part; each field is called as its part."""

    reasons = _of(ImpactSection.REASONS)
    processing = _of(ImpactSection.PROCESSING)
    necessity = _of(ImpactSection.NECESSITY)
    risks = _of(ImpactSection.RISKS)
    remaining = _of(ImpactSection.REMAINING)

    def notes(self) -> dict[str, str]:
        """Return what was written, by the part."""
        return {section.value: self[section].data or "" for section in ImpactSection}

    @classmethod
    def holding(cls, notes: Mapping[str, str]) -> "ImpactNotesForm":
        """Return a form that shows what is saved, whatever was sent."""
        return cls(formdata=None, data=dict(notes))


class SignatureForm(EditForm):
    """Who assessed, whether the officer was heard, and when it is assessed anew."""

    assessed_by = StringField(
        _("Who made the assessment"),
        filters=[stripped],
        validators=[InputRequired(), Length(max=160), plain_text],
    )
    officer = RadioField(
        _("Was the data protection officer heard?"),
        choices=lambda: choices_of(OFFICER_NAMES),
        validators=[InputRequired(message=_("Please choose one of these."))],
    )
    review_on = DayField(_("To be assessed anew on"), validators=[InputRequired()])

    def is_timely(self, today: date) -> bool:
        """Say whether the day of the next assessment can be meant; otherwise an error stands beside it."""
        if today < self.review_on.data <= today + LATEST_REVIEW:
            return True
        self.refuse("review_on", gettext("Please choose a day within the next two years."))
        return False

    def facts(self) -> SignatureFacts:
        """Return what was filled in."""
        return SignatureFacts(self.assessed_by.data, self.officer.data, self.review_on.data)
