"""A scene as a drawing: who leads where, in layers from the start to the endings."""
