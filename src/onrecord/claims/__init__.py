"""Article → events, claims and acts: what is said to have happened, who says so, how sure, on whose word."""

from onrecord.claims.attributed import Attributed
from onrecord.claims.attributions import find_attributions
from onrecord.claims.find import find_claims

__all__ = ["Attributed", "find_attributions", "find_claims"]
