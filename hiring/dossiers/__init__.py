"""Everything known of one application, as frozen values that page and report draw alike."""
