"""Blind review: allocation, ratings against the anchors, scores."""
