"""The checks of a scenario, each module a handful of codes."""
