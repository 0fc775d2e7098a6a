"""Article → events, claims and acts: what is said to have happened, who says so, how sure, on whose word."""
