"""A candidate sits an assessment: the server's clock, tasks, answers, hand-in, receipt."""
