"""Reviewers are compared with an expert before they mark: calibration answers, and who came near enough."""
