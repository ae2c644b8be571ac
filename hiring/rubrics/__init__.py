"""Competencies, their weights and behavioural anchors, in versions that freeze when published."""
