import pytest

from hiring.reports.error_messages import told
from hiring.reports.pdf import NEEDS_PANGO


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (
            "The report needed more than 300 seconds of processor time.",
            "Making the PDF needed more than 300 seconds of processor time and was stopped.",
        ),
        (
            "The report took longer than 60 seconds to render.",
            "Making the PDF took longer than 60 seconds and was stopped.",
        ),
        (
            "The process that renders reports was stopped by SIGKILL.",
            "The part of the system that makes PDFs was stopped from outside (SIGKILL).",
        ),
        (
            "The report needs more memory than it may have.",
            "The PDF needs more memory than the system allows it.",
        ),
        (NEEDS_PANGO, "Pango is missing on the server. Please ask the administrator to run “hiring doctor”."),
        (
            "KeyError: 'x'",
            "Something in the part that makes PDFs failed. The server's log says more.",
        ),
    ],
)
def test_every_reason_of_the_renderer_becomes_a_sentence_for_people(reason, sentence):
    assert told(reason, lambda text: text) == sentence
