"""What candidates need that others do not: asked of HR, granted or refused, and never seen by reviewers."""
