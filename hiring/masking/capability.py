"""What masking contributes to the house."""

from hiring.capability import Capability

CAPABILITY = Capability("masking")
