"""The files of a package: what they may be called, how they are read, which pictures pass."""
