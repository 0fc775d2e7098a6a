"""World → Page: files, folders and dumps; the only room that touches what lies outside."""
