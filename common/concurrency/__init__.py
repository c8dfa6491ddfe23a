"""Several at once: one at a time, waits that end, signs of life."""
