"""Whether a bank makes sense: what its shape alone cannot say. One room for each document."""
