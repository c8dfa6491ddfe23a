"""Scenes from and for other tools: Twee 3 in and out, H5P Branching Scenario in, scripts on paper.

Nothing here writes a file. `imported` turns the bytes of a stranger's file into a draft that the
checks then name every gap of; `twee_of` and `script_of` turn a scene into what others can use.
"""
