"""One file for each kind of answer that has tests of its own."""
