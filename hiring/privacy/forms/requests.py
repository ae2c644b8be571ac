"""The ticks below a notice, what people ask about their data, and HR's answers."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField, TimeField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from hiring.adjustments.forms import YES, need_field, wish_field
from hiring.privacy.forms.fields import choices_of
from hiring.privacy.models import PrivacyRequest
from hiring.privacy.notices import Notice
from hiring.privacy.rules import (
    CAME_BY_NAMES,
    LONGEST_ANSWER,
    PRIVACY_REQUEST_STATE_NAMES,
    RIGHT_NAMES,
    CameBy,
    Purpose,
    Right,
    outcomes_of,
)
from hiring.web.forms import DayField, HiringForm, plain_text, tidied

_NEEDED = _("Please tick this box if you agree. Without it you cannot take part.")
#: A letter may have lain for a while before it is entered.
_LONGEST_AGO = timedelta(days=60)


class ConsentForm(HiringForm):
    """One box per purpose, none of them ticked beforehand; `seal` says which text was read."""

    assessment = BooleanField(validators=[InputRequired(message=_NEEDED)])
    references = BooleanField(validators=[InputRequired(message=_NEEDED)])
    honesty = BooleanField(validators=[InputRequired(message=_NEEDED)])
    need = need_field()
    wish = wish_field()
    seal = HiddenField()

    @classmethod
    def below(cls, notice: Notice) -> "ConsentForm":
        """Return the form with the boxes of `notice`, labelled with their sentences."""
        form = cls()
        sentences = {box.purpose: box.sentence for box in notice.boxes}
        for purpose in Purpose:
            if purpose in sentences:
                form[purpose].label.text = sentences[purpose]
            else:
                del form[purpose]
        return form

    @property
    def asks(self) -> bool:
        """Say whether an adjustment is asked for; who says what would help and no more asks, too."""
        return bool(self.need.data == YES or (self.wish.data and not self.need.data))

    def is_about(self, notice: Notice) -> bool:
        """Say whether the text that was read is the text as it stands now."""
        return bool(self.seal.data == notice.seal)


class RightsForm(HiringForm):
    """What somebody asks about the data held of them."""

    right = RadioField(
        _("What do you ask for?"),
        choices=lambda: choices_of(RIGHT_NAMES),
        validators=[InputRequired(message=_("Please choose what is asked for."))],
    )
    words = TextAreaField(
        _("What should we know?"), filters=[tidied], validators=[Length(max=LONGEST_ANSWER), plain_text]
    )

    def validate_words(self, field: TextAreaField) -> None:
        """Ask what is wrong where something is to be corrected."""
        if self.right.data == Right.CORRECTION and not field.data:
            raise ValidationError(gettext("Please write what is wrong and how it should read."))


class EnterRequestForm(RightsForm):
    """A request that did not come by the person's own page, as staff note it."""

    who = RadioField(_("Who asks?"), validators=[InputRequired(message=_("Please choose who asks."))])
    came_by = RadioField(
        _("How did the request come?"),
        choices=lambda: choices_of(CAME_BY_NAMES, [CameBy.MAIL, CameBy.PHONE, CameBy.IN_PERSON]),
        validators=[InputRequired(message=_("Please choose how it came."))],
    )
    came_on = DayField(_("Day on which it came"), validators=[InputRequired()])
    came_at = TimeField(_("Time"), validators=[InputRequired()])

    def asked_at(self, zone: str) -> datetime:
        """Return when the request came: the moment from which the 72 hours run."""
        return datetime.combine(self.came_on.data, self.came_at.data, ZoneInfo(zone))

    def has_come(self, zone: str, now: datetime) -> bool:
        """Say whether that moment can be right; otherwise an error stands beside the day."""
        at = self.asked_at(zone)
        if now - _LONGEST_AGO <= at <= now:
            return True
        self.refuse("came_on", gettext("Please enter a day and time in the past, within the last 60 days."))
        return False


class RequestAnswerForm(HiringForm):
    """How a request ends, and what the person is told."""

    @classmethod
    def to(cls, asked: PrivacyRequest) -> "RequestAnswerForm":
        """Return the form for one request, with the outcomes that it may have."""
        form, possible = cls(), outcomes_of(Right(asked.asks_for))
        form.outcome.choices = choices_of(PRIVACY_REQUEST_STATE_NAMES, possible)
        if len(possible) == 1 and not form.is_submitted():
            form.outcome.data = possible[0].value
        return form

    outcome = RadioField(
        _("What was done?"),
        validators=[InputRequired(message=_("Please choose what was done."))],
    )
    answer = TextAreaField(
        _("Your answer to the person"),
        filters=[tidied],
        validators=[DataRequired(), Length(max=LONGEST_ANSWER), plain_text],
    )


class HoldForm(HiringForm):
    """Which data are held beyond their time, and why."""

    code = StringField(_("Code of one application"), filters=[tidied], validators=[Length(max=8), plain_text])
    reason = TextAreaField(
        _("Why the data must be kept"),
        filters=[tidied],
        validators=[DataRequired(), Length(max=LONGEST_ANSWER), plain_text],
    )


class NamingReasonForm(HiringForm):
    """Which reason about the opening names a person."""

    which = RadioField(
        _("Which reason names a person?"),
        validate_choice=False,
        validators=[InputRequired(message=_("Please choose the reason that names a person."))],
    )
