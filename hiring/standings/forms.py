"""For which answer HR asks for another reading."""

from wtforms import StringField
from wtforms.validators import InputRequired, Length

from hiring.web.forms import HiringForm, plain_text


class AskReadingForm(HiringForm):
    """A button beside one line: whose answer, and to which task."""

    application = StringField(validators=[InputRequired(), Length(max=40), plain_text])
    task = StringField(validators=[InputRequired(), Length(max=80), plain_text])
