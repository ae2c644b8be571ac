"""Pictures for pages in docs/: which there are, and drawing them anew."""
