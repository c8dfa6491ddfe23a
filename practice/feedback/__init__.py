"""Feedback on free text: quotes what it finds and asks about the rest."""
