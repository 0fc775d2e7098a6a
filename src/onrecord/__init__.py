"""onrecord reads the news and keeps the record: who asserts, suspects, denies or leaves open which arms transfer."""

__version__ = "0.1.0"
