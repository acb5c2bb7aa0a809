"""Writes texts from records with a small network that runs here: words are its own, every value is the record's."""
