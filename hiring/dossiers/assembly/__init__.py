"""Turn what other capabilities know about one application into the frozen values of a dossier. Pure."""
