"""`hiring stats FILE.csv`: what a file of ratings is worth, in figures that a work psychologist can check."""
