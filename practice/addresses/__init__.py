"""Where the pages of practice stand, by what is practiced."""
