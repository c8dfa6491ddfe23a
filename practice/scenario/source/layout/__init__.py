"""Write a scenario file in one layout: stable order of fields, comments kept."""
