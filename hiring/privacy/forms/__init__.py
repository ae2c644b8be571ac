"""What people fill in about consent, requests, incidents, processors and the impact assessment."""

from hiring.privacy.forms.impact import ImpactNotesForm, SignatureForm
from hiring.privacy.forms.incidents import EVERYBODY, SOME, IncidentForm, IncidentOutcomeForm
from hiring.privacy.forms.processors import EndProcessorForm, ProcessorForm
from hiring.privacy.forms.requests import (
    ConsentForm,
    EnterRequestForm,
    HoldForm,
    NamingReasonForm,
    RequestAnswerForm,
    RightsForm,
)
