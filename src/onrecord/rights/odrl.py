"""A policy in the terms of ODRL 2.2, the W3C's vocabulary for permissions; what it does not permit is not permitted."""

from __future__ import annotations

from typing import Final

from onrecord.lexicon.rights import Policy
from onrecord.records import Article
from onrecord.rights.policies import policy_of

CONTEXT: Final = "http://www.w3.org/ns/odrl.jsonld"
TERMS: Final = "urn:onrecord:rights:"
"""The profile's one term of our own: ODRL measures shares of a text, but not characters a claim."""

Odrl = dict[str, object]
"""An object of JSON-LD."""


def policy_as_odrl(article: Article) -> Odrl:
    """The policy of a story as an ODRL policy with the story's address as its target.

    >>> rule = policy_as_odrl(Article("p1", "https://harbour.example/1", "", ()))["permission"][0]
    >>> rule["action"], [bound["rightOperand"] for bound in rule["constraint"]]
    ('extract', [300, 10])
    """
    policy = policy_of(article)
    return {
        "@context": CONTEXT,
        "@type": "Set",
        "uid": f"urn:onrecord:policy:{policy.id}",
        "profile": TERMS,
        "permission": [_permission(policy, article)],
    }


def _permission(policy: Policy, article: Article) -> Odrl:
    rule: Odrl = {"action": "extract" if policy.bounded else "distribute", "target": article.source}
    if article.rights.holder:
        rule["assigner"] = article.rights.holder
    if bounds := _bounds(policy):
        rule["constraint"] = bounds
    if policy.attribute:
        rule["duty"] = [{"action": "attribute"}]
    return rule


def _bounds(policy: Policy) -> list[Odrl]:
    bounds: list[Odrl] = []
    if policy.claim is not None:
        bounds.append(_at_most(f"{TERMS}charactersPerClaim", policy.claim))
    if policy.share is not None:
        bounds.append(_at_most("percentage", round(policy.share * 100)))
    return bounds


def _at_most(what: str, bound: int) -> Odrl:
    return {"leftOperand": what, "operator": "lteq", "rightOperand": bound}
