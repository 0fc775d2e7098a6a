"""The room that makes articles of pages."""
