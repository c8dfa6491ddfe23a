"""Reading practice lessons from a course package."""
