"""Why a report could not be made, in the reader's language; the renderer itself speaks English."""

import re
from collections.abc import Callable

from hiring.i18n import N_
from hiring.reports.pdf import NEEDS_PANGO

_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"The report took longer than (?P<seconds>[\d.]+) seconds to render\."),
        N_("Making the PDF took longer than %(seconds)s seconds and was stopped."),
    ),
    (
        re.compile(r"The report needed more than (?P<seconds>\d+) seconds of processor time\."),
        N_("Making the PDF needed more than %(seconds)s seconds of processor time and was stopped."),
    ),
    (
        re.compile(r"The process that renders reports was stopped by (?P<signal>\w+)\."),
        N_("The part of the system that makes PDFs was stopped from outside (%(signal)s)."),
    ),
    (
        re.compile(r"The report needs more memory than it may have\."),
        N_("The PDF needs more memory than the system allows it."),
    ),
    (
        re.compile(re.escape(NEEDS_PANGO)),
        N_("Pango is missing on the server. Please ask the administrator to run “hiring doctor”."),
    ),
)
_OTHERWISE = N_("Something in the part that makes PDFs failed. The server's log says more.")


def told(reason: str, translate: Callable[[str], str]) -> str:
    """Return a sentence for the people who wait for the report."""
    for pattern, sentence in _SENTENCES:
        if found := pattern.fullmatch(reason):
            return translate(sentence) % found.groupdict() if found.groupdict() else translate(sentence)
    return translate(_OTHERWISE)
