"""What HR fills in about a request, and what a referee says who declines."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from hiring.mail.contacts import whatsapp_number
from hiring.references.forms.naming import LONGEST_EXCUSE, NO_NUMBER
from hiring.references.rules import CALL_OUTCOME_NAMES, CallOutcome
from hiring.web.forms import HiringForm, plain_text, stripped

LONGEST_ALLOWANCE = 2_000


class DeclineForm(HiringForm):
    """One button, a reason for whoever wants to give one, and the wish not to be asked again."""

    reason = StringField(_("Reason"), filters=[stripped])
    never_again = BooleanField()
    """Nobody is to write again, about any candidate."""


class CallForm(HiringForm):
    """A call to a referee: the number, and what came of it where nobody answered questions."""

    number = StringField(_("Number that was called"), filters=[stripped])
    outcome = RadioField(
        _("What came of it"),
        choices=[
            SelectChoice(each.value, _(CALL_OUTCOME_NAMES[each]))
            for each in (CallOutcome.NO_ANSWER, CallOutcome.REFUSED)
        ],
    )
    never_again = BooleanField(_("Does not want to be contacted again, about any candidate"))
    note = TextAreaField(_("Note"), filters=[stripped], validators=[Length(max=LONGEST_EXCUSE), plain_text])

    def validate_number(self, field: StringField) -> None:
        if not self.called:
            raise ValidationError(gettext(NO_NUMBER))

    def number_fits(self) -> bool:
        """Say whether there is a number; where not, beside it stands so. All else of a call is open."""
        if not self.called:
            self.refuse("number", gettext(NO_NUMBER))
        return bool(self.called)

    @property
    def called(self) -> str:
        return whatsapp_number(self.number.data or "") or ""


class AskAgainForm(HiringForm):
    """What a candidate is written who could name nobody of a kind."""

    answer = TextAreaField(
        _("What you write to the candidate"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_EXCUSE), plain_text],
    )


class AllowContactForm(HiringForm):
    """Why somebody is contacted again who had asked that nobody does."""

    reason = TextAreaField(
        _("How and when the person asked for it"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_ALLOWANCE), plain_text],
    )


class CloseFlagForm(HiringForm):
    """What was found out about a hint."""

    reason = TextAreaField(
        _("What you found out"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_ALLOWANCE), plain_text],
    )
