"""Fields that several forms of privacy have."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext
from wtforms import TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from hiring.privacy.rules import LONGEST_ANSWER
from hiring.web.forms import plain_text, tidied


def choices_of(names: Mapping[Any, str], only: Sequence[Any] | None = None) -> list[SelectChoice]:
    """Return choices with their names, all of them or `only` some."""
    return [SelectChoice(str(each), lazy_gettext(names[each])) for each in only or names]


def text_field(label: Any, *, needed: bool = False) -> TextAreaField:
    """Return a field for a text of some lines."""
    required = [DataRequired()] if needed else []
    return TextAreaField(
        label, filters=[tidied], validators=[*required, Length(max=LONGEST_ANSWER), plain_text]
    )
