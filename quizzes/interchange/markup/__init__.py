"""Marked-up text: a small tree, safe readers for XML and HTML, and Markdown from them."""
