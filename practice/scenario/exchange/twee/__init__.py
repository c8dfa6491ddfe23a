"""Twee 3: the plain text of Twine stories, after the specification 3.0.2."""
