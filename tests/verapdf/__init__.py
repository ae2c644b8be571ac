"""Reports before veraPDF, a validator that needs Java: no part of `make test`."""
