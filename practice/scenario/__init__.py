"""Role-play scenarios: the format `empathy-roleplay/1`, the engine, the score, the checks."""
