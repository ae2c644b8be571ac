"""The ticks below a notice, what people ask about their data, HR's answers, what is known of incidents."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext, lazy_gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from hiring.adjustments.forms import YES, need_field, wish_field
from hiring.i18n.localised import Localised
from hiring.openings.closing_time import local_day_and_time
from hiring.openings.forms import BoxesField
from hiring.privacy.models import Incident, PrivacyRequest
from hiring.privacy.notices import Notice
from hiring.privacy.rules import (
    CAME_BY_NAMES,
    CONCERNED_DATA_NAMES,
    LONGEST_ANSWER,
    PRIVACY_REQUEST_STATE_NAMES,
    RIGHT_NAMES,
    CameBy,
    Concerned,
    IncidentFacts,
    Purpose,
    Right,
    outcomes_of,
)
from hiring.web.forms import DayField, HiringForm, plain_text, tidied
from hiring.web.two_tabs import EditForm

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


def _choices(names: Mapping[Any, str], only: Sequence[Any] | None = None) -> list[SelectChoice]:
    return [SelectChoice(str(each), lazy_gettext(names[each])) for each in only or names]


class RightsForm(HiringForm):
    """What somebody asks about the data held of them."""

    right = RadioField(
        _("What do you ask for?"),
        choices=lambda: _choices(RIGHT_NAMES),
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
        choices=lambda: _choices(CAME_BY_NAMES, [CameBy.MAIL, CameBy.PHONE, CameBy.IN_PERSON]),
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
        form.outcome.choices = _choices(PRIVACY_REQUEST_STATE_NAMES, possible)
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


#: Whom an incident concerns.
EVERYBODY, SOME = "everybody", "some"
#: More names and codes than this are no list that somebody writes by hand.
_LONGEST_LIST = 5000


def _text(label: Any, *, needed: bool = False) -> TextAreaField:
    required = [DataRequired()] if needed else []
    return TextAreaField(
        label, filters=[tidied], validators=[*required, Length(max=LONGEST_ANSWER), plain_text]
    )


def _names(label: Any) -> TextAreaField:
    return TextAreaField(label, filters=[tidied], validators=[Length(max=_LONGEST_LIST), plain_text])


class IncidentForm(EditForm):
    """What is known of an incident about personal data."""

    noticed_on = DayField(_("Day on which it was noticed"), validators=[InputRequired()])
    noticed_at = TimeField(_("Time at which it was noticed"), validators=[InputRequired()])
    began_on = DayField(_("Day on which it began"), validators=[InputRequired()])
    began_at = TimeField(_("Time at which it began"), validators=[InputRequired()])
    ended_on = DayField(_("Day on which it ended"), validators=[Optional()])
    ended_at = TimeField(_("Time at which it ended"), validators=[Optional()])
    happened_id = _text(_("What happened, in Indonesian"), needed=True)
    happened_en = _text(_("What happened, in English"))
    data = BoxesField(
        _("Which data are concerned?"),
        choices=lambda: _choices(CONCERNED_DATA_NAMES),
        validators=[InputRequired(message=_("Please choose at least one kind of data."))],
    )
    measures_id = _text(_("What is done about it, in Indonesian"), needed=True)
    measures_en = _text(_("What is done about it, in English"))
    whom = RadioField(
        _("Whom does it concern?"),
        choices=[
            SelectChoice(SOME, _("whoever is named below")),
            SelectChoice(EVERYBODY, _("everybody whose data were held at that time")),
        ],
        validators=[InputRequired(message=_("Please choose whom it concerns."))],
    )
    accounts = _names(_("Accounts of staff"))
    openings = BoxesField(_("Openings"))
    applications = _names(_("Applications"))

    @classmethod
    def values_of(cls, incident: Incident, named: tuple[list[str], list[str]], zone: str) -> dict[str, Any]:
        """Return what the fields show of `incident`; `named` are its accounts and applications."""
        facts = incident.facts
        values: dict[str, Any] = {}
        for name in ("noticed", "began", "ended"):
            moment = getattr(facts, f"{name}_at")
            day, time = local_day_and_time(moment, zone)
            values |= {f"{name}_on": day, f"{name}_at": time if moment else None}
        return {
            **values,
            "happened_id": facts.happened.id,
            "happened_en": facts.happened.en,
            "data": list(facts.data),
            "measures_id": facts.measures.id,
            "measures_en": facts.measures.en,
            "whom": EVERYBODY if facts.concerned.everybody else SOME,
            "accounts": "\n".join(named[0]),
            "openings": [str(each) for each in facts.concerned.openings],
            "applications": "\n".join(named[1]),
        }

    @property
    def addresses(self) -> list[str]:
        """Return the accounts that are named, by their addresses."""
        return (self.accounts.data or "").split()

    @property
    def codes(self) -> list[str]:
        """Return the applications that are named, by their codes."""
        return (self.applications.data or "").split()

    def in_order(self, zone: str, now: datetime) -> bool:
        """Say whether the moments can be right; otherwise an error stands beside the first that cannot."""
        noticed, began = self._moment("noticed", zone), self._moment("began", zone)
        ended = self._moment("ended", zone) if self.ended_on.data and self.ended_at.data else None
        if bool(self.ended_on.data) != bool(self.ended_at.data):
            self.refuse("ended_on", gettext("Please enter day and time of the end, or neither."))
        elif noticed > now:
            self.refuse("noticed_on", gettext("Please enter a day and time in the past."))
        elif began > noticed:
            self.refuse("began_on", gettext("It cannot have begun after it was noticed."))
        elif ended is not None and not began <= ended <= now:
            self.refuse("ended_on", gettext("The end lies between the beginning and now."))
        else:
            return True
        return False

    def facts(self, zone: str, accounts: tuple[int, ...], applications: tuple[int, ...]) -> IncidentFacts:
        """Return what was filled in, which is in order; accounts and applications as they were found."""
        openings = tuple(sorted(int(each) for each in self.openings.data or ()))
        everybody = self.whom.data == EVERYBODY
        some = Concerned(False, accounts, openings, applications)
        return IncidentFacts(
            noticed_at=self._moment("noticed", zone),
            began_at=self._moment("began", zone),
            ended_at=self._moment("ended", zone) if self.ended_on.data else None,
            happened=Localised(id=self.happened_id.data, en=self.happened_en.data),
            data=tuple(self.data.data or ()),
            measures=Localised(id=self.measures_id.data, en=self.measures_en.data),
            concerned=Concerned(True) if everybody else some,
        )

    def _moment(self, name: str, zone: str) -> datetime:
        day, time = self[f"{name}_on"].data, self[f"{name}_at"].data
        return datetime.combine(day, time, ZoneInfo(zone)).astimezone(UTC)


class IncidentOutcomeForm(HiringForm):
    """How an incident ended."""

    outcome = _text(_("What was done"), needed=True)
