"""What people type about documents: texts in both languages, and what changed when they publish."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from hiring import text
from hiring.i18n import LOCALES
from hiring.i18n.localised import Localised
from hiring.web.forms import HiringForm, SeenForm, plain_text, stripped

LONGEST_TITLE = 200
LONGEST_TEXT = 20_000
LONGEST_NOTE = 2_000

HIDDEN = frozenset({"seen", "step"})


def unix_lines(value: str | None) -> str | None:
    """Return the text with one kind of line end, so that the same text is never two texts."""
    return text.unix_lines(value) if value else value


class TwoLanguagesForm(HiringForm):
    """A form whose texts come in pairs: `name_id` and `name_en` together are one text."""

    #: Somebody else has saved since the page was made: the page says so.
    stale = False

    def text(self, name: str) -> Localised:
        """Return the pair of fields called `name` as one value; what is not there is empty."""
        return Localised(**{language: self[f"{name}_{language}"].data or "" for language in LOCALES})

    def texts_typed(self) -> str:
        """Return everything that was typed, to be offered back when it can no longer be saved."""
        return "\n\n".join(
            f"{field.label.text}:\n{field.data}"
            for field in self
            if isinstance(field, StringField) and field.name not in HIDDEN and field.data
        )

    def differing(self, saved: Mapping[str, str]) -> dict[str, str]:
        """Return what is saved now for each field where this person wrote something else."""
        return {
            name: text for name, text in saved.items() if name in self and str(self[name].data or "") != text
        }

    @property
    def status(self) -> int:
        """What to answer with when the page is shown: overtaken, refused, or simply asked for."""
        return 409 if self.stale else super().status


def sent_or_saved(saved: Mapping[str, str]) -> MultiDict[str, str] | None:
    """Return what was sent, and as saved what the sender's page did not have yet; None if nothing was.

    Somebody else may have added a field since: its absence must not read as an emptied field.
    """
    if request.method != "POST":
        return None
    sent = request.form.copy()
    for name, value in saved.items():
        if name not in sent:
            sent.add(name, value)
    return sent


def title_field(label: Any, *, required: bool = False) -> StringField:
    needed = [InputRequired()] if required else []
    return StringField(label, filters=[stripped], validators=[*needed, Length(max=LONGEST_TITLE), plain_text])


def text_field(label: Any, *, longest: int = LONGEST_TEXT) -> TextAreaField:
    return TextAreaField(label, filters=[stripped, unix_lines], validators=[Length(max=longest), plain_text])


class PublishForm(SeenForm):
    """The button under a draft that was read as a whole, and what changed since the version before."""

    note = text_field(_("What changed, and why?"), longest=LONGEST_NOTE)
