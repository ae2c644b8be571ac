"""Question banks: folders of YAML that are read, checked and kept as frozen values."""
