"""Which pages may be sent: those that are free to pass on, and those that a person named as theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.records import Article, Rights
from onrecord.second import forbidden

from .told import article

RESERVED = article()
WIRE = replace(article(), agency="Nordwire", rights=Rights("Nordwire", True))
HELD_BY_OTHERS = article(rights=Rights("Photo House", True))
FEED = article(source="https://www.harbour.example/a/1", publisher=None)

CASES: dict[str, tuple[Article, tuple[str, ...], bool]] = {
    "a ministry's page": (article(source="https://www.gov.uk/news/1", publisher=None), (), True),
    "a page of which nothing is known": (article(publisher=None), (), False),
    "a reserved page": (RESERVED, (), False),
    "its publisher named": (RESERVED, ("harbour post",), True),
    "another publisher named": (RESERVED, ("Fjord Courier",), False),
    "an empty name": (RESERVED, ("",), False),
    "a name without a letter": (RESERVED, ("?", "*", "."), False),
    "its folder named": (RESERVED, ("wire",), True),
    "its folder named with a stroke": (RESERVED, ("wire/",), True),
    "the file named": (RESERVED, ("wire/1.txt",), True),
    "a folder that begins alike": (RESERVED, ("wir",), False),
    "its host named": (FEED, ("www.harbour.example",), True),
    "its host named without www": (FEED, ("harbour.example",), True),
    "another host named": (FEED, ("example",), False),
    "the site that prints a wire's copy": (WIRE, ("Harbour Post",), False),
    "the wire of a wire's copy": (WIRE, ("Nordwire",), True),
    "the publisher of what others hold": (HELD_BY_OTHERS, ("Harbour Post",), False),
    "the publisher and the holder": (HELD_BY_OTHERS, ("Harbour Post", "Photo House"), True),
    "what is licensed for non-commercial use": (
        article(source="https://www.harbour.example/1", rights=Rights("Licensed under CC BY-NC 4.0", False)),
        (),
        False,
    ),
}


@pytest.mark.parametrize(("page", "allowed", "may"), CASES.values(), ids=CASES)
def test_a_page_is_sent_only_if_its_rights_or_a_person_allow_it(
    page: Article, allowed: tuple[str, ...], may: bool
) -> None:
    assert (forbidden(page, allowed) is None) is may
