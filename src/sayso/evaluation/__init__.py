"""Gold against codings, layer by layer."""
