"""Words and names: tables, each row with an example that a test runs, and one typed loader."""
