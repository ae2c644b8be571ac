"""What the statistics contribute to the house."""

from hiring.capability import Capability

CAPABILITY = Capability("stats", commands={"stats": "hiring.stats.commands:stats"})
