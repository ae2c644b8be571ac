"""What stands beside each field of a page that somebody else has overtaken, field by field."""

from datetime import date, time

import pytest
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    Form,
    FormField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice

from hiring.web.two_tabs import EditForm, put_beside


class Row(Form):
    place = StringField()


class Sample(EditForm):
    title = StringField()
    text = TextAreaField()
    number = IntegerField()
    open = BooleanField()
    day = DateField()
    moment = TimeField()
    kind = SelectField(choices=[SelectChoice("a", "First kind"), SelectChoice("b", "Second kind")])
    rows = FieldList(FormField(Row))


SAVED = {
    "title": "Saved",
    "text": "One\r\nTwo",
    "number": 7,
    "open": True,
    "day": date(2026, 11, 2),
    "moment": time(9, 30),
    "kind": "b",
    "rows": [{"place": "Bekasi"}, {"place": "Depok"}],
}


def beside(app, sent, saved=SAVED):
    """Return what is shown beside each field of a form that was sent with `sent`, where anything is."""
    with app.test_request_context("/", method="POST"), force_locale("en"):
        form = Sample(MultiDict(sent), meta={"csrf": False})
        form.show_saved("mark of now", Sample(formdata=None, data=saved, meta={"csrf": False}))
        simple = {each.name: each.theirs for each in form if hasattr(each, "theirs")}
        rows = {each.form.place.name: each.form.place.theirs for each in form.rows if _differs(each)}
        assert (form.stale, form.status, form.seen.data) == (True, 409, "mark of now")
        return simple | rows


def _differs(row):
    return hasattr(row.form.place, "theirs")


def test_everything_that_differs_is_told_as_people_read_it(app):
    sent = {"title": "Mine", "text": "", "kind": "a", "rows-0-place": "Bogor", "seen": "an old mark"}

    assert beside(app, sent) == {
        "title": "Saved",
        "text": "One\nTwo",
        "number": "7",
        "open": "Yes",
        "day": "2 November 2026",
        "moment": "09:30",
        "kind": "Second kind",
        "rows-0-place": "Bekasi",
        "rows-1-place": "Depok",
    }


def test_what_is_the_same_has_nothing_beside_it_however_its_lines_end(app):
    sent = {
        "title": "Saved",
        "text": "One\nTwo",
        "number": "7",
        "open": "y",
        "day": "2026-11-02",
        "moment": "09:30",
        "kind": "b",
        "rows-0-place": "Bekasi",
        "rows-1-place": "Depok",
    }

    assert beside(app, sent) == {}


def test_a_box_that_somebody_has_emptied_says_no_and_a_row_that_is_gone_says_nothing(app):
    sent = {"open": "y", "kind": "b", "rows-0-place": "Bogor", "rows-1-place": "Depok"}
    saved = {"open": False, "kind": "b", "rows": [{"place": "Bogor"}]}

    assert beside(app, sent, saved) == {"open": "No", "rows-1-place": ""}


def test_what_was_typed_counts_also_where_it_is_no_value_of_its_field(app):
    assert beside(app, {"number": "many", "kind": "b"}, {"kind": "b"}) == {"number": ""}


def test_forms_that_are_made_field_by_field_are_told_what_is_saved(app):
    with app.test_request_context():
        form = Sample(meta={"csrf": False})
        put_beside(form, {"title": "Saved"})

        assert form.title.theirs == "Saved"


@pytest.mark.parametrize(("errors", "status"), [([], 200), (["Wrong."], 422)])
def test_a_page_that_nobody_has_overtaken_is_refused_only_for_its_mistakes(app, errors, status):
    with app.test_request_context():
        form = Sample(meta={"csrf": False})
        form.title.errors = errors

        assert (form.stale, form.status) == (False, status)


def test_a_page_that_comes_back_for_a_mistake_keeps_the_mark_it_was_made_with(app):
    with app.test_request_context():
        asked_for = Sample(meta={"csrf": False})
        asked_for.carry("mark of now")
    with app.test_request_context("/", method="POST", data={"seen": "its own mark"}):
        sent = Sample(meta={"csrf": False})
        sent.carry("mark of now")

    assert (asked_for.seen.data, sent.seen.data) == ("mark of now", "its own mark")
