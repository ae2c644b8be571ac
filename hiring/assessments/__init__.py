"""Sections of tasks with time limits and order, in versions that freeze when published."""
