"""What reviewers give for a calibration answer, and why HR lets somebody mark."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from hiring.calibration.rules import LONGEST_REASON, SHORTEST_REASON
from hiring.rubrics.rules import LEVELS
from hiring.web.forms import HiringForm, plain_text, stripped


class LevelsForm(HiringForm):
    """A level for each competency; `levels_form` adds the fields."""

    number = IntegerField(widget=HiddenInput(), validators=[InputRequired(), NumberRange(1, 99)])
    codes: tuple[str, ...] = ()

    def levels(self) -> dict[str, int]:
        return {code: int(self[code].data) for code in self.codes}


def levels_form(codes: Sequence[str], number: int) -> LevelsForm:
    """Return the form for these competencies and the answer with this number."""
    return _shape(tuple(codes))(data={"number": number})


@lru_cache(maxsize=64)
def _shape(codes: tuple[str, ...]) -> type[LevelsForm]:
    fields: dict[str, Any] = {
        code: RadioField(
            _("Level"),
            choices=[SelectChoice(str(level)) for level in reversed(LEVELS)],
            validators=[InputRequired(_("Choose a level."))],
        )
        for code in codes
    }
    return type("CalibrationLevelsForm", (LevelsForm,), {**fields, "codes": codes})


class WaiverForm(HiringForm):
    reason = TextAreaField(
        _("Reason"),
        filters=[stripped],
        validators=[InputRequired(), Length(SHORTEST_REASON, LONGEST_REASON), plain_text],
    )
