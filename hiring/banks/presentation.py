"""What the pages that draw a part of a task, or the answer to it, call by name."""

from collections.abc import Mapping
from typing import Any

from hiring.banks.kinds import KINDS, kind_of
from hiring.banks.rules import AIDS_SENTENCES

IN_TEMPLATES: Mapping[str, Any] = {
    "kind_of": kind_of,
    "AIDS_SENTENCES": AIDS_SENTENCES,
    **{name: function for kind in KINDS for name, function in kind.in_templates.items()},
}
