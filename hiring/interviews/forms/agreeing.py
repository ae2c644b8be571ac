"""What interviewers came to together: a level with its reason for each competency."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from flask_babel import lazy_gettext as _
from wtforms import FormField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, ValidationError

from hiring.interviews.forms.interviews import LEVEL_CHOICES, NOT_SHOWN, TOO_LONG
from hiring.interviews.models import InterviewConsensus
from hiring.interviews.rules import LONGEST_REASON, SHORTEST_REASON, Agreed
from hiring.web.forms import PartOfForm, plain_text, tidied
from hiring.web.two_tabs import EditForm


class AgreedFields(PartOfForm):
    """What interviewers came to for one competency."""

    level = RadioField(_("Level"), choices=[*LEVEL_CHOICES, SelectChoice(NOT_SHOWN)], validators=[Optional()])
    reason = TextAreaField(
        _("Reason"), filters=[tidied], validators=[Length(max=LONGEST_REASON, message=TOO_LONG), plain_text]
    )

    def validate_reason(self, field: Any) -> None:
        if self.level.data and len(field.data or "") < SHORTEST_REASON:
            raise ValidationError(_("Write down in a sentence what led you to it."))

    def validate_level(self, field: Any) -> None:
        if self.reason.data and not field.data:
            raise ValidationError(_("Choose a level, or that you did not come to one."))


class ConsensusFields(EditForm):
    """A level with its reason for each competency; `consensus_form` adds the fields."""

    codes: tuple[str, ...] = ()

    def fields_of(self, code: str) -> AgreedFields:
        return cast("AgreedFields", self[code].form)

    def agreed(self) -> list[Agreed]:
        given = ((code, self.fields_of(code)) for code in self.codes)
        return [
            Agreed(code, int(level) if level.isdigit() else None, fields.reason.data or "")
            for code, fields in given
            if (level := fields.level.data or "")
        ]


def consensus_form(
    codes: Sequence[str], recorded: Mapping[str, Sequence[InterviewConsensus]], **sent: Any
) -> ConsensusFields:
    """Return the form for these competencies, filled with what was recorded last."""
    shown = {
        code: {"level": str(rows[0].level or NOT_SHOWN), "reason": rows[0].reason}
        for code, rows in recorded.items()
    }
    return _consensus_shape(tuple(codes))(data=shown, **sent)


@lru_cache(maxsize=64)
def _consensus_shape(codes: tuple[str, ...]) -> type[ConsensusFields]:
    fields: dict[str, Any] = {code: FormField(AgreedFields) for code in codes}
    return type("ConsensusForm", (ConsensusFields,), {**fields, "codes": codes})
