"""Who may read rubrics and who may write them."""

from typing import Any

from hiring.accounts.rules import Actor, Permission, is_hiring_manager, is_hr, is_reviewer
from hiring.versions.rules import VersionState


def is_frozen(actor: Actor, version: Any) -> bool:
    """Say whether the version is no longer a draft: what people are judged by may be read."""
    return bool(version.state != VersionState.DRAFT)


LIST_RUBRICS = Permission(
    "rubrics:list", any_of=[[is_hr], [is_reviewer], [is_hiring_manager]], says="List rubrics"
)
READ_RUBRICS = Permission(
    "rubrics:read",
    any_of=[[is_hr], [is_reviewer, is_frozen], [is_hiring_manager, is_frozen]],
    says="Read a version of a rubric (drafts: HR only)",
)
WRITE_RUBRICS = Permission("rubrics:write", any_of=[[is_hr]], says="Make, edit, publish and retire rubrics")
