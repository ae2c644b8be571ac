"""What a hiring manager reads: the dossier as values, as JSON and as a PDF."""
