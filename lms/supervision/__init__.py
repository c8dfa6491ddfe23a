"""Run the whole product on one machine: its programs, its port, its words at the terminal."""
