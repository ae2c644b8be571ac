"""Who hires: its name, whom people may write to, how it looks; and what the first day needs."""
