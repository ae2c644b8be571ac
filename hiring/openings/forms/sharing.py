"""Which text HR copies for a messenger."""

from wtforms import HiddenField
from wtforms.validators import AnyOf

from hiring.openings.rules import CopiedText
from hiring.web.forms import ActionForm


class CopyForm(ActionForm):
    what = HiddenField(validators=[AnyOf([each.value for each in CopiedText])])
