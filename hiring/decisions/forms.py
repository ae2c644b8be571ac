"""What somebody who decides sends."""

import uuid

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from hiring.decisions.rules import LONGEST_REASON, OUTCOME_NAMES, SHORTEST_REASON, Outcome, Verdict
from hiring.web.forms import HiringForm, plain_text, tidied


class DecisionForm(HiringForm):
    """An outcome and the reason for it."""

    outcome = RadioField(
        _("Decision"),
        choices=[SelectChoice(outcome.value, _(name)) for outcome, name in OUTCOME_NAMES.items()],
        validators=[InputRequired(_("Please choose what is decided."))],
        validate_choice=True,
    )
    reason = TextAreaField(
        _("Reason"),
        filters=[tidied],
        validators=[
            InputRequired(_("Please write the reason.")),
            Length(
                min=SHORTEST_REASON,
                max=LONGEST_REASON,
                message=_("Please write the reason in %(min)d to %(max)d characters."),
            ),
            plain_text,
        ],
    )
    operation_id = HiddenField(
        default=lambda: str(uuid.uuid4()), validators=[InputRequired(), Length(max=36), plain_text]
    )
    seen = HiddenField(default="", validators=[Length(max=22), plain_text])

    def verdict(self) -> Verdict:
        return Verdict(
            Outcome(self.outcome.data),
            self.reason.data or "",
            self.operation_id.data or "",
            self.seen.data or "",
        )
