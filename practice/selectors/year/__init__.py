"""Reads of the practice year. Each of them asks for one person's own rows."""
