"""What candidates state about themselves."""

from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    FormField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, ValidationError

from hiring.openings.forms.removal import LONGEST_REASON
from hiring.openings.statements import (
    LONGEST_LINK,
    LONGEST_TEXT,
    MOST_LINKS,
    MOST_POSTS,
    Post,
    StatedFacts,
    whole_link,
)
from hiring.web.forms import HiringForm, plain_text, stripped
from hiring.web.two_tabs import EditForm

_short = Length(max=160)


class PostForm(HiringForm):
    """One post held; an empty row is no post."""

    class Meta(HiringForm.Meta):
        csrf = False  # the form around it has the token

    title = StringField(_("Job or role"), filters=[stripped], validators=[_short, plain_text])
    organisation = StringField(_("Organisation"), filters=[stripped], validators=[_short, plain_text])
    start = StringField(_("From"), filters=[stripped], validators=[Length(max=30), plain_text])
    end = StringField(_("Until"), filters=[stripped], validators=[Length(max=30), plain_text])

    def empty(self) -> bool:
        return not any((self.title.data, self.organisation.data, self.start.data, self.end.data))

    def validate_title(self, field: StringField) -> None:
        if not field.data and not self.empty():
            raise ValidationError(_("Write the name of the job or role, or leave the whole row empty."))

    def validate_organisation(self, field: StringField) -> None:
        if not field.data and not self.empty():
            raise ValidationError(_("Write the organisation, or leave the whole row empty."))

    def post(self) -> Post:
        return Post(
            title=self.title.data or "",
            organisation=self.organisation.data or "",
            start=self.start.data or "",
            end=self.end.data or "",
        )


def safe_link(form: Any, field: StringField) -> None:
    """Refuse whatever is not an address of the web."""
    if field.data and whole_link(field.data) is None:
        raise ValidationError(_("This is not an address of the web. It begins with https://."))


class StatementsForm(EditForm):
    """What a candidate states in words."""

    education = TextAreaField(
        _("Education"), validators=[DataRequired(), Length(max=LONGEST_TEXT), plain_text]
    )
    experience = TextAreaField(_("Experience"), validators=[Length(max=LONGEST_TEXT), plain_text])
    posts = FieldList(FormField(PostForm), min_entries=MOST_POSTS, max_entries=MOST_POSTS)
    links = FieldList(
        StringField(
            _("Link"), filters=[stripped], validators=[Length(max=LONGEST_LINK), plain_text, safe_link]
        ),
        min_entries=MOST_LINKS,
        max_entries=MOST_LINKS,
    )

    def stated(self) -> StatedFacts:
        return StatedFacts(
            education=(self.education.data or "").strip(),
            experience=(self.experience.data or "").strip(),
            posts=tuple(entry.form.post() for entry in self.posts if not entry.form.empty()),
            links=tuple(dict.fromkeys(filter(None, (whole_link(f.data or "") for f in self.links)))),
        )


class FactsForm(StatementsForm):
    """The candidate's own page: with a CV."""

    cv = FileField(_("CV as PDF"))
    without_cv = BooleanField(_("Remove the CV I sent"))

    def stated(self) -> StatedFacts:
        return replace(super().stated(), without_cv=bool(self.without_cv.data))


class FactsCorrectionForm(FactsForm):
    """The same, put right by HR."""

    without_cv = BooleanField(_("Remove the CV that is here"))
    reason = TextAreaField(
        _("Why it is corrected"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_REASON), plain_text],
    )
