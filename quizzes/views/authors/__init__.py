"""Pages for the authors of a quiz: how its questions behave, and regrading."""
