"""What HR fills in about openings and invitees, and candidates about themselves."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FieldList,
    FileField,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from hiring.i18n.choice import LANGUAGE_NAMES, ZONE_NAMES
from hiring.i18n.localised import Localised
from hiring.mail.contacts import whatsapp_number
from hiring.mail.rules import Contact
from hiring.openings.closing_time import END_OF_DAY, closing_moment, local_day_and_time, sensible_day
from hiring.openings.completeness import OpeningPlan
from hiring.openings.invitee_import import LONGEST_PASTE
from hiring.openings.invitees import LONGEST_ADDRESS, LONGEST_NAME, RowRefused, checked_address
from hiring.openings.rules import MemberRole, People
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

LONGEST_TITLE = 160
LONGEST_DESCRIPTION = 10_000
LONGEST_SEARCH = 100
_LARGEST_ID = 2**31 - 1
_LANGUAGES = [SelectChoice(code, name) for code, name in LANGUAGE_NAMES.items()]


class BoxesField(SelectMultipleField):
    """Several boxes to tick, inside one fieldset."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class NewOpeningForm(HiringForm):
    title_id = StringField(
        _("Title in Indonesian"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_TITLE), plain_text],
    )
    title_en = StringField(
        _("Title in English"), filters=[stripped], validators=[Length(max=LONGEST_TITLE), plain_text]
    )

    def title(self) -> Localised:
        return Localised(id=self.title_id.data or "", en=self.title_en.data or "")


class TextsForm(NewOpeningForm, EditForm):
    """The texts candidates read: they may be mended as long as the opening is not closed."""

    place = StringField(
        _("Place of work"), filters=[stripped], validators=[Length(max=LONGEST_TITLE), plain_text]
    )
    description_id = TextAreaField(
        _("Description in Indonesian"), validators=[Length(max=LONGEST_DESCRIPTION), plain_text]
    )
    description_en = TextAreaField(
        _("Description in English"), validators=[Length(max=LONGEST_DESCRIPTION), plain_text]
    )

    @classmethod
    def values_of(cls, plan: OpeningPlan) -> dict[str, Any]:
        """Return what the fields show for `plan`."""
        return {
            "title_id": plan.title.id,
            "title_en": plan.title.en,
            "place": plan.place,
            "description_id": plan.description.id,
            "description_en": plan.description.en,
        }

    def texts(self) -> dict[str, Any]:
        """Return the texts as fields of an OpeningPlan."""
        return {
            "title": self.title(),
            "place": self.place.data or "",
            "description": Localised(id=self.description_id.data or "", en=self.description_en.data or ""),
        }


def _number(low: int, high: int) -> list[SelectChoice]:
    return [SelectChoice(number, str(number)) for number in range(low, high + 1)]


def _id_or_none(value: object) -> int | None:
    return int(str(value)) if value not in {None, "", "None"} else None


