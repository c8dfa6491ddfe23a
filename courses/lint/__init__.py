"""The strict linter: what a machine can say about good content. Pure: no ORM, no settings."""
