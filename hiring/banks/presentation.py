"""What the pages that draw a part of a task, or the answer to it, call by name."""

from collections.abc import Callable, Mapping
from typing import Any

from hiring.banks.kinds import KINDS, kind_of

IN_TEMPLATES: Mapping[str, Callable[..., Any]] = {
    "kind_of": kind_of,
    **{name: function for kind in KINDS for name, function in kind.in_templates.items()},
}
