"""Scenes of packages on disk, and counts over the attempts at published ones."""
