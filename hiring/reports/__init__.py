"""A dossier as it was issued: frozen, drawn as a PDF, and verified by whoever holds it."""
