"""What is made of the source ahead of a start: compiled catalogues, and the style sheet cut to size."""
