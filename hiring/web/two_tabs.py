"""Two tabs, two people, one form: what somebody else saved meanwhile is shown, and nothing typed is lost.

A page of something saved carries the mark of what it showed in `seen`. The action compares it with what
is there (`hiring.errors.StalePage`); the view then answers 409 with the same form, in which
`show_saved` has put what is saved now beside every field that differs. Sending that page again replaces
it knowingly. `tests/web/test_two_tabs.py` walks every form that edits.
"""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from flask_babel import gettext as _
from wtforms import BooleanField, Field, FieldList, FormField, HiddenField
from wtforms.fields.choices import SelectFieldBase
from wtforms.form import BaseForm

from hiring.i18n.choice import clock_text, day_text
from hiring.text import unix_lines
from hiring.web.forms import HiringForm


class EditForm(HiringForm):
    """A form over something that is saved already; `seen` is the mark of what its page showed."""

    seen = HiddenField()
    #: Somebody else has saved since the page was made: the page says so.
    stale = False

    def carry(self, mark: str) -> None:
        """Have the page that is about to be shown carry `mark`, unless the sender's is still the right one.

        A page that comes back because of a mistake keeps the mark it was made with.
        """
        if not self.is_submitted():
            self.seen.data = mark

    def show_saved(self, mark: str, saved: BaseForm) -> None:
        """Have the page say that it is old, with what `saved` holds beside each field that differs."""
        self.stale = True
        self.seen.raw_data, self.seen.data = None, mark
        _compare(self, saved)

    @property
    def status(self) -> int:
        """What to answer with when the page is shown: overtaken, refused, or simply asked for."""
        return 409 if self.stale else super().status


def put_beside(form: BaseForm, saved: Mapping[str, str]) -> None:
    """Put what is saved now beside the fields of `form`: for forms that are made field by field."""
    for name, text in saved.items():
        form[name].theirs = text


def _compare(mine: BaseForm, saved: BaseForm) -> None:
    for field in mine:
        if field.name not in _UNSEEN and field.short_name in saved:
            _compare_field(field, saved[field.short_name])


_UNSEEN = {"csrf_token", "seen"}


def _compare_field(mine: Field, saved: Field | None) -> None:
    if isinstance(mine, FormField):
        _compare_rows(mine, saved)
    elif isinstance(mine, FieldList):
        _compare_lists(mine, saved)
    elif (theirs := _text(saved)) != _text(mine):
        mine.theirs = theirs


def _compare_rows(mine: FormField, saved: Any) -> None:
    for field in mine.form:
        _compare_field(field, saved.form[field.short_name] if saved is not None else None)


def _compare_lists(mine: FieldList, saved: Any) -> None:
    """Compare row by row; a row that only the saved list has is added, empty, to show what it holds."""
    rows = list(saved) if saved is not None else []
    while len(mine) < len(rows):
        mine.append_entry()
    for place, entry in enumerate(mine):
        _compare_field(entry, rows[place] if place < len(rows) else None)


def _text(field: Field | None) -> str:
    """Return what a field holds as people read it; for a row that is not there, nothing."""
    if field is None:
        return ""
    if isinstance(field, BooleanField):
        return str(_("Yes") if field.data else _("No"))
    if isinstance(field, SelectFieldBase):
        return ", ".join(_chosen(field))
    match field.data:
        case date() as day:
            return day_text(day)
        case time() as moment:
            return clock_text(moment)
    value = field._value() if hasattr(field, "_value") else field.data
    return unix_lines(str(value or "")).strip()


def _chosen(field: SelectFieldBase) -> Iterator[str]:
    wanted = field.data if isinstance(field.data, list | tuple | set) else [field.data]
    names = {str(choice.value): str(choice.label) for choice in field.iter_choices()}
    for value in wanted:
        if str(value) in names:
            yield names[str(value)]
