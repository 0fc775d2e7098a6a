"""What pytest collects here."""

collect_ignore = ["exports/roc.py"]
"""A program of another environment (``make rocrate``): what it imports is not installed here."""
