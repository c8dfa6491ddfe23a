"""Scenes as authors look at them: drawn as a graph, played from anywhere, counted. Pure."""
