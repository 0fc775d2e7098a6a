"""Whose make goods are: told by an adjective beside them, or known from the type's design."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onrecord.claims.events import LONGEST_CHAIN, Happening
from onrecord.claims.story import Story
from onrecord.lexicon.actors import NameKind
from onrecord.records import EventType


def origins_of(story: Story, home: Happening) -> Iterator[str]:
    """The countries whose adjective stands at the goods: "Turkish drones"."""
    for g in home.goods:
        yield from _makers(story, g)


def _makers(story: Story, number: int) -> Iterator[str]:
    """The countries whose adjective stands at one mention of goods."""
    goods = story.goods[number]
    tree = story.trees[goods.sentence]
    for mention in story.names_in(goods.sentence):
        at = tree.head(mention.token) in {goods.head, goods.top}
        if mention.kind is NameKind.DEMONYM and mention.code and at:
            yield mention.code


def designs_of(story: Story, home: Happening) -> Counter[str]:
    """The countries that designed the goods that pass: most sell what is theirs, where nobody else is told to."""
    if home.type is not EventType.TRANSFER:
        return Counter()
    same = (n for g in home.goods for n in story.goods_chains[story.first_of(g)][:LONGEST_CHAIN])
    told = [m for n in same for m in (story.goods[n].design, *_makers(story, n)) if m is not None]
    return Counter(told)
