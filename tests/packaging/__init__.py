"""The report as values, as words and as a PDF."""
