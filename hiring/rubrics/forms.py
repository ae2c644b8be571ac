"""What HR types about rubrics: titles, weights, and the texts of a competency in both languages."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional, Regexp
from wtforms.widgets import TextInput

from hiring.rubrics.rules import LEVELS, SentOutline, SentTexts
from hiring.versions.forms import TwoLanguagesForm, sent_or_saved, text_field, title_field
from hiring.web.forms import stripped


def upper(value: str | None) -> str | None:
    return value.upper() if value else value


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
