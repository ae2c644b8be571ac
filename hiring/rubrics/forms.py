"""What HR types about rubrics: titles, weights, and the texts of a competency in both languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp
from wtforms.widgets import TextInput

from hiring.i18n import LOCALES
from hiring.i18n.localised import Localised
from hiring.rubrics.rules import LEVELS, SentOutline, SentTexts
from hiring.web.forms import HiringForm, plain_text, stripped

LONGEST_TITLE = 200
LONGEST_TEXT = 20_000


def upper(value: str | None) -> str | None:
    return value.upper() if value else value


def unix_lines(value: str | None) -> str | None:
    """Return the text with one kind of line end, so that the same text is never two texts."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if value else value


class TwoLanguagesForm(HiringForm):
    """A form whose texts come in pairs: `name_id` and `name_en` together are one text."""

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


HIDDEN = frozenset({"seen", "step"})


def title_field(label: Any, *, required: bool = False) -> StringField:
    needed = [InputRequired()] if required else []
    return StringField(label, filters=[stripped], validators=[*needed, Length(max=LONGEST_TITLE), plain_text])


def text_field(label: Any) -> TextAreaField:
    return TextAreaField(
        label, filters=[stripped, unix_lines], validators=[Length(max=LONGEST_TEXT), plain_text]
    )


class NewRubricForm(TwoLanguagesForm):
    title_id = title_field(_("Title in Indonesian"), required=True)
    title_en = title_field(_("Title in English"), required=True)
    start_from = SelectField(_("Start from"), validate_choice=True)


class OutlineForm(TwoLanguagesForm):
    """Title and weights of a draft; `outline_form` adds a field per competency."""

    seen = StringField(validators=[InputRequired()])
    step = StringField()
    title_id = title_field(_("Title in Indonesian"))
    title_en = title_field(_("Title in English"))

    def sent(self) -> SentOutline:
        weights = {
            field.name.removeprefix(WEIGHT): field.data or 0
            for field in self
            if field.name.startswith(WEIGHT)
        }
        return SentOutline(self.text("title"), weights, self.seen.data)


WEIGHT = "weight-"


def outline_form(rows: Sequence[tuple[str, str, int]], saved: Mapping[str, str]) -> OutlineForm:
    """Return the form for a draft with `rows` of (public id, name, weight) and what its fields hold."""
    weights = {
        WEIGHT + key: IntegerField(
            _("Weight of %(name)s", name=name),
            default=weight or None,
            widget=TextInput(),
            validators=[Optional(), NumberRange(0, 100)],
        )
        for key, name, weight in rows
    }
    form: OutlineForm = type("OutlineOfThisDraft", (OutlineForm,), weights)(
        formdata=sent_or_saved(saved), title_id=saved["title_id"], title_en=saved["title_en"]
    )
    return form


class CompetencyForm(TwoLanguagesForm):
    """The texts of one competency: everything may still be empty."""

    seen = StringField(validators=[InputRequired()])
    code = StringField(
        _("Code"),
        filters=[stripped, upper],
        validators=[
            Regexp(
                r"^([A-Z][A-Z0-9]{1,9})?$", message=_("A code has two to ten letters or digits, e.g. NETW.")
            )
        ],
    )
    name_id = title_field(_("Name in Indonesian"))
    name_en = title_field(_("Name in English"))
    definition_id = text_field(_("Definition in Indonesian"))
    definition_en = text_field(_("Definition in English"))
    anchor_1_id = text_field(_("Level 1 in Indonesian"))
    anchor_1_en = text_field(_("Level 1 in English"))
    anchor_2_id = text_field(_("Level 2 in Indonesian"))
    anchor_2_en = text_field(_("Level 2 in English"))
    anchor_3_id = text_field(_("Level 3 in Indonesian"))
    anchor_3_en = text_field(_("Level 3 in English"))
    anchor_4_id = text_field(_("Level 4 in Indonesian"))
    anchor_4_en = text_field(_("Level 4 in English"))
    anchor_5_id = text_field(_("Level 5 in Indonesian"))
    anchor_5_en = text_field(_("Level 5 in English"))

    def sent(self) -> SentTexts:
        anchors = {level: self.text(f"anchor_{level}") for level in LEVELS}
        return SentTexts(
            self.code.data or "", self.text("name"), self.text("definition"), anchors, self.seen.data
        )


class SeenForm(HiringForm):
    """A button under something that was read first; `seen` is its mark or hash."""

    seen = StringField(validators=[InputRequired()])
