"""HTTP plumbing that knows nothing of hiring: forms, pages of errors, headers, assets, limits."""
