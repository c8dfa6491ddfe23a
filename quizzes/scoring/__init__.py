"""The rules of a quiz as pure functions: what to ask, what an answer earns, what a seal covers."""
