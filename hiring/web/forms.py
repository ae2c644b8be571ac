"""The form every other form starts from: one security token, messages in the reader's language."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import request
from flask_babel import get_domain, gettext, ngettext
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.fields import DateField, FileField, HiddenField, MultipleFileField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, StopValidation, ValidationError

from hiring.i18n import N_
from hiring.persons import Unfit, checked_address, checked_name
from hiring.text import UNSTORABLE, unix_lines


class _Translations:
    """WTForms ships no Indonesian: its messages stand in our own catalogue (see WTFORMS_MESSAGES)."""

    def gettext(self, text: str) -> str:
        return gettext(text) if text else text

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        # Not flask_babel.ngettext: that one fills in the numbers itself, and knows only `num`.
        return str(get_domain().get_translations().ungettext(singular, plural, n))


class PartOfForm(Form):
    """Fields of a form that stand together, as a `FormField` holds them: without a token of their own."""

    class Meta(Form.Meta):
        def get_translations(self, form: Any) -> _Translations:
            return _Translations()


class HiringForm(FlaskForm):
    """A form turns what was sent into a value and stops: no database, no mail."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> _Translations:
            return _Translations()

        def render_field(self, field: Any, render_kw: Any) -> Any:
            """Draw a field; a text area says how wide it is to browsers without styles."""
            if isinstance(field, TextAreaField):
                render_kw = {"cols": 60, **render_kw}
            return super().render_field(field, render_kw)

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Return what each field may read: files for fields that ask for files, text for all others.

            Flask-WTF alone would hand a file to a text field, and read JSON where no form came.
            """
            if formdata is None or isinstance(formdata, MultiDict):
                return formdata
            if not form.is_submitted():
                return None
            for_files = {field.name for field in form if isinstance(field, FileField | MultipleFileField)}
            return MultiDict(
                [pair for pair in request.form.items(multi=True) if pair[0] not in for_files]
                + [pair for pair in request.files.items(multi=True) if pair[0] in for_files]
            )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check all fields; a message that was translated late is plain text from here on."""
        valid = bool(super().validate(extra_validators))
        for field in self:
            if isinstance(field.errors, list | tuple):
                field.errors = [str(each) if isinstance(each, LazyString) else each for each in field.errors]
        return valid

    def submitted_and_valid(self) -> bool:
        return bool(self.validate_on_submit())

    @property
    def status(self) -> int:
        """What to answer with when the page of the form is shown: refused, or simply asked for."""
        return 422 if self.errors else 200

    def refuse(self, field_name: str, sentence: str) -> None:
        """Add an error that only the database could find, beside the field it is about."""
        field = self[field_name]
        field.errors = [*field.errors, sentence]


class ActionForm(HiringForm):
    """A form with a button and nothing else."""


class SeenForm(HiringForm):
    """A button under something that was read first; `seen` is its mark or hash."""

    seen = StringField(validators=[InputRequired()])


def plain_text(form: Any, field: Any) -> None:
    """Refuse characters that no keyboard writes and databases choke on (NUL, lone surrogates)."""
    if UNSTORABLE.search(field.data or ""):
        raise ValidationError(gettext("This text holds a character that cannot be kept."))


class OperationForm(ActionForm):
    """A button that asks for long work: sent twice from one page, it asks once."""

    operation_id = HiddenField(default=lambda: str(uuid.uuid4()), validators=[Length(max=36), plain_text])


#: Years that somebody can mean; others break the arithmetic of time zones.
_YEARS = range(2000, 2101)


class DayField(DateField):
    """A day that can be meant: what is none, or cannot be read, reaches no validator of the form."""

    data: Any
    raw_data: Any

    def process_formdata(self, valuelist: Any) -> None:
        if not any(text.strip() for text in valuelist):
            self.data, self.raw_data = None, []
            return
        super().process_formdata(valuelist)
        if self.data.year not in _YEARS:
            self.data = None
            raise ValueError(self.gettext("Not a valid date value."))

    def pre_validate(self, form: Any) -> None:
        if self.process_errors:
            raise StopValidation


def person_name(form: Any, field: Any) -> None:
    """Keep the one spelling of a person's name, or say why it is none; a validator."""
    _keep(field, checked_name)


def mail_address(form: Any, field: Any) -> None:
    """Keep the one spelling of an e-mail address, or say why it is none; a validator. Empty stays empty."""
    if field.data:
        _keep(field, checked_address)


def _keep(field: Any, check: Callable[[str], str]) -> None:
    try:
        field.data = check(field.data or "")
    except Unfit as unfit:
        raise StopValidation(gettext(unfit.sentence, **unfit.values)) from None


def tidied(value: str | None) -> str:
    """Return a text with one kind of line end and nothing around it; a filter for WTForms fields."""
    return unix_lines(value or "").strip()


def stripped(value: str | None) -> str | None:
    """Take white space off both ends; a filter for WTForms fields."""
    return value.strip() if value else value


#: What WTForms says by itself, marked here so that the catalogue has it.
WTFORMS_MESSAGES = (
    N_("This field is required."),
    N_("Invalid email address."),
    N_("Invalid URL."),
    N_("Not a valid choice."),
    N_("Not a valid choice"),
    N_("Invalid Choice: could not coerce."),
    N_("Invalid Choice: could not coerce"),
    N_("Invalid choice(s): one or more data inputs could not be coerced."),
    N_("Not a valid integer value."),
    N_("Not a valid decimal value."),
    N_("Not a valid float value."),
    N_("Not a valid date value."),
    N_("Not a valid datetime value."),
    N_("Not a valid time value."),
    N_("Invalid input."),
    N_("Field must be equal to %(other_name)s."),
    N_("Number must be between %(min)s and %(max)s."),
    N_("Number must be at least %(min)s."),
    N_("Number must be at most %(max)s."),
    N_("Field must be between %(min)d and %(max)d characters long."),
    N_("CSRF token missing."),
    N_("CSRF failed."),
    N_("CSRF token expired."),
)


def _mark_plurals(number: int) -> None:  # read by the catalogue tools only
    ngettext(
        "'%(value)s' is not a valid choice for this field.",
        "'%(value)s' are not valid choices for this field.",
        number,
    )
    ngettext(
        "Field must be at least %(min)d character long.",
        "Field must be at least %(min)d characters long.",
        number,
    )
    ngettext(
        "Field cannot be longer than %(max)d character.",
        "Field cannot be longer than %(max)d characters.",
        number,
    )
    ngettext(
        "Field must be exactly %(max)d character long.",
        "Field must be exactly %(max)d characters long.",
        number,
    )
