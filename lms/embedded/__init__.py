"""PostgreSQL, Valkey and a process supervisor for the demo, the tests and small installations."""
