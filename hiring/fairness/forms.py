"""What a candidate tells about groups, each question of one's own free will."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from hiring.fairness.rules import GroupQuestion
from hiring.web.forms import HiringForm

_NOT_SAID = "not_said"


def _question(label: Any, answers: dict[str, Any], not_said: Any) -> RadioField:
    choices = [SelectChoice(value, text) for value, text in answers.items()]
    return RadioField(label, choices=[*choices, SelectChoice(_NOT_SAID, not_said)], validators=[Optional()])


class GroupsForm(HiringForm):
    """Every question may be left out; what is told needs a consent of its own."""

    gender = _question(
        _("Your gender"),
        {"woman": _("Woman"), "man": _("Man")},
        _("Neither, or I prefer not to say"),
    )
    age = _question(
        _("Your age"),
        {"under_25": _("Under 25"), "25_to_34": _("25 to 34"), "35_or_older": _("35 or older")},
        _("I prefer not to say"),
    )
    disability = _question(
        _("Do you live with a disability?"), {"yes": _("Yes"), "no": _("No")}, _("I prefer not to say")
    )
    region = _question(
        _("Where do you live?"),
        {"java": _("On Java"), "elsewhere": _("Outside Java")},
        _("I prefer not to say"),
    )
    agree = BooleanField()

    @property
    def answers(self) -> dict[GroupQuestion, str]:
        """Return what was told; questions that were left out are not in it."""
        told = {question: self[question].data for question in GroupQuestion}
        return {question: answer for question, answer in told.items() if answer and answer != _NOT_SAID}

    def validate(self, extra_validators: Any = None) -> bool:
        """Check all fields; without a tick nothing that was told may be kept."""
        valid = super().validate(extra_validators)
        if valid and self.answers and not self.agree.data:
            self.refuse("agree", gettext("Please tick this, or leave this page: nothing is kept without it."))
            return False
        return valid

    def show(self, told: object) -> None:
        """Fill in what was told before."""
        for question in GroupQuestion:
            self[question].data = getattr(told, question)
