"""Scores with their errors: what a score is made of, how far it may be trusted, and who can be told apart.

A rating is taken as y = task + person + person × task + rater + person × rater + task × rater + residual, the
task fixed, all else random and normal. No part of it makes a table of all ratings by all ratings: what
belongs to one candidate is inverted candidate by candidate, raters and tasks × raters come in by their
own few levels.
"""
