"""Practice with others. No audit line is written: how it went is nobody's business but theirs."""
