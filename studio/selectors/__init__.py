"""Reads: packages on disk, versions in the database, counts of people."""
