"""A call of one's own. No audit line is written: that somebody wrote one is private too."""
