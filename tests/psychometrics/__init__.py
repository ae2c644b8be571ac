"""The statistics, against published figures, other packages, simulations and their own laws."""
