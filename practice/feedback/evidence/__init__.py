"""What the gate goes by: labeled replies, how they are counted, and what was found."""
