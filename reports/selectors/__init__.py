"""Reads; a page asks one of them."""
