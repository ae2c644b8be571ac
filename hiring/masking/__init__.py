"""What in an answer says who wrote it: found, masked for reviewers, told the candidate, corrected by HR."""
