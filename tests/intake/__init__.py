"""The room that makes pages of files."""
