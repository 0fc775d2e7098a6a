"""Text → parsed sentences."""
