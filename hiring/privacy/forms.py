"""The ticks below a notice."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from hiring.privacy.notices import Notice
from hiring.privacy.rules import Purpose
from hiring.web.forms import HiringForm

_NEEDED = _("Please tick this box if you agree. Without it you cannot take part.")


class ConsentForm(HiringForm):
    """One box per purpose, none of them ticked beforehand; `seal` says which text was read."""

    assessment = BooleanField(validators=[InputRequired(message=_NEEDED)])
    references = BooleanField(validators=[InputRequired(message=_NEEDED)])
    honesty = BooleanField(validators=[InputRequired(message=_NEEDED)])
    seal = HiddenField()

    @classmethod
    def below(cls, notice: Notice) -> "ConsentForm":
        """Return the form with the boxes of `notice`, labelled with their sentences."""
        form = cls()
        sentences = {box.purpose: box.sentence for box in notice.boxes}
        for purpose in Purpose:
            if purpose in sentences:
                form[purpose].label.text = sentences[purpose]
            else:
                del form[purpose]
        return form

    def is_about(self, notice: Notice) -> bool:
        """Say whether the text that was read is the text as it stands now."""
        return bool(self.seal.data == notice.seal)
