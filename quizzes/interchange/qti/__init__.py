"""QTI 3.0 (1EdTech Question and Test Interoperability): packages written and read."""
