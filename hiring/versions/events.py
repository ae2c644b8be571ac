"""What every event of a document in versions says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OfVersion:
    """What every event says that happened to one version of a document."""

    version_id: int
    title: str
