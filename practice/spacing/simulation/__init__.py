"""A year of many learners, played with the same engine that serves real ones."""
