"""The rules that know lessons, facts, people, pictures and the outline; one file a subject."""
