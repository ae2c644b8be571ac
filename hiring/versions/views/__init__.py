"""The pages that all documents in versions share."""
