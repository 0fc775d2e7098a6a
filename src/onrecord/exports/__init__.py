"""Dossiers → the formats that the field already reads."""
