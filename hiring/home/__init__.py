"""The first page of staff: what needs this person, and the work that is running."""
