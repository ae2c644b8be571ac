"""What reviewers and HR send in scoring."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

from flask_babel import lazy_gettext as _
from wtforms import (
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from hiring.openings.forms.openings import cut_name
from hiring.openings.judging import CUT_CHOICES, LevelsCombined
from hiring.rubrics.rules import LEVELS
from hiring.scoring.frozen_rules import ChangeableRules
from hiring.scoring.queries import BlindAnswer
from hiring.scoring.rules import (
    LONGEST_QUOTE,
    LONGEST_REASON,
    SHORTEST_REASON,
    Cause,
    DraftRating,
    ReviewDraft,
)
from hiring.web.forms import HiringForm, PartOfForm, plain_text, stripped, tidied

NO_EVIDENCE, NOTHING_SHOWN, CANNOT = "none", "nothing", "cannot-"
_LEVELS = [SelectChoice(str(level)) for level in reversed(LEVELS)]


class RatingFields(PartOfForm):
    """What a reviewer gives for one competency."""

    level = RadioField(
        _("Level"),
        choices=[*_LEVELS, *map(SelectChoice, (NOTHING_SHOWN, *(CANNOT + cause for cause in Cause)))],
        validators=[Optional()],
    )
    reason = TextAreaField(
        _("Reason"),
        filters=[tidied],
        validators=[
            Length(max=LONGEST_REASON, message=_("This is longer than %(max)d characters.")),
            plain_text,
        ],
    )
    quote = TextAreaField(
        _("Evidence in the candidate's own words"),
        filters=[tidied],
        validators=[
            Length(max=LONGEST_QUOTE, message=_("This is longer than %(max)d characters.")),
            plain_text,
        ],
    )

    nothing_to_quote = TextAreaField(
        _("If there is nothing to quote: why"),
        filters=[tidied],
        validators=[
            Length(max=LONGEST_REASON, message=_("This is longer than %(max)d characters.")),
            plain_text,
        ],
    )

    def rating(self, code: str) -> DraftRating:
        chosen = "1" if (nothing := self.level.data == NOTHING_SHOWN) else self.level.data or ""
        return DraftRating(
            code,
            level=int(chosen) if chosen.isdigit() else None,
            no_evidence=chosen == NO_EVIDENCE,
            reason=self.reason.data or "",
            quote=self.quote.data or "",
            nothing_shown=nothing,
            cannot_judge=chosen.removeprefix(CANNOT) if chosen.startswith(CANNOT) else None,
            nothing_to_quote=self.nothing_to_quote.data or "",
        )


class FirstRatingFields(RatingFields):
    """The same in an opening whose scores are task means."""

    level = RadioField(_("Level"), choices=[*_LEVELS, SelectChoice(NO_EVIDENCE)], validators=[Optional()])


class ReviewFields(HiringForm):
    """The page of one review; `review_form` adds the fields of each competency."""

    seen = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired(), NumberRange(min=0)])
    writer = HiddenField(default="", validators=[Length(max=36), plain_text])

    codes: tuple[str, ...] = ()

    def fields_of(self, code: str) -> RatingFields:
        return cast("RatingFields", self[code].form)

    def draft(self) -> ReviewDraft:
        ratings = tuple(self.fields_of(code).rating(code) for code in self.codes)
        return ReviewDraft(ratings, seen=self.seen.data or 0, writer=self.writer.data or "")

    def texts(self) -> list[str]:
        """Return everything that was written, to be given back when it cannot be kept."""
        given = [self.fields_of(code) for code in self.codes]
        written = ((one.reason.data, one.quote.data, one.nothing_to_quote.data) for one in given)
        return [text for of_one in written for text in of_one if text]


def review_form(codes: Sequence[str], answer: BlindAnswer | None = None, *, by_cells: bool) -> ReviewFields:
    """Return the form for these competencies: as sent, or filled from `answer`."""
    return _shape(tuple(codes), by_cells)(data=_as_fields(answer) if answer else None)


@lru_cache(maxsize=64)
def _shape(codes: tuple[str, ...], by_cells: bool) -> type[ReviewFields]:
    kind = RatingFields if by_cells else FirstRatingFields
    fields: dict[str, Any] = {code: FormField(kind) for code in codes}
    return type("ReviewForm", (ReviewFields,), {**fields, "codes": codes})


def _as_fields(answer: BlindAnswer) -> dict[str, Any]:
    ratings = {
        one.competency: {
            "level": _chosen(one),
            "reason": one.reason,
            "quote": one.quote,
            "nothing_to_quote": one.nothing_to_quote,
        }
        for one in answer.ratings
    }
    return {**ratings, "seen": answer.revision}


def _chosen(rating: DraftRating) -> str:
    if rating.nothing_shown or rating.cannot_judge:
        return f"{CANNOT}{rating.cannot_judge}" if rating.cannot_judge else NOTHING_SHOWN
    return NO_EVIDENCE if rating.no_evidence else str(rating.level or "")


def _reason_in_words() -> TextAreaField:
    """Return the field for why somebody decides so: as long as a reason must be to explain anything."""
    return TextAreaField(
        _("Reason"),
        filters=[stripped],
        validators=[InputRequired(), Length(SHORTEST_REASON, LONGEST_REASON), plain_text],
    )


def _one_of_two(question: Any, *choices: tuple[str, Any]) -> RadioField:
    return RadioField(
        question,
        choices=[SelectChoice(*each) for each in choices],
        validators=[InputRequired(_("Choose one of the two."))],
    )


class AbstentionForm(HiringForm):
    """What HR says to a reviewer who could not judge an answer."""

    agreed = _one_of_two(
        _("Does the cause lie outside the candidate?"),
        ("yes", _("Yes: this reviewer is left out, and what nobody can judge is excused")),
        ("no", _("No: somebody else rates the answer")),
    )
    reason = _reason_in_words()


class ExcuseForm(HiringForm):
    """A task that is not to count, for whom, and why; `tasks` are those of the assessment."""

    task = SelectField(_("Task"), coerce=str, validators=[InputRequired()])
    whom = _one_of_two(
        _("For whom does it not count?"),
        ("one", _("For one candidate")),
        ("all", _("For everybody in this opening")),
    )
    code = StringField(
        _("Code of the candidate"), filters=[stripped], validators=[Length(max=8), plain_text], default=""
    )
    reason = _reason_in_words()

    def validate_code(self, field: StringField) -> None:
        if self.whom.data == "one" and not field.data:
            raise ValidationError(_("Give the code of the candidate."))
        if self.whom.data == "all" and field.data:
            raise ValidationError(_("For everybody, no code is needed. Empty it, or choose one candidate."))


class ProposalForm(HiringForm):
    """What a second person says to the proposal that a task does not count."""

    agreed = _one_of_two(
        _("Do you agree?"),
        ("yes", _("Yes: the task does not count, and the scores are recalculated")),
        ("no", _("No: everything stays as it is")),
    )
    reason = _reason_in_words()


class KeyForm(HiringForm):
    """A task that is to be scored with a later key, and why; the view puts in which there are."""

    key = SelectField(_("Task and answer key"), coerce=str, validators=[InputRequired()])
    reason = _reason_in_words()


class KeyProposalForm(HiringForm):
    """What a second person says to the proposal that a task is scored with a later key."""

    agreed = _one_of_two(
        _("Do you agree?"),
        ("yes", _("Yes: the new answer key counts, and the scores are recalculated")),
        ("no", _("No: everything stays as it is")),
    )
    reason = _reason_in_words()


class ReasonForm(HiringForm):
    """One reason in words."""

    reason = _reason_in_words()


class GiveForm(HiringForm):
    """To whom a further reading goes; the view puts in who could read it."""

    reviewer = RadioField(_("Who reads it"), validators=[InputRequired(_("Choose somebody."))])


class RulesForm(HiringForm):
    """Other rules of scoring that somebody proposes, and why."""

    tolerance = SelectField(
        _("Difference that counts as disagreement"),
        coerce=int,
        choices=[SelectChoice(levels, str(levels)) for levels in range(1, 5)],
    )
    third_reading = RadioField(
        _("Where two reviewers differ"),
        choices=[
            SelectChoice("yes", _("a further reviewer reads it, without knowing what they gave")),
            SelectChoice("no", _("nobody else reads it; HR is shown it")),
        ],
    )
    third_reading_cut = SelectField(_("They differ"), coerce=str)
    levels_combined = SelectField(
        _("What counts of several levels"),
        choices=[
            SelectChoice(LevelsCombined.MEAN, _("their mean")),
            SelectChoice(LevelsCombined.MEDIAN, _("the one in the middle (the median)")),
        ],
    )
    reason = _reason_in_words()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.third_reading_cut.choices = [
            SelectChoice(str(each or ""), cut_name(each)) for each in CUT_CHOICES
        ]

    @classmethod
    def values_of(cls, rules: ChangeableRules) -> dict[str, Any]:
        """Return what the fields show for `rules`."""
        return {
            "tolerance": rules.tolerance,
            "third_reading": "yes" if rules.third_reading else "no",
            "third_reading_cut": str(rules.third_reading_cut or ""),
            "levels_combined": rules.levels_combined,
        }

    def rules(self) -> ChangeableRules:
        cut = self.third_reading_cut.data
        return ChangeableRules(
            self.tolerance.data,
            self.third_reading.data == "yes",
            int(cut) if cut else None,
            LevelsCombined(self.levels_combined.data),
        )


class RulesDecisionForm(HiringForm):
    """What a second person says to other rules of scoring."""

    agreed = _one_of_two(
        _("Do you agree?"),
        ("yes", _("Yes: the new rules hold, and the scores are recalculated")),
        ("no", _("No: everything stays as it is")),
    )
    reason = _reason_in_words()
