"""A course in other languages: overlays that hold translated texts by id."""
