"""What people send to have a report made, or to have one verified."""

import re
import uuid

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from hiring.decisions.rules import DECISION_FILTER_NAMES, DecisionFilter
from hiring.i18n import DEFAULT_LOCALE, LOCALES
from hiring.i18n.choice import LANGUAGE_NAMES
from hiring.web.forms import HiringForm, plain_text, stripped


class ReportForm(HiringForm):
    """In which language; the operation makes pressing the button twice the same as once."""

    locale = SelectField(
        _("Language of the report"),
        choices=[SelectChoice(code, LANGUAGE_NAMES[code]) for code in LOCALES],
        default=DEFAULT_LOCALE,
        validators=[InputRequired()],
    )
    operation_id = HiddenField(
        default=lambda: str(uuid.uuid4()), validators=[InputRequired(), Length(max=36), plain_text]
    )


class BundleForm(ReportForm):
    """About whom, and in which language."""

    show = SelectField(
        _("Candidates"),
        choices=[SelectChoice("", _("All who are scored"))]
        + [SelectChoice(each.value, _(name)) for each, name in DECISION_FILTER_NAMES.items()],
        default="",
    )

    def shown(self) -> DecisionFilter | None:
        return DecisionFilter(self.show.data) if self.show.data else None


class CodeForm(HiringForm):
    code = StringField(
        _("Code of the report"),
        filters=[stripped],
        validators=[InputRequired(_("Please type the code.")), Length(max=60), plain_text],
    )


class TextForm(HiringForm):
    """A text and the fingerprint that a receipt tells of it."""

    text = TextAreaField(_("The text"), validators=[InputRequired(_("Please paste the text."))])
    sha256 = StringField(
        _("The fingerprint on the receipt"),
        filters=[stripped],
        validators=[InputRequired(_("Please type the fingerprint.")), Length(max=200), plain_text],
    )

    def validate_sha256(self, field: StringField) -> None:
        if re.fullmatch(r"[0-9a-f]{64}", "".join((field.data or "").split()).casefold()) is None:
            raise ValidationError(_("A fingerprint has 64 characters: digits, and letters from a to f."))


class FileForm(HiringForm):
    file = FileField(_("The report as a PDF file"), validators=[FileRequired(_("Please choose a file."))])
