"""Readings → dossiers: which claims tell of the same transfer, who stands where, since when."""
