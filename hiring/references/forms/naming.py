"""The people a candidate names as referees, and of which kinds nobody can be named."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, FieldList, FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from hiring.i18n import LOCALES, N_
from hiring.i18n.choice import LANGUAGE_NAMES
from hiring.mail.contacts import whatsapp_number
from hiring.mail.misspelt import PERHAPS_MISSPELT, likely_address
from hiring.openings.quotas import REFEREE_KIND_NAMES, RefereeKind, RefereeQuotas
from hiring.persons import Unfit, checked_address, checked_name, mailbox_of
from hiring.references.claims import Achievements
from hiring.references.models import ReferenceRequest
from hiring.references.rules import (
    MOST_REFEREES,
    RELATIONSHIP_NAMES,
    NamedReferee,
    Relationship,
    kinds_missing,
)
from hiring.web.forms import HiringForm, plain_text, stripped
from hiring.web.two_tabs import EditForm

LONGEST_EXCUSE = 1_000
NO_NUMBER = N_("This is not a phone number. Write it like 0812 3456 7890.")
REFUSES_CONTACT = N_("This person has asked not to be contacted. Please name somebody else.")


class RefereeRow(FlaskForm):
    """One person. Left wholly empty it is no person."""

    class Meta(HiringForm.Meta):
        csrf = False  # the form around it carries the token

    name = StringField(_("Name"), filters=[stripped])
    email = EmailField(_("E-mail address"), filters=[stripped])
    phone = StringField(_("Phone or WhatsApp number"), filters=[stripped])
    """Needed where there is no address."""
    organisation = StringField(_("Organisation where you worked together"), filters=[stripped])
    meant = HiddenField()
    """An address that was pointed out as perhaps misspelt: sent once more, it is meant."""
    relationship = SelectField(_("How this person knows you"), validate_choice=False)
    locale = SelectField(_("Language in which we ask"), validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [SelectChoice(kind.value, _(name)) for kind, name in RELATIONSHIP_NAMES.items()]
        self.relationship.choices = [SelectChoice("", _("Please choose")), *named]
        self.locale.choices = [SelectChoice(code, LANGUAGE_NAMES[code]) for code in LOCALES]

    @property
    def is_empty(self) -> bool:
        typed = self.name, self.email, self.phone, self.organisation, self.relationship
        return not any(field.data for field in typed)

    def wrong(self, name: str, sentence: str) -> None:
        self[name].errors = [*self[name].errors, sentence]

    def check(self, *, own_address: str, taken: Collection[str], refuses: Callable[[str], bool]) -> None:
        """Say beside each field what is wrong with it; `refuses` knows who is not to be contacted."""
        self._check_name()
        self._check_organisation()
        if self.phone.data:
            self._check_number(taken, refuses)
        if self.email.data or not self.phone.data:
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

    def _check_number(self, taken: Collection[str], refuses: Callable[[str], bool]) -> None:
        number = whatsapp_number(self.phone.data or "")
        if number is None:
            self.wrong("phone", gettext(NO_NUMBER))
            return
        self.phone.data = number
        if number in taken:
            self.wrong("phone", gettext("You have already named this number."))
        elif refuses(number):
            self.wrong("phone", gettext(REFUSES_CONTACT))

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
            phone=self.phone.data or "",
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


def _claim(label: str, longest: int) -> StringField:
    """Return the field of something referees are asked to confirm; it may stay empty."""
    return StringField(_(label), filters=[stripped], validators=[Length(max=longest), plain_text])


class RefereesForm(EditForm):
    """The people a candidate names who have not been written to."""

    people = FieldList(FormField(RefereeRow), max_entries=MOST_REFEREES)
    event = _claim(N_("An event you led"), 160)
    participants = _claim(N_("About how many took part"), 40)
    budget = _claim(N_("About which budget"), 40)
    partner = _claim(N_("A partner you won"), 160)
    result = _claim(N_("A result with its figure"), 200)
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
                    "phone": request.phone,
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
            taken.update(way for way in (row.email.data, row.phone.data) if way)
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
        claims = self.event, self.participants, self.budget, self.partner, self.result
        fields = (*claims, self.no_boss, self.no_colleague, self.no_community)
        return [(field.id, str(field.errors[0])) for field in fields if field.errors]

    @property
    def achievements(self) -> Achievements:
        fields = self.event, self.participants, self.budget, self.partner, self.result
        return Achievements(*(field.data or "" for field in fields))

    @staticmethod
    def values_of(stated: Achievements) -> dict[str, str]:
        """Return what the fields show that ask for `stated`."""
        return {
            "event": stated.event,
            "participants": stated.people,
            "budget": stated.budget,
            "partner": stated.partner,
            "result": stated.result,
        }

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
