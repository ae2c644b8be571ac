"""The forms of a plan, of a slot, and of an interviewer's card."""

from collections.abc import Mapping, Sequence
from datetime import time
from functools import lru_cache
from typing import Any, cast

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from hiring.interviews.models import Interview
from hiring.interviews.rules import (
    HALF,
    LEAST_SHARE,
    LONGEST_MINUTES,
    LONGEST_NOTES,
    LONGEST_NOTICE_HOURS,
    LONGEST_PLACE,
    LONGEST_REASON,
    LONGEST_WORDS,
    MOST_SHARE,
    MOST_WISHES,
    SHORTEST_MINUTES,
    SHORTEST_REASON,
    AskedQuestion,
    CardDraft,
    CardState,
    InterviewState,
    Plan,
    Slot,
)
from hiring.openings.closing_time import closing_moment, local_day_and_time
from hiring.openings.forms import LONGEST_SEARCH, BoxesField
from hiring.rubrics.rules import LEVELS
from hiring.web.forms import DayField, HiringForm, PartOfForm, plain_text, stripped, tidied
from hiring.web.two_tabs import EditForm

NOT_SHOWN = "none"
LEVEL_CHOICES = [SelectChoice(str(level)) for level in reversed(LEVELS)]
TOO_LONG = _("This is longer than %(max)d characters.")
_MORNING = time(9)


class PlanForm(EditForm):
    """Which questions are asked besides the core ones, and who may hold interviews."""

    extra = BoxesField(_("Further questions"), coerce=str)
    panel = BoxesField(_("Interviewers"), coerce=int)
    search = StringField(
        _("Name or address"), filters=[stripped], validators=[Length(max=LONGEST_SEARCH), plain_text]
    )
    notice_hours = IntegerField(
        _("Until how many hours before it may a candidate propose another time?"),
        validators=[InputRequired(), NumberRange(0, LONGEST_NOTICE_HOURS)],
    )
    wishes = IntegerField(_("How often?"), validators=[InputRequired(), NumberRange(0, MOST_WISHES)])
    look = BooleanField()
    """The page is only to show whom `search` finds, with the boxes as they are ticked."""

    shared: tuple[str, ...] = ()
    """The competencies that interviews and tasks can both measure; `plan_form` adds a field for each."""

    @classmethod
    def values_of(cls, plan: Plan) -> dict[str, Any]:
        shares = {_share_field(code): plan.shares.get(code, HALF) for code in cls.shared}
        return {
            "extra": list(plan.questions),
            "panel": sorted(plan.panel),
            "notice_hours": plan.notice_hours,
            "wishes": plan.wishes,
            **shares,
        }

    def share_of(self, code: str) -> IntegerField:
        return cast("IntegerField", self[_share_field(code)])

    def name_shares(self, names: Mapping[str, str]) -> None:
        """Say in the name of each share of which competency it is: what is wrong is said by that name."""
        for code in self.shared:
            label = self.share_of(code).label
            label.text = f"{label.text}, {names[code]}"

    @property
    def shares(self) -> dict[str, int]:
        return {code: self.share_of(code).data for code in self.shared}

    @property
    def chosen(self) -> frozenset[int]:
        return self.panel.ids


@lru_cache(maxsize=64)
def plan_form(shared: tuple[str, ...]) -> type[PlanForm]:
    """Return the form of a plan in which interviews share these competencies with tasks."""
    fields: dict[str, Any] = {
        _share_field(code): IntegerField(
            _("Share of the interview, in per cent"),
            validators=[InputRequired(), NumberRange(LEAST_SHARE, MOST_SHARE)],
        )
        for code in shared
    }
    return type("SharedPlanForm", (PlanForm,), {**fields, "shared": shared})


def _share_field(code: str) -> str:
    return f"share-{code}"


