"""What the product costs: `python -m bench` measures, prints a table and writes JSON."""
