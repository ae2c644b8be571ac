"""Stored files: content-addressed on disk, one row each, served only through a guarded page."""
