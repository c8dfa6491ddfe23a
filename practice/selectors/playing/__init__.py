"""Scenes as they are played: read once for the process, in the words of the reader."""
