"""What people keep for themselves. No audit line is written: that somebody wrote is private too."""
