"""What every form does: messages in one language, files for file fields, nothing that cannot be kept."""

from datetime import date
from io import BytesIO

import pytest
from flask_babel import force_locale, lazy_gettext
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import FileField, IntegerField, MultipleFileField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from hiring.web.forms import DayField, HiringForm, plain_text


class Sample(HiringForm):
    name = StringField(validators=[InputRequired(), Length(max=3), plain_text])
    number = IntegerField(validators=[NumberRange(1, 9)])
    sheet = FileField()


def errors_of(app, fields, language="id"):
    """Return what a form says to `fields` when somebody reads `language`; {} where it takes them."""
    with app.test_request_context(), force_locale(language):
        form = Sample(MultiDict(fields), meta={"csrf": False})
        assert form.validate() is not bool(form.errors)
        return form.errors


@pytest.mark.parametrize("character", ["\x00", "\ud800"], ids=["NUL", "half a letter"])
def test_a_character_that_cannot_be_kept_is_refused_beside_its_field(app, character):
    said = errors_of(app, {"name": f"a{character}", "number": "1"})

    assert said == {"name": ["Teks ini memuat karakter yang tidak dapat disimpan."]}


def test_what_can_be_kept_is_taken(app):
    assert errors_of(app, {"name": "é𝕏\t", "number": "9"}) == {}


def test_the_librarys_own_messages_come_in_the_readers_language_with_their_figures(app):
    wrong = {"name": "abcd", "number": "10"}

    assert errors_of(app, wrong) == {
        "name": ["Isian ini paling banyak 3 karakter."],
        "number": ["Angka harus antara 1 dan 9."],
    }
    assert errors_of(app, wrong, "en") == {
        "name": ["Field cannot be longer than 3 characters."],
        "number": ["Number must be between 1 and 9."],
    }


def test_a_message_is_plain_text_once_it_has_been_said(app):
    [said] = errors_of(app, {"name": "", "number": "1"})["name"]

    assert type(said) is str


def test_a_message_that_is_translated_late_is_plain_text_as_well(app):
    class Late(HiringForm):
        name = StringField(validators=[InputRequired(lazy_gettext("This field is required."))])

    with app.test_request_context(), force_locale("id"):
        form = Late(MultiDict(), meta={"csrf": False})
        form.validate()

    assert form.errors == {"name": ["Isian ini wajib diisi."]}
    assert type(form.errors["name"][0]) is str


def test_text_that_comes_for_a_file_is_none_and_of_several_files_each_arrives(app):
    class Papers(HiringForm):
        sheet = FileField()
        papers = MultipleFileField()

    files = [FileStorage(BytesIO(b"x"), name) for name in ("a.pdf", "b.pdf")]
    with app.test_request_context("/", method="POST", data={"sheet": "text", "papers": files}):
        form = Papers(meta={"csrf": False})

        assert form.sheet.data is None
        assert [each.filename for each in form.papers.data] == ["a.pdf", "b.pdf"]


def test_each_field_gets_what_it_asks_for_a_file_or_a_text(app):
    def sheet(name):
        return FileStorage(BytesIO(b"x"), name)

    sent = {"name": sheet("name.txt"), "sheet": sheet("sheet.csv"), "number": "3"}
    with app.test_request_context("/", method="POST", data=sent):
        form = Sample(meta={"csrf": False})
        assert (form.name.data, form.number.data, form.sheet.data.filename) == (None, 3, "sheet.csv")


def test_what_only_the_database_finds_is_said_beside_what_was_found_before(app):
    with app.test_request_context():
        form = Sample(MultiDict({"name": "", "number": "1"}), meta={"csrf": False})
        form.validate()
        form.refuse("name", "Sudah ada.")

        assert form.errors["name"] == ["Isian ini wajib diisi.", "Sudah ada."]


class Days(HiringForm):
    wanted = DayField(validators=[Optional()])
    needed = DayField(validators=[InputRequired()])

    def validate_wanted(self, field):
        self._refuse_late_days(field)

    def validate_needed(self, field):
        self._refuse_late_days(field)

    def _refuse_late_days(self, field):
        if field.data > date(2026, 12, 1):
            raise ValidationError("late")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-12-01", []),
        ("2000-01-01", []),
        ("2100-12-31", ["late"]),
        ("1", ["Not a valid date value."]),
        ("2026-02-30", ["Not a valid date value."]),
        ("0001-01-01", ["Not a valid date value."]),
        ("1999-12-31", ["Not a valid date value."]),
        ("2101-01-01", ["Not a valid date value."]),
    ],
)
def test_a_day_that_cannot_be_meant_reaches_no_validator_of_the_form(app, typed, said):
    with app.test_request_context(), force_locale("en"):
        form = Days(MultiDict({"wanted": typed, "needed": typed}), meta={"csrf": False})
        form.validate()

        assert (form.wanted.errors, form.needed.errors) == (said, said)


@pytest.mark.parametrize("fields", [{}, {"wanted": "", "needed": ""}, {"wanted": " ", "needed": " "}])
def test_a_day_that_is_left_open_is_missing_where_it_is_needed(app, fields):
    with app.test_request_context(), force_locale("en"):
        form = Days(MultiDict(fields), meta={"csrf": False})
        form.validate()

        assert form.wanted.errors in ([], ())
        assert list(form.needed.errors) == ["This field is required."]
