"""What the demo's people practiced: for their own eyes, as everything of it is."""
