"""How far the scores of an opening may be trusted, and who can be told apart: computed once for everybody."""
