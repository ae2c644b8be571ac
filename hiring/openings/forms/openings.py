"""What HR fills in about an opening, and who works on it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from hiring.i18n.choice import LANGUAGE_NAMES, ZONE_NAMES
from hiring.i18n.localised import Localised
from hiring.openings.closing_time import END_OF_DAY, closing_moment, local_day_and_time
from hiring.openings.completeness import OpeningPlan
from hiring.openings.forms.removal import LONGEST_REASON
from hiring.openings.judging import (
    CONTROL_SHARES,
    CUT_CHOICES,
    QUOTES_WANTED_NAMES,
    LevelsCombined,
    QuotesWanted,
)
from hiring.openings.quotas import MOST_OF_A_KIND, RefereeQuotas
from hiring.openings.rules import (
    CALIBRATION_CHOICES,
    MOST_POSITIONS,
    REMIND_DAYS,
    MemberRole,
    People,
)
from hiring.web.forms import ActionForm, DayField, HiringForm, plain_text, stripped
from hiring.web.two_tabs import EditForm

LONGEST_TITLE = 160
LONGEST_DESCRIPTION = 10_000
LONGEST_SEARCH = 100
_LARGEST_ID = 2**31 - 1
_LANGUAGES = [SelectChoice(code, name) for code, name in LANGUAGE_NAMES.items()]


class BoxesField(SelectMultipleField):
    """Several boxes to tick, inside one fieldset."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    @property
    def ids(self) -> frozenset[int]:
        """The ids that were ticked; a number that no row can have is none."""
        return frozenset(number for number in self.data or () if 0 < number <= _LARGEST_ID)


class NewOpeningForm(HiringForm):
    title_id = StringField(
        _("Title in Indonesian"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_TITLE), plain_text],
    )
    title_en = StringField(
        _("Title in English"), filters=[stripped], validators=[Length(max=LONGEST_TITLE), plain_text]
    )

    def title(self) -> Localised:
        return Localised(id=self.title_id.data or "", en=self.title_en.data or "")


class TextsForm(NewOpeningForm, EditForm):
    """What may change as long as the opening is not closed: texts candidates read, how many are wanted."""

    place = StringField(
        _("Place of work"), filters=[stripped], validators=[Length(max=LONGEST_TITLE), plain_text]
    )
    description_id = TextAreaField(
        _("Description in Indonesian"), validators=[Length(max=LONGEST_DESCRIPTION), plain_text]
    )
    description_en = TextAreaField(
        _("Description in English"), validators=[Length(max=LONGEST_DESCRIPTION), plain_text]
    )
    positions = IntegerField(_("Number of positions"), default=1, validators=[NumberRange(1, MOST_POSITIONS)])

    @classmethod
    def values_of(cls, plan: OpeningPlan) -> dict[str, Any]:
        """Return what the fields show for `plan`."""
        return {
            "title_id": plan.title.id,
            "title_en": plan.title.en,
            "place": plan.place,
            "description_id": plan.description.id,
            "description_en": plan.description.en,
            "positions": plan.positions,
        }

    def texts(self) -> dict[str, Any]:
        """Return texts and positions as fields of an OpeningPlan."""
        return {
            "title": self.title(),
            "place": self.place.data or "",
            "description": Localised(id=self.description_id.data or "", en=self.description_en.data or ""),
            "positions": self.positions.data,
        }


def _number(low: int, high: int) -> list[SelectChoice]:
    return [SelectChoice(number, str(number)) for number in range(low, high + 1)]


def _id_or_none(value: object) -> int | None:
    return int(str(value)) if value not in {None, "", "None"} else None


def _days_before(days: int) -> str:
    if not days:
        return gettext("no automatic reminder")
    return ngettext("%(num)d day before", "%(num)d days before", days)


def _near(levels: int | None) -> str:
    if levels is None:
        return gettext("not asked for")
    if not levels:
        return gettext("the expert's level")
    return ngettext("at most %(num)d level from the expert", "at most %(num)d levels from the expert", levels)


def cut_name(level: int | None) -> str:
    """Return what a cut is called where one is chosen."""
    if level is None:
        return gettext("only by levels apart")
    return gettext("also where one is below level %(level)s and another is not", level=level)


