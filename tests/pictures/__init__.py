"""Pictures of the candidate's page for docs/kinds-of-tasks.md: which there are, and drawing them anew."""
