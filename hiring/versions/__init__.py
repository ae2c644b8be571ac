"""Documents that people are judged by, in versions: drafts, published once and frozen, retired, compared."""
