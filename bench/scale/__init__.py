"""What pages cost when there are ten thousand of everything: `python -m bench.scale`."""
