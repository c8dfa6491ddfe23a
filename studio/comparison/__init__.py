"""Two states of a course compared, told in words. Pure: drafts in, sentences and word runs out."""
