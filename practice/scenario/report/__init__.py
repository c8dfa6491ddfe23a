"""Many scenarios at once: their files, the catalog they make up, and how a report is told."""
