"""What a candidate proposes instead of the time that is set, and what HR answers."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FormField, IntegerField, RadioField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from hiring.interviews.forms.interviews import TOO_LONG
from hiring.interviews.rules import LONGEST_REASON, LONGEST_WORDS, SHORTEST_REASON, Wish, WishKind
from hiring.openings.closing_time import closing_moment
from hiring.web.forms import DayField, HiringForm, PartOfForm, plain_text, tidied


class ProposedTime(PartOfForm):
    """One other time; both fields, or none."""

    day = DayField(_("Day"), validators=[Optional()])
    at = TimeField(_("Time"), validators=[Optional()])

    def validate(self, extra_validators: Any = None) -> bool:
        sound: bool = super().validate(extra_validators)
        if sound and bool(self.day.data) != bool(self.at.data):
            (self.at if self.day.data else self.day).errors = [_("Give both day and time, or neither.")]
            return False
        return sound


class TimeWishForm(HiringForm):
    """A candidate proposes other times, or says that they cannot come."""

    seen = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired(), NumberRange(min=0)])
    kind = RadioField(
        _("What do you want to tell HR?"),
        choices=[
            SelectChoice(WishKind.OTHER_TIME.value, _("I propose other times")),
            SelectChoice(WishKind.CANNOT_COME.value, _("I cannot come")),
        ],
        validators=[InputRequired()],
    )
    first = FormField(ProposedTime, label=_("First proposal"))
    second = FormField(ProposedTime, label=_("Second proposal (optional)"))
    third = FormField(ProposedTime, label=_("Third proposal (optional)"))
    reason = TextAreaField(
        _("Reason"),
        filters=[tidied],
        validators=[InputRequired(), Length(SHORTEST_REASON, LONGEST_REASON), plain_text],
    )

    @property
    def proposals(self) -> list[Any]:
        return [self.first, self.second, self.third]

    def wish(self, zone: str) -> Wish:
        kind = WishKind(self.kind.data)
        times = (
            closing_moment(each.day.data, each.at.data, zone).replace(second=0)
            for each in (field.form for field in self.proposals)
            if kind is WishKind.OTHER_TIME and each.day.data and each.at.data
        )
        return Wish(kind, tuple(sorted(set(times))), self.reason.data or "")


KEEP = "keep"


class AnswerForm(HiringForm):
    """HR accepts one of the proposed times, or keeps the one that is set."""

    choice = RadioField(_("Your answer"), validators=[InputRequired()])
    words = TextAreaField(
        _("What you tell the candidate"),
        filters=[tidied],
        validators=[Length(max=LONGEST_WORDS, message=TOO_LONG), plain_text],
    )

    def validate_words(self, field: Any) -> None:
        if self.choice.data == KEEP and len(field.data or "") < SHORTEST_REASON:
            raise ValidationError(_("Write a sentence: the candidate reads why the time stays."))