class OpeningForm(TextsForm):
    """Everything about a draft."""

    assessment = RadioField(_("Assessment"), coerce=_id_or_none)
    closes_on = DateField(_("Closing day"), validators=[Optional()])
    closes_at = TimeField(_("Closing time"), default=END_OF_DAY, validators=[Optional()])
    zone = SelectField(_("Time zone"))
    languages = BoxesField(_("Languages candidates may choose"), choices=_LANGUAGES)
    references_wanted = SelectField(_("References wanted"), coerce=int, choices=_number(0, 6))
    raters_per_answer = SelectField(_("Reviewers per answer"), coerce=int, choices=_number(1, 5))
    tolerance = SelectField(_("Difference that counts as disagreement"), coerce=int, choices=_number(1, 4))

    provisional_keys_count = RadioField(
        _("Answer keys that are still provisional"),
        choices=[SelectChoice("no", _("do not count")), SelectChoice("yes", _("count, and are named"))],
    )

    decide_before_closing = RadioField(
        _("When decisions may be taken"),
        choices=[
            SelectChoice("no", _("only after the opening has closed")),
            SelectChoice("yes", _("as soon as somebody is scored")),
        ],
    )

    def __init__(self, versions: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        named = [SelectChoice(str(version), name) for version, name in versions.items()]
        self.assessment.choices = [SelectChoice("", ""), *named]
        self.zone.choices = [SelectChoice(zone, _(name)) for zone, name in ZONE_NAMES.items()]

    def validate_closes_on(self, field: DateField) -> None:
        if field.data is not None and not sensible_day(field.data):
            raise ValidationError(field.gettext("Not a valid date value."))

    def validate_languages(self, field: BoxesField) -> None:
        if not field.data:
            raise ValidationError(_("Choose at least one language."))

    @classmethod
    def values_of(cls, plan: OpeningPlan) -> dict[str, Any]:
        """Return what the fields show for `plan`."""
        day, at = local_day_and_time(plan.closes_at, plan.zone)
        return {
            **TextsForm.values_of(plan),
            "assessment": plan.assessment_version_id,
            "closes_on": day,
            "closes_at": at,
            "zone": plan.zone,
            "languages": list(plan.languages),
            "references_wanted": plan.references_wanted,
            "raters_per_answer": plan.raters_per_answer,
            "tolerance": plan.tolerance,
            "provisional_keys_count": "yes" if plan.provisional_keys_count else "no",
            "decide_before_closing": "yes" if plan.decide_before_closing else "no",
        }

    def plan(self) -> OpeningPlan:
        return OpeningPlan(
            **self.texts(),
            assessment_version_id=self.assessment.data,
            closes_at=_moment(self.closes_on.data, self.closes_at.data, self.zone.data),
            zone=self.zone.data,
            languages=tuple(self.languages.data),
            references_wanted=self.references_wanted.data,
            raters_per_answer=self.raters_per_answer.data,
            tolerance=self.tolerance.data,
            provisional_keys_count=self.provisional_keys_count.data == "yes",
            decide_before_closing=self.decide_before_closing.data == "yes",
        )


def _moment(day: date | None, at: time | None, zone: str) -> datetime | None:
    return None if day is None else closing_moment(day, at or END_OF_DAY, zone)


class ExtendForm(EditForm):
    closes_on = DateField(_("New closing day"), validators=[InputRequired()])
    closes_at = TimeField(_("Closing time"), default=END_OF_DAY, validators=[InputRequired()])

    def validate_closes_on(self, field: DateField) -> None:
        if field.data is not None and not sensible_day(field.data):
            raise ValidationError(field.gettext("Not a valid date value."))

    def moment(self, zone: str) -> datetime:
        return closing_moment(self.closes_on.data, self.closes_at.data, zone)


class ContactForm(EditForm):
    """Whom candidates and referees of an opening may write to."""

    contact_name = StringField(
        _("Name"), filters=[stripped], validators=[InputRequired(), Length(max=LONGEST_NAME), plain_text]
    )
    contact_email = EmailField(
        _("E-mail address"),
        filters=[stripped],
        validators=[InputRequired(), Length(max=LONGEST_ADDRESS), plain_text],
    )
    contact_whatsapp = StringField(
        _("WhatsApp number"), filters=[stripped], validators=[Length(max=30), plain_text]
    )

    def validate_contact_email(self, field: EmailField) -> None:
        try:
            checked_address(field.data or "")
        except RowRefused as refused:
            raise ValidationError(_(refused.sentence)) from None

    def validate_contact_whatsapp(self, field: StringField) -> None:
        if field.data and whatsapp_number(field.data) is None:
            raise ValidationError(_("This is not a phone number. Write it like 0812 3456 7890."))

    @classmethod
    def values_of(cls, contact: Contact) -> dict[str, Any]:
        """Return what the fields show for `contact`."""
        return {
            "contact_name": contact.name,
            "contact_email": contact.email,
            "contact_whatsapp": contact.whatsapp,
        }

    def contact(self) -> Contact:
        return Contact(
            self.contact_name.data or "",
            checked_address(self.contact_email.data or ""),
            whatsapp_number(self.contact_whatsapp.data or "") or "",
        )


def _ids(field: BoxesField) -> frozenset[int]:
    """Return the ids that were ticked; a number that no row can have is none."""
    return frozenset(number for number in field.data or () if 0 < number <= _LARGEST_ID)


class PeopleForm(EditForm):
    reviewers = BoxesField(_("Panel of reviewers"), coerce=int)
    hiring_managers = BoxesField(_("Hiring managers"), coerce=int)
    hr = BoxesField(_("HR"), coerce=int)
    search = StringField(
        _("Name or address"), filters=[stripped], validators=[Length(max=LONGEST_SEARCH), plain_text]
    )
    look = BooleanField()
    """The page is only to show whom `search` finds, with the boxes as they are ticked."""

    def people(self) -> People:
        return {
            MemberRole.REVIEWER: _ids(self.reviewers),
            MemberRole.HIRING_MANAGER: _ids(self.hiring_managers),
            MemberRole.HR: _ids(self.hr),
        }


class InviteesForm(HiringForm):
    """What the three ways of inviting have in common: the language of mails where a row names none."""

    locale = SelectField(_("Language of the e-mail"))

    def __init__(self, offered: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.locale.choices = [SelectChoice(code, LANGUAGE_NAMES[code]) for code in offered]


class PersonForm(InviteesForm):
    name = StringField(
        _("Name"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST_NAME), plain_text]
    )
    email = EmailField(
        _("E-mail address"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_ADDRESS), plain_text],
    )


class LinesForm(InviteesForm):
    lines = TextAreaField(
        _("One person per line"), validators=[DataRequired(), Length(max=LONGEST_PASTE), plain_text]
    )


class TableForm(InviteesForm):
    table = FileField(_("CSV file"))


class ConfirmInviteesForm(HiringForm):
    invitees = HiddenField(validators=[InputRequired()])


class ReturnForm(HiringForm):
    email = EmailField(
        _("E-mail address"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_ADDRESS), plain_text],
    )


_short = Length(max=160)


class PostForm(HiringForm):
    """One post held; an empty row is no post."""

    class Meta(HiringForm.Meta):
        csrf = False  # the form around it has the token

    title = StringField(_("Post held"), filters=[stripped], validators=[_short, plain_text])
    organisation = StringField(_("Organisation"), filters=[stripped], validators=[_short, plain_text])
    start = StringField(_("From"), filters=[stripped], validators=[Length(max=30), plain_text])
    end = StringField(_("Until"), filters=[stripped], validators=[Length(max=30), plain_text])

    def empty(self) -> bool:
        return not any((self.title.data, self.organisation.data, self.start.data, self.end.data))

    def validate_title(self, field: StringField) -> None:
        if not field.data and not self.empty():
            raise ValidationError(_("Write the name of the post, or leave the whole row empty."))

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


class FactsForm(EditForm):
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
    cv = FileField(_("CV as PDF"))
    without_cv = BooleanField(_("Remove the CV I sent"))

    def stated(self) -> StatedFacts:
        return StatedFacts(
            education=(self.education.data or "").strip(),
            experience=(self.experience.data or "").strip(),
            posts=tuple(entry.form.post() for entry in self.posts if not entry.form.empty()),
            links=tuple(dict.fromkeys(filter(None, (whole_link(f.data or "") for f in self.links)))),
            without_cv=bool(self.without_cv.data),
        )
