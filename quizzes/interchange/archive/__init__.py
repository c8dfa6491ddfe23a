"""Zip files from strangers, read by what is really in them; headers are never believed."""
