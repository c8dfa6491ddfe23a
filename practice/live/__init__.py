"""Practice with people in one room: who has which role when, and the observer card. Pure."""
