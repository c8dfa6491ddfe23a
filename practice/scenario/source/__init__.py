"""Scenario files: reading, languages, layout."""
