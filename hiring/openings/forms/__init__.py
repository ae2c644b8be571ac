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
    LONGEST_SEARCH,
    BoxesField,
    CloseForm,
    ExtendForm,
    NewOpeningForm,
    OpeningForm,
    PeopleForm,
    ReopenForm,
    TextsForm,
    control_share_name,
)
from hiring.openings.forms.removal import (
    RemovalForm,
    ReturnReasonForm,
)
from hiring.openings.forms.sharing import (
    CopyForm,
)
from hiring.openings.forms.statements import FactsCorrectionForm, FactsForm
from hiring.openings.forms.wording import OpenForm, OpenTextsForm
