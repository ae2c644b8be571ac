"""Why words are kept that may ask for what the work does not ask for."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, TextAreaField
from wtforms.validators import Length

from hiring.openings.forms.openings import TextsForm
from hiring.openings.forms.removal import LONGEST_REASON
from hiring.web.forms import HiringForm, SeenForm, plain_text, stripped


class KeptWordsForm(HiringForm):
    """The answer to what is said of the words; only where something is said, it is asked for."""

    keep_words = BooleanField(
        _("Keep these words: the work truly asks for it, or they ask nothing of applicants")
    )
    because = TextAreaField(
        _("Because"), filters=[stripped], validators=[Length(max=LONGEST_REASON), plain_text]
    )

    def answered(self) -> bool:
        """Say whether the words are kept with a reason; name what is missing beside its field."""
        if not self.keep_words.data:
            self.refuse("keep_words", gettext("Change the words, or tick this and say why they stay."))
        elif not self.because.data:
            self.refuse("because", gettext("Say why the words stay."))
        return not self.errors

    @property
    def kept_because(self) -> str:
        """The reason, where the words are to be kept."""
        return self.because.data or "" if self.keep_words.data else ""


class OpenForm(KeptWordsForm, SeenForm):
    """The button that opens a draft."""


class OpenTextsForm(KeptWordsForm, TextsForm):
    """The texts of an opening that is open: candidates read them at once."""
