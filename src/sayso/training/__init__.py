"""Corpora, heads, training and export of the language model (extra `train`)."""
