"""Work behind the pages: signs of life, and one at a time."""
