"""The same reading over whole archives."""
