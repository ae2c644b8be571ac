"""Assess and hire community officers. Start reading at `hiring.app`, then `hiring.capabilities`."""

__version__ = "0.1.0"
