from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from onrecord.records import Reading
from onrecord.register.copies import CopyIndex, find_copies, is_copy, sign

from .build import story

STEMS = ("port", "crate", "captain", "rocket", "harbour", "minister", "ledger", "crane", "winter", "convoy", "letter")


def wire(seed: int, sentences: int = 20) -> list[str]:
    """Sentences of one invented dispatch."""
    draw = random.Random(seed)  # noqa: S311 - words for a test, no secret
    return [" ".join(f"{draw.choice(STEMS)}{draw.randrange(40)}" for _ in range(14)) + "." for _ in range(sentences)]


def page(name: str, sentences: Sequence[str], day: str | None = "2025-03-01", **told: str) -> Reading:
    return story(name, day, body=" ".join(sentences), publisher=told.get("publisher"), agency=told.get("agency"))


def edited(sentences: Sequence[str]) -> list[str]:
    """A word in every second sentence replaced, as a sub-editor would."""
    return [line.replace(line.split()[3], "elsewhere") if n % 2 else line for n, line in enumerate(sentences)]


WIRE = wire(1)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (WIRE, True),
        (WIRE[:12], True),
        (WIRE[:7], True),
        (WIRE[5:], True),
        (edited(WIRE), True),
        ([*edited(WIRE)[:14], "Additional reporting by a desk elsewhere."], True),
        (wire(2), False),
        (wire(3)[:15] + WIRE[:4], False),
        (WIRE[:1], False),
        ([], False),
    ],
    ids=["whole", "cut", "cut to a third", "head cut", "edited", "edited and cut", "other", "quotes", "flash", "empty"],
)
def test_what_is_a_copy_and_what_is_not(other: list[str], expected: bool) -> None:
    one, two = page("a", WIRE), page("b", other)
    assert is_copy(sign(one.article), sign(two.article)) is expected
    assert [sorted(group) for group in find_copies([one, two])] == ([["a", "b"]] if expected else [])


@pytest.mark.parametrize(
    ("pages", "first"),
    [
        ([page("a", WIRE, "2025-03-02"), page("b", WIRE, "2025-03-01")], "b"),
        ([page("a", WIRE, None), page("b", WIRE, "2025-03-01")], "b"),
        (
            [
                page("a", WIRE, agency="Norwire", publisher="Fjord Courier"),
                page("b", WIRE[:15], agency="Norwire", publisher="Norwire Service"),
            ],
            "b",
        ),
        ([page("a", WIRE[:15]), page("b", WIRE)], "b"),
        ([page("b", WIRE), page("a", WIRE)], "a"),
    ],
    ids=["earliest", "dated", "the agency's own", "fullest", "lowest id"],
)
def test_which_copy_counts_as_first(pages: list[Reading], first: str) -> None:
    assert find_copies(pages)[0][0] == first
    assert find_copies(reversed(pages)) == find_copies(pages)


def test_an_index_answers_as_stories_come_in() -> None:
    index = CopyIndex()
    for n in range(30):
        assert index.add(page(f"other{n}", wire(100 + n)).article) == (f"other{n}",)
    assert index.add(page("later", WIRE, "2025-03-04").article) == ("later",)
    assert index.add(page("cut", WIRE[:13], "2025-03-02").article) == ("cut", "later")
    assert index.add(page("edited", edited(WIRE), "2025-03-03").article) == ("cut", "edited", "later")
    assert index.group("later") == ("cut", "edited", "later")
