"""Text as a reader meets it: blocks, sentences, words, syllables, reading grade."""