class SlotForm(EditForm):
    """When and where an interview is, and who of the panel holds it."""

    day = DayField(_("Day"), validators=[InputRequired()])
    at = TimeField(_("Time"), validators=[InputRequired()])
    minutes = IntegerField(
        _("Minutes"), validators=[InputRequired(), NumberRange(SHORTEST_MINUTES, LONGEST_MINUTES)]
    )
    place = StringField(
        _("Place or link"),
        filters=[stripped],
        validators=[InputRequired(), Length(max=LONGEST_PLACE), plain_text],
    )
    interviewers = BoxesField(_("Interviewers"), coerce=int)
    words = TextAreaField(
        _("What you tell the candidate"),
        filters=[tidied],
        validators=[Length(max=LONGEST_WORDS, message=TOO_LONG), plain_text],
    )

    @classmethod
    def values_of(
        cls, interview: Interview | None, panel: Sequence[int], minutes: int, zone: str
    ) -> dict[str, Any]:
        """Return what the fields show: of the interview there is, or of a new one."""
        if interview is None:
            return {"at": _MORNING, "minutes": minutes, "interviewers": list(panel)}
        day, at = local_day_and_time(interview.starts_at, zone)
        open_ones = [card.interviewer_id for card in interview.cards if card.state == CardState.OPEN]
        stands = interview.state == InterviewState.ARRANGED
        return {
            "day": day if stands else None,
            "at": at,
            "minutes": interview.minutes,
            "place": interview.place,
            "interviewers": open_ones if stands else list(panel),
        }

    def slot(self, zone: str) -> Slot:
        return Slot(
            closing_moment(self.day.data, self.at.data or _MORNING, zone).replace(second=0),
            self.minutes.data or 0,
            self.place.data or "",
            frozenset(self.interviewers.data or ()),
        )


class CallOffForm(HiringForm):
    words = TextAreaField(
        _("What you tell the candidate"),
        filters=[tidied],
        validators=[Length(max=LONGEST_WORDS, message=TOO_LONG), plain_text],
    )


class ConflictForm(HiringForm):
    """Why an interviewer should not judge this candidate."""

    reason = TextAreaField(
        _("Reason"),
        filters=[tidied],
        validators=[InputRequired(), Length(SHORTEST_REASON, LONGEST_REASON), plain_text],
    )


class QuestionFields(PartOfForm):
    """What an interviewer puts down for one question."""

    asked = BooleanField(_("Asked"))
    level = RadioField(_("Level"), choices=[*LEVEL_CHOICES, SelectChoice(NOT_SHOWN)], validators=[Optional()])
    notes = TextAreaField(
        _("What the candidate said"),
        filters=[tidied],
        validators=[Length(max=LONGEST_NOTES, message=TOO_LONG), plain_text],
    )

    def put_down(self, code: str) -> AskedQuestion:
        chosen = self.level.data or ""
        return AskedQuestion(
            code,
            asked=bool(self.asked.data),
            level=int(chosen) if chosen.isdigit() else None,
            not_shown=chosen == NOT_SHOWN,
            notes=self.notes.data or "",
        )


class CardFields(HiringForm):
    """The card of one interview; `card_form` adds the fields of each question."""

    seen = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired(), NumberRange(min=0)])
    writer = HiddenField(default="", validators=[Length(max=36), plain_text])

    codes: tuple[str, ...] = ()

    def fields_of(self, code: str) -> QuestionFields:
        return cast("QuestionFields", self[code].form)

    def draft(self) -> CardDraft:
        questions = tuple(self.fields_of(code).put_down(code) for code in self.codes)
        return CardDraft(questions, seen=self.seen.data or 0, writer=self.writer.data or "")

    def texts(self) -> list[str]:
        """Return everything that was written, to be given back when it cannot be kept."""
        return [text for code in self.codes if (text := self.fields_of(code).notes.data)]


def card_form(
    codes: Sequence[str], stands: Mapping[str, AskedQuestion] | None = None, *, revision: int = 0
) -> CardFields:
    """Return the form for these questions: as sent, or filled from what `stands`."""
    return _shape(tuple(codes))(data=_as_fields(stands, revision) if stands is not None else None)


@lru_cache(maxsize=64)
def _shape(codes: tuple[str, ...]) -> type[CardFields]:
    fields: dict[str, Any] = {code: FormField(QuestionFields) for code in codes}
    return type("CardForm", (CardFields,), {**fields, "codes": codes})


def _as_fields(stands: Mapping[str, AskedQuestion], revision: int) -> dict[str, Any]:
    given = {
        code: {
            "asked": one.asked,
            "level": NOT_SHOWN if one.not_shown else str(one.level or ""),
            "notes": one.notes,
        }
        for code, one in stands.items()
    }
    return {**given, "seen": revision}