def control_share_name(share: int) -> str:
    """Return what a share of control answers is called where one is chosen."""
    return gettext("about %(share)s%% of a reviewer's live ones", share=share) if share else gettext("none")


class OpeningForm(TextsForm):
    """Everything about a draft."""

    assessment = RadioField(_("Assessment"), coerce=_id_or_none)
    closes_on = DayField(_("Closing day"), validators=[Optional()])
    closes_at = TimeField(_("Closing time"), default=END_OF_DAY, validators=[Optional()])
    zone = SelectField(_("Time zone"))
    languages = BoxesField(_("Languages candidates may choose"), choices=_LANGUAGES)
    references_wanted = SelectField(_("References wanted"), coerce=int, choices=_number(0, 6))
    bosses_wanted = SelectField(
        _("Line managers, at least"), coerce=int, default=0, choices=_number(0, MOST_OF_A_KIND)
    )
    colleagues_wanted = SelectField(
        _("Colleagues or direct reports, at least"), coerce=int, default=0, choices=_number(0, MOST_OF_A_KIND)
    )
    community_wanted = SelectField(
        _("Partners or clients, at least"), coerce=int, default=0, choices=_number(0, MOST_OF_A_KIND)
    )
    raters_per_answer = SelectField(_("Reviewers per answer"), coerce=int, choices=_number(1, 5))
    tolerance = SelectField(_("Difference that counts as disagreement"), coerce=int, choices=_number(1, 4))
    third_reading = RadioField(
        _("Where two reviewers differ"),
        default="no",
        choices=[
            SelectChoice("yes", _("a further reviewer reads it, without knowing what they gave")),
            SelectChoice("no", _("nobody else reads it; HR is shown it")),
        ],
    )
    third_reading_cut = SelectField(_("They differ"), coerce=_id_or_none)
    levels_combined = SelectField(
        _("What counts of several levels"),
        default=LevelsCombined.MEAN,
        choices=[
            SelectChoice(LevelsCombined.MEAN, _("their mean")),
            SelectChoice(LevelsCombined.MEDIAN, _("the one in the middle (the median)")),
        ],
    )
    quotes_wanted = SelectField(_("Levels that need a quote"), default=QuotesWanted.ENDS)
    calibration_within = SelectField(_("Calibration before marking"), coerce=_id_or_none)
    control_share = SelectField(_("Control answers among live ones"), coerce=int, default=0)

    provisional_keys_count = RadioField(
        _("Answer keys that are still provisional"),
        choices=[SelectChoice("no", _("do not count")), SelectChoice("yes", _("count, and are named"))],
    )

    decide_before_closing = RadioField(
        _("When decisions may be taken"),
        choices=[
            SelectChoice("no", _("only after the opening has closed")),
            SelectChoice("yes", _("as soon as somebody is scored")),
        ],
    )

    remind_days = SelectField(_("Reminder before the opening closes"), coerce=int)

    def __init__(self, versions: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        named = [SelectChoice(str(version), name) for version, name in versions.items()]
        self.assessment.choices = [SelectChoice("", ""), *named]
        self.zone.choices = [SelectChoice(zone, _(name)) for zone, name in ZONE_NAMES.items()]
        self.calibration_within.choices = [SelectChoice(each, _near(each)) for each in CALIBRATION_CHOICES]
        self.control_share.choices = [SelectChoice(each, control_share_name(each)) for each in CONTROL_SHARES]
        self.third_reading_cut.choices = [SelectChoice(each, cut_name(each)) for each in CUT_CHOICES]
        self.quotes_wanted.choices = [
            SelectChoice(each, _(name)) for each, name in QUOTES_WANTED_NAMES.items()
        ]
        self.remind_days.choices = [SelectChoice(days, _days_before(days)) for days in REMIND_DAYS]

    def validate_languages(self, field: BoxesField) -> None:
        if not field.data:
            raise ValidationError(_("Choose at least one language."))

    def validate_references_wanted(self, field: SelectField) -> None:
        if self.quotas.together > (field.data or 0):
            raise ValidationError(_("Fewer references are wanted than the kinds below add up to."))

    @property
    def quotas(self) -> RefereeQuotas:
        numbers = self.bosses_wanted.data, self.colleagues_wanted.data, self.community_wanted.data
        return RefereeQuotas(*(number or 0 for number in numbers))

    @classmethod
    def values_of(cls, plan: OpeningPlan) -> dict[str, Any]:
        """Return what the fields show for `plan`."""
        day, at = local_day_and_time(plan.closes_at, plan.zone)
        return {
            **TextsForm.values_of(plan),
            "assessment": plan.assessment_version_id,
            "closes_on": day,
            "closes_at": at,
            "zone": plan.zone,
            "languages": list(plan.languages),
            "references_wanted": plan.references_wanted,
            "bosses_wanted": plan.referee_quotas.bosses,
            "colleagues_wanted": plan.referee_quotas.colleagues,
            "community_wanted": plan.referee_quotas.community,
            "raters_per_answer": plan.raters_per_answer,
            "tolerance": plan.tolerance,
            "third_reading": "yes" if plan.third_reading else "no",
            "third_reading_cut": plan.third_reading_cut,
            "levels_combined": plan.levels_combined,
            "quotes_wanted": plan.quotes_wanted,
            "calibration_within": plan.calibration_within,
            "control_share": plan.control_share,
            "provisional_keys_count": "yes" if plan.provisional_keys_count else "no",
            "decide_before_closing": "yes" if plan.decide_before_closing else "no",
            "remind_days": plan.remind_days,
        }

    def plan(self) -> OpeningPlan:
        return OpeningPlan(
            **self.texts(),
            assessment_version_id=self.assessment.data,
            closes_at=_moment(self.closes_on.data, self.closes_at.data, self.zone.data),
            zone=self.zone.data,
            languages=tuple(self.languages.data),
            references_wanted=self.references_wanted.data,
            referee_quotas=self.quotas,
            raters_per_answer=self.raters_per_answer.data,
            tolerance=self.tolerance.data,
            third_reading=self.third_reading.data == "yes",
            third_reading_cut=self.third_reading_cut.data,
            levels_combined=LevelsCombined(self.levels_combined.data),
            quotes_wanted=QuotesWanted(self.quotes_wanted.data),
            calibration_within=self.calibration_within.data,
            control_share=self.control_share.data,
            provisional_keys_count=self.provisional_keys_count.data == "yes",
            decide_before_closing=self.decide_before_closing.data == "yes",
            remind_days=self.remind_days.data,
        )


def _moment(day: date | None, at: time | None, zone: str) -> datetime | None:
    return None if day is None else closing_moment(day, at or END_OF_DAY, zone)


class CloseForm(ActionForm):
    tell = BooleanField(_("Tell whoever is too late by e-mail"), default=True)


class ExtendForm(EditForm):
    closes_on = DayField(_("New closing day"), validators=[InputRequired()])
    closes_at = TimeField(_("Closing time"), default=END_OF_DAY, validators=[InputRequired()])

    tell = BooleanField(_("Tell the candidates by e-mail"), default=True)
    confirmed = BooleanField()
    """The mail has been shown."""

    def moment(self, zone: str) -> datetime:
        return closing_moment(self.closes_on.data, self.closes_at.data, zone)


class ReopenForm(HiringForm):
    """Until when a closed opening is open again, and why."""

    closes_on = DayField(_("New closing day"), validators=[InputRequired()])
    closes_at = TimeField(_("Closing time"), default=END_OF_DAY, validators=[InputRequired()])
    reason = TextAreaField(
        _("Why it is opened again"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_REASON), plain_text],
    )

    def moment(self, zone: str) -> datetime:
        """Return the new closing moment of an opening whose times are told in `zone`."""
        return closing_moment(self.closes_on.data, self.closes_at.data, zone)


class PeopleForm(EditForm):
    reviewers = BoxesField(_("Panel of reviewers"), coerce=int)
    hiring_managers = BoxesField(_("Hiring managers"), coerce=int)
    hr = BoxesField(_("HR"), coerce=int)
    search = StringField(
        _("Name or address"), filters=[stripped], validators=[Length(max=LONGEST_SEARCH), plain_text]
    )
    look = BooleanField()
    """The page is only to show whom `search` finds, with the boxes as they are ticked."""

    def people(self) -> People:
        return {
            MemberRole.REVIEWER: self.reviewers.ids,
            MemberRole.HIRING_MANAGER: self.hiring_managers.ids,
            MemberRole.HR: self.hr.ids,
        }
