"""What HR sends to correct masks."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Regexp

from hiring.masking.rules import KIND_NAMES, MaskKind
from hiring.web.forms import HiringForm, plain_text, stripped

LONGEST_WORDS = 300


class MaskForm(HiringForm):
    """Words of an answer that reviewers are not to read."""

    seen = HiddenField()
    """Which revision of the answer its page showed."""
    words = StringField(
        _("Words to mask"),
        filters=[stripped],
        validators=[
            InputRequired(_("Copy the words from the answer.")),
            Length(max=LONGEST_WORDS),
            plain_text,
        ],
    )
    kind = SelectField(
        _("What they say"),
        choices=[SelectChoice(kind.value, _(KIND_NAMES[kind])) for kind in MaskKind],
        default=MaskKind.NAME.value,
        coerce=str,
    )


class MaskChangeForm(HiringForm):
    """A button: one mask is lifted or put back, or HR has seen what was not carried over."""

    seen = HiddenField()
    change = StringField(validators=[InputRequired(), Regexp(r"(?:(?:lift|back)-[0-9]{1,4}|noted)\Z")])

    @property
    def noted(self) -> bool:
        return str(self.change.data) == "noted"

    @property
    def lifted(self) -> bool:
        return str(self.change.data).startswith("lift")

    @property
    def number(self) -> int:
        return int(str(self.change.data).rpartition("-")[2])
