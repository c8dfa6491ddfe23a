"""Attune teaches empathy in customer service. This package is the composition root."""

__version__ = "0.1.0"
