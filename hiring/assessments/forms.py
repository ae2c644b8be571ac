"""What HR types about assessments: title, rubric, sections with minutes, and which tasks go where."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import TextInput

from hiring.assessments.drafting import SentDraft, SentSection
from hiring.assessments.models import AssessmentVersion
from hiring.assessments.rules import LONGEST_SECTION, SHORTEST_SECTION
from hiring.i18n import LOCALES
from hiring.i18n.choice import localised
from hiring.rubrics.models import RubricVersion
from hiring.versions.forms import TwoLanguagesForm, sent_or_saved, title_field
from hiring.web.forms import HiringForm


class NewAssessmentForm(TwoLanguagesForm):
    title_id = title_field(_("Title in Indonesian"), required=True)
    title_en = title_field(_("Title in English"), required=True)
    rubric = SelectField(_("Measured against"))


#: Names of the fields of one section or task begin so and end with its public id.
TITLE, MINUTES, PLACE = "title-", "minutes-", "place-"


class DraftForm(TwoLanguagesForm):
    """A draft as a whole; `draft_form` adds fields per section and per task."""

    seen = StringField(validators=[InputRequired()])
    step = StringField()
    title_id = title_field(_("Title in Indonesian"))
    title_en = title_field(_("Title in English"))
    rubric = SelectField(_("Measured against"))

    def sent(self, rubrics: Mapping[str, RubricVersion]) -> SentDraft:
        sections = {
            key: SentSection(self.text(TITLE + key), self[MINUTES + key].data) for key in self._keys(MINUTES)
        }
        places = {key: self[PLACE + key].data for key in self._keys(PLACE)}
        return SentDraft(self.text("title"), rubrics[self.rubric.data], sections, places, self.seen.data)

    def _keys(self, beginning: str) -> list[str]:
        return [f.name.removeprefix(beginning) for f in self if f.name.startswith(beginning)]


def draft_form(version: AssessmentVersion, rubrics: Iterable[SelectChoice], names: list[str]) -> DraftForm:
    """Return the form of one draft; `names` are what to call its sections, in their order."""
    fields: dict[str, Any] = {}
    places = [
        SelectChoice(section.public_id, name) for section, name in zip(version.sections, names, strict=True)
    ]
    for section, name in zip(version.sections, names, strict=True):
        key = section.public_id
        fields[f"{TITLE}{key}_id"] = title_field(_("%(section)s: title in Indonesian", section=name))
        fields[f"{TITLE}{key}_en"] = title_field(_("%(section)s: title in English", section=name))
        fields[MINUTES + key] = IntegerField(
            _("%(section)s: minutes", section=name),
            default=section.minutes,
            widget=TextInput(),
            validators=[InputRequired(), NumberRange(SHORTEST_SECTION, LONGEST_SECTION)],
        )
        for task in section.tasks:
            label = _("%(task)s: section", task=localised(task.item.title))
            fields[PLACE + task.public_id] = SelectField(label, choices=places, default=key)
    saved = saved_values(version)
    form: DraftForm = type("DraftAsItStands", (DraftForm,), fields)(
        formdata=sent_or_saved(saved),
        data={name: text for name, text in saved.items() if MINUTES not in name},
    )
    form.rubric.choices = list(rubrics)
    return form


def saved_values(version: AssessmentVersion) -> dict[str, str]:
    """Return what the fields of a draft hold as it is saved."""
    values = {
        "title_id": version.title.id,
        "title_en": version.title.en,
        "rubric": version.rubric_version.public_id,
    }
    for section in version.sections:
        key = section.public_id
        values |= {f"{TITLE}{key}_{language}": section.title.text(language) for language in LOCALES}
        values[MINUTES + key] = str(section.minutes)
        values |= {PLACE + task.public_id: key for task in section.tasks}
    return values


class ChooseTasksForm(HiringForm):
    tasks = SelectMultipleField(_("Tasks"), validators=[InputRequired(_("Choose at least one task."))])
