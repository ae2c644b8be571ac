"""Jobs to fill: openings, their panels, candidates, applications and invitations."""
