"""“A call of my own”: what is asked, what must not stand in it, and the scene it becomes. Pure."""
