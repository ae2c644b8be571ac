"""What somebody sends who writes the text of a mail."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from hiring.i18n.choice import list_text
from hiring.mail.kinds import MailKind
from hiring.mail.placeholders import MailWords, missing_in, named_in, unknown_in
from hiring.openings.forms.wording import KeptWordsForm
from hiring.web.forms import plain_text, stripped, tidied
from hiring.web.two_tabs import EditForm

LONGEST_SUBJECT = 200
LONGEST_BODY = 10_000


class MailTextForm(KeptWordsForm, EditForm):
    """Subject and text of a mail, in one language, and why words stay that may be unlawful."""

    subject = StringField(
        _("Subject"),
        filters=[stripped],
        validators=[InputRequired(), Length(max=LONGEST_SUBJECT), plain_text],
    )
    body = TextAreaField(
        _("Text"), filters=[tidied], validators=[InputRequired(), Length(max=LONGEST_BODY), plain_text]
    )

    def words(self) -> MailWords:
        return MailWords(" ".join((self.subject.data or "").split()), self.body.data or "")

    def checked_for(self, kind: MailKind) -> bool:
        """Refuse placeholders that nobody fills in, those that are missing, and single braces."""
        words = self.words()
        for field, text in (("subject", words.subject), ("body", words.body)):
            unknown = unknown_in(MailWords("", text), kind.known)
            if unknown:
                self.refuse(
                    field,
                    gettext(
                        "These placeholders are not known here: %(names)s. Use those of the list below.",
                        names=list_text(_braced(unknown)),
                    ),
                )
            elif _has_lone_brace(text):
                self.refuse(
                    field, gettext("A brace is missing its other half. Placeholders are written like {name}.")
                )
        missing = missing_in(words, sorted(kind.needed))
        if missing:
            self.refuse(
                "body",
                gettext(
                    "The text must name %(names)s, or readers lack it.", names=list_text(_braced(missing))
                ),
            )
        return not self.errors


def _braced(names: list[str]) -> list[str]:
    return [f"{{{name}}}" for name in names]


def _has_lone_brace(text: str) -> bool:
    for name in named_in(text):
        text = text.replace(f"{{{name}}}", "")
    return "{" in text or "}" in text
