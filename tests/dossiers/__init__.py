"""The dossier as values: put together, written down, shown in words."""
