"""What the audit trail contributes to the house."""

from hiring.capability import Capability

CAPABILITY = Capability("audit", commands={"audit": "hiring.audit.commands:audit"})
