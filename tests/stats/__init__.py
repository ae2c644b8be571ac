"""`hiring stats`: reading files of ratings, good and bad, and telling what they are worth."""
