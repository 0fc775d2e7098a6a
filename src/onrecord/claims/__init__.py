"""Article → events, claims and acts: what is said to have happened, who says so, how sure, on whose word."""

from onrecord.claims.find import find_claims

__all__ = ["find_claims"]
