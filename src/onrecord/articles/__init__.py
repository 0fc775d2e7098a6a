"""Page → Article: what was published, without the furniture; the last room that may alter text."""
