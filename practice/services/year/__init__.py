"""Writes of the practice year. It is private, so nothing of it goes into the audit trail."""
