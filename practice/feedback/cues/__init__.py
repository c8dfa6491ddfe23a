"""Phrases that show good moves, by language, and where a reply holds them."""
