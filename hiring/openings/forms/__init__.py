"""What HR fills in about openings and invitees, and candidates about themselves."""

from hiring.openings.forms.contact import (
    ContactForm,
)
from hiring.openings.forms.corrections import (
    CorrectionForm,
)
from hiring.openings.forms.dates import (
    DatesForm,
)
from hiring.openings.forms.invitees import (
    ColumnsForm,
    ConfirmInviteesForm,
    FaultyRowsForm,
    InviteesForm,
    LinesForm,
    PersonForm,
    ReturnForm,
    TableForm,
)
from hiring.openings.forms.openings import (
    LONGEST_DESCRIPTION,
    LONGEST_SEARCH,
    LONGEST_TITLE,
    BoxesField,
    CloseForm,
    ExtendForm,
    NewOpeningForm,
    OpeningForm,
    PeopleForm,
    ReopenForm,
    TextsForm,
)
from hiring.openings.forms.removal import (
    RemovalForm,
    ReturnReasonForm,
)
from hiring.openings.forms.sharing import (
    CopyForm,
)
from hiring.openings.forms.statements import (
    FactsForm,
    PostForm,
    safe_link,
)

__all__ = [
    "LONGEST_DESCRIPTION",
    "LONGEST_SEARCH",
    "LONGEST_TITLE",
    "BoxesField",
    "CloseForm",
    "ColumnsForm",
    "ConfirmInviteesForm",
    "ContactForm",
    "CopyForm",
    "CorrectionForm",
    "DatesForm",
    "ExtendForm",
    "FactsForm",
    "FaultyRowsForm",
    "InviteesForm",
    "LinesForm",
    "NewOpeningForm",
    "OpeningForm",
    "PeopleForm",
    "PersonForm",
    "PostForm",
    "RemovalForm",
    "ReopenForm",
    "ReturnForm",
    "ReturnReasonForm",
    "TableForm",
    "TextsForm",
    "safe_link",
]
