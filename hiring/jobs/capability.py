"""What background work contributes to the house: looking after itself."""

from hiring.capability import Capability

CAPABILITY = Capability("jobs")
