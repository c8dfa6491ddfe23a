"""What tests need of the real world: databases, brokers, workers, web servers."""
