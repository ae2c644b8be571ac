"""A table to correct or fill in: {"rows": [{"item": "...", "amount": "..."}]}."""
