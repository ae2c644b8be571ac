"""What a candidate types about referees, and what a referee answers."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from hiring.banks.rules import ReferenceKind
from hiring.i18n import LOCALES, N_
from hiring.i18n.choice import LANGUAGE_NAMES
from hiring.mail.misspelt import PERHAPS_MISSPELT, likely_address
from hiring.openings.quotas import REFEREE_KIND_NAMES, RefereeKind, RefereeQuotas
from hiring.persons import Unfit, checked_address, checked_name, mailbox_of
from hiring.references.answers import Typed
from hiring.references.models import ReferenceRequest
from hiring.references.questions import Question
from hiring.references.rules import (
    MOST_REFEREES,
    RELATIONSHIP_NAMES,
    NamedReferee,
    Relationship,
    kinds_missing,
)
from hiring.text import unix_lines
from hiring.web.forms import HiringForm, plain_text, stripped
from hiring.web.two_tabs import EditForm

LONGEST_ALLOWANCE = 2_000
LONGEST_EXCUSE = 1_000
_PERIOD_FIELDS = ("from-month", "from-year", "to-month", "to-year", "ongoing", "often")


REFUSES_CONTACT = N_("This person has asked not to be contacted. Please name somebody else.")


class RefereeRow(FlaskForm):
    """One person. Left wholly empty it is no person."""

    class Meta(HiringForm.Meta):
        csrf = False  # the form around it carries the token

    name = StringField(_("Name"), filters=[stripped])
    email = EmailField(_("E-mail address"), filters=[stripped])
    organisation = StringField(_("Organisation where you worked together"), filters=[stripped])
    meant = HiddenField()
    """An address that was pointed out as perhaps misspelt: sent once more, it is meant."""
    relationship = SelectField(_("How this person knows you"), validate_choice=False)
    locale = SelectField(_("Language of the e-mail"), validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [SelectChoice(kind.value, _(name)) for kind, name in RELATIONSHIP_NAMES.items()]
        self.relationship.choices = [SelectChoice("", _("Please choose")), *named]
        self.locale.choices = [SelectChoice(code, LANGUAGE_NAMES[code]) for code in LOCALES]

    @property
    def is_empty(self) -> bool:
        return not (self.name.data or self.email.data or self.organisation.data or self.relationship.data)

    def wrong(self, name: str, sentence: str) -> None:
        self[name].errors = [*self[name].errors, sentence]

    def check(self, *, own_address: str, taken: Collection[str], refuses: Callable[[str], bool]) -> None:
        """Say beside each field what is wrong with it; `refuses` knows who is not to be contacted."""
        self._check_name()
        self._check_organisation()
        self._check_address(own_address, taken, refuses)
        if self.relationship.data not in set(Relationship):
            self.wrong("relationship", gettext("Please choose how this person knows you."))
        if self.locale.data not in LOCALES:
            self.wrong("locale", gettext("Please choose a language."))

    def _check_name(self) -> None:
        if not self.name.data:
            self.wrong("name", gettext("Please write the name of this person."))
            return
        self._keep("name", checked_name)

    def _check_organisation(self) -> None:
        if self.organisation.data:
            self._keep("organisation", checked_name)

    def _keep(self, field: str, check: Callable[[str], str]) -> bool:
        try:
            self[field].data = check(self[field].data or "")
        except Unfit as unfit:
            self.wrong(field, gettext(unfit.sentence, **unfit.values))
            return False
        return True

    def _check_address(
        self, own_address: str, taken: Collection[str], refuses: Callable[[str], bool]
    ) -> None:
        if not self._keep("email", checked_address):
            return
        address = str(self.email.data)
        if mailbox_of(address) == mailbox_of(own_address):
            self.wrong("email", gettext("This is your own address. A referee is somebody else."))
        elif mailbox_of(address) in {mailbox_of(each) for each in taken}:
            self.wrong("email", gettext("You have already named this address."))
        elif refuses(address):
            self.wrong("email", gettext(REFUSES_CONTACT))
        else:
            self._point_out_misspelling(address)

    def _point_out_misspelling(self, address: str) -> None:
        likely = likely_address(address)
        if likely and address != self.meant.data:
            self.meant.raw_data, self.meant.data = None, address
            self.wrong("email", gettext(PERHAPS_MISSPELT, likely=likely))

    @property
    def named(self) -> NamedReferee:
        return NamedReferee(
            name=self.name.data or "",
            email=self.email.data or "",
            organisation=self.organisation.data or "",
            relationship=Relationship(self.relationship.data),
            locale=self.locale.data or LOCALES[0],
        )


class ExcuseField(TextAreaField):
    """Why nobody of a kind can be named; empty where somebody is."""

    def __init__(self, **kwargs: Any) -> None:
        fit = [Length(max=LONGEST_EXCUSE), plain_text]
        label = _("If you can name nobody: why?")
        super().__init__(label, filters=[stripped], validators=fit, **kwargs)


class RefereesForm(EditForm):
    """The people a candidate names who have not been written to."""

    people = FieldList(FormField(RefereeRow), max_entries=MOST_REFEREES)
    no_boss = ExcuseField()
    no_colleague = ExcuseField()
    no_community = ExcuseField()

    def show(self, drafted: Iterable[ReferenceRequest], locale: str) -> None:
        """Fill the rows with those named so far; `locale` is that of the rows to come."""
        for request in drafted:
            self.people.append_entry(
                {
                    "name": request.name,
                    "email": request.email,
                    "meant": request.email,
                    "organisation": request.organisation,
                    "relationship": request.relationship_kind,
                    "locale": request.locale or locale,
                }
            )

    def offer_rows(self, number: int, locale: str) -> None:
        """Add empty rows until there are `number`."""
        while len(self.people) < min(number, MOST_REFEREES):
            self.people.append_entry({"locale": locale})

    def check(
        self,
        *,
        own_address: str,
        written_to: Collection[str],
        still_wanted: int,
        refuses: Callable[[str], bool],
        quotas: RefereeQuotas,
        held: Sequence[str],
    ) -> bool:
        """Say what is wrong; `written_to` cannot be named again, `still_wanted` must be named.

        Nor can anybody be named who `refuses` to be contacted. Of each kind that `quotas` ask for enough are
        among those named and `held`, how those still of use know the candidate; or it is said why not.
        """
        if not self.submitted_and_valid():
            return False
        taken = set(written_to)
        for row in self.filled_rows:
            row.check(own_address=own_address, taken=taken, refuses=refuses)
            taken.add(row.email.data or "")
        missing = still_wanted - len(self.filled_rows)
        if missing > 0:
            self.form_errors.append(
                ngettext("Please name %(num)d more person.", "Please name %(num)d more people.", missing)
            )
        self._check_kinds(quotas, held)
        return not self.anything_wrong

    def _check_kinds(self, quotas: RefereeQuotas, held: Sequence[str]) -> None:
        chosen = [row.relationship.data for row in self.filled_rows]
        known = [each for each in chosen if each in set(Relationship)]
        for kind, number in kinds_missing(quotas, [*held, *known], self.excuses(quotas)).items():
            sentence = ngettext(
                "Please name %(num)d more person of this kind (%(kind)s), or say here why you cannot.",
                "Please name %(num)d more people of this kind (%(kind)s), or say here why you cannot.",
                number,
                kind=gettext(REFEREE_KIND_NAMES[kind]),
            )
            self.excuse(kind).errors = [*self.excuse(kind).errors, sentence]

    def excuse(self, kind: RefereeKind) -> Any:
        """Return the field in which is said why nobody of `kind` can be named."""
        return self[f"no_{kind}"]

    def excuses(self, quotas: RefereeQuotas) -> dict[RefereeKind, str]:
        """Return why nobody can be named, of every kind that is asked for and of which something is said."""
        return {kind: self.excuse(kind).data for kind in quotas.by_kind if self.excuse(kind).data}

    @property
    def anything_wrong(self) -> bool:
        return bool(self.problems or self.form_errors or self.excuse_problems)

    @property
    def excuse_problems(self) -> list[tuple[str, str]]:
        """Return (id of the field, the sentence) of everything wrong in what is said about kinds."""
        fields = (self.no_boss, self.no_colleague, self.no_community)
        return [(field.id, str(field.errors[0])) for field in fields if field.errors]

    @property
    def filled_rows(self) -> list[RefereeRow]:
        return [entry.form for entry in self.people if not entry.form.is_empty]

    @property
    def problems(self) -> list[tuple[str, str, str, int]]:
        """Return (id of the field, its label, the sentence, number of the row) of everything wrong."""
        return [
            (field.id, str(field.label.text), str(field.errors[0]), number)
            for number, entry in enumerate(self.people, 1)
            for field in entry.form
            if field.errors
        ]

    @property
    def named(self) -> list[NamedReferee]:
        return [row.named for row in self.filled_rows]


class DeclineForm(HiringForm):
    """One button, a reason for whoever wants to give one, and the wish not to be asked again."""

    reason = StringField(_("Reason"), filters=[stripped])
    never_again = BooleanField()
    """Nobody is to write again, about any candidate."""


class AskAgainForm(HiringForm):
    """What a candidate is written who could name nobody of a kind."""

    answer = TextAreaField(
        _("What you write to the candidate"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_EXCUSE), plain_text],
    )


class AllowContactForm(HiringForm):
    """Why somebody is contacted again who had asked that nobody does."""

    reason = TextAreaField(
        _("How and when the person asked for it"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_ALLOWANCE), plain_text],
    )


def typed_answers(sent: Mapping[str, str], questions: Iterable[Question]) -> dict[str, Typed]:
    """Return what was typed for each question; a field that was not sent counts as empty."""
    return {question.code: _typed(sent, question) for question in questions}


def _typed(sent: Mapping[str, str], question: Question) -> Typed:
    code, item = question.code, question.item
    if item.kind is ReferenceKind.TEXT:
        return {"value": "", "text": _clean(sent.get(code, ""))}
    if item.kind is ReferenceKind.PERIOD:
        parts = {name: _short(sent.get(f"{code}-{name}", "")) for name in _PERIOD_FIELDS}
        return {"value": parts, "text": ""}
    if item.kind is ReferenceKind.PERCENTILE:
        return {"value": {f.key: _short(sent.get(f"{code}-{f.key}", "")) for f in item.facets}, "text": ""}
    return {"value": _short(sent.get(code, "")), "text": _clean(sent.get(f"{code}-text", ""))}


def _clean(text: str) -> str:
    """Return a text with one kind of line end, without the one character no database keeps."""
    return unix_lines(text).replace("\x00", "")


def _short(text: str) -> str:
    return _clean(text).strip()[:40]
