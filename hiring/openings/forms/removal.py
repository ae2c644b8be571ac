"""Why HR removes a candidate, and why a removal is taken back."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, TextAreaField
from wtforms.validators import DataRequired, Length

from hiring.web.forms import HiringForm, plain_text, stripped

LONGEST_REASON = 2_000


class RemovalForm(HiringForm):
    reason = TextAreaField(
        _("Why the candidate is removed"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_REASON), plain_text],
    )
    tell = BooleanField(_("Tell the candidate by e-mail"), default=True)


class ReturnReasonForm(HiringForm):
    """In the first minutes the reason may be left out; whether it may, the action knows."""

    reason = TextAreaField(
        _("Why you undo it"), filters=[stripped], validators=[Length(max=LONGEST_REASON), plain_text]
    )
