"""What a catalogue's register holds in memory, kept beside what was made of it: a desk that starts again goes on there.

Of each text its signatures, what it tells, and the numbers of what hangs together: no story is read or weighed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

import numpy as np
from sqlalchemy import Connection, delete, insert, select

from onrecord.faces.desk.catalogue.tables import SIGNATURES, TEXTS
from onrecord.records import Item, Member, Stage
from onrecord.register import Ledger
from onrecord.register.copies import Precedence, Signature
from onrecord.register.notes import Notes, Text
from onrecord.register.tellings import Telling, Terms, member_at, telling_of
from onrecord.shelf.packing import pack, unpack

Thing = TypeVar("Thing")

AT_ONCE: Final = 500
"""Keys in one statement, and rows that are written or read together."""

BEHIND: Final = 32
"""Bits of a mark that count for nothing: those behind the first 32."""


@dataclass(frozen=True, slots=True)
class PackedTelling:
    """A telling as it is kept; of what has no order, in that of its signs."""

    members: tuple[Member, ...]
    day: date | None
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    items: tuple[Item, ...]
    stage: Stage
    lots: tuple[str, ...]
    named_lots: tuple[str, ...]
    goods: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackedText:
    """A text as it is kept."""

    stories: tuple[Precedence, ...]
    events: tuple[tuple[str, ...], ...]
    tellings: tuple[PackedTelling, ...]
    heaps: tuple[int, ...]
    noticed: bool


def keep_signatures(connection: Connection, notes: Notes) -> None:
    """Write the signatures of new stories."""
    rows = [
        {
            "story": story,
            "shingles": signature.shingles.tobytes(),
            "marks": (signature.marks >> np.uint64(BEHIND)).astype(np.uint32).tobytes(),
        }
        for story, signature in notes.signatures.items()
    ]
    for some in _batches(rows):
        connection.execute(insert(SIGNATURES), some)
    notes.signatures.clear()


def keep_texts(connection: Connection, ledger: Ledger) -> None:
    """Write the texts that the register holds otherwise than before."""
    for texts in _in_turn(ledger.noted()):
        for names in _batches([name for text in texts for name in text.names]):
            connection.execute(delete(TEXTS).where(TEXTS.c.story.in_(names)))
        rows = [{"story": text.names[0], "packed": pack(_packed(text))} for text in texts]
        connection.execute(insert(TEXTS), rows)


def recall(connection: Connection, ledger: Ledger) -> int:
    """Let a register that is empty hold what was kept; how many stories that were."""
    count, last = 0, ""
    query = select(TEXTS).order_by(TEXTS.c.story).limit(AT_ONCE)
    while rows := connection.execute(query.where(TEXTS.c.story > last)).all():
        last = rows[-1].story
        texts = [_unpacked(unpack(PackedText, row.packed)) for row in rows]
        signatures = _signatures(connection, [name for text in texts for name in text.names])
        ledger.recall((text, [signatures[name] for name in text.names]) for text in texts)
        count += sum(len(text.stories) for text in texts)
    return count


def _signatures(connection: Connection, stories: Sequence[str]) -> Mapping[str, Signature]:
    found: dict[str, Signature] = {}
    for names in _batches(stories):
        for row in connection.execute(select(SIGNATURES).where(SIGNATURES.c.story.in_(names))):
            marks = np.frombuffer(row.marks, dtype=np.uint32).astype(np.uint64) << np.uint64(BEHIND)
            found[row.story] = Signature(np.frombuffer(row.shingles, dtype=np.uint32), marks)
    return found


def _packed(text: Text) -> PackedText:
    return PackedText(text.stories, text.events, tuple(map(_packed_telling, text.tellings)), text.heaps, text.noticed)


def _packed_telling(telling: Telling) -> PackedTelling:
    terms = telling.terms
    return PackedTelling(
        members=telling.members,
        day=telling.day,
        supplier=terms.supplier,
        recipient=terms.recipient,
        items=terms.items,
        stage=terms.stage,
        lots=tuple(sorted(terms.lots)),
        named_lots=tuple(sorted(terms.named_lots)),
        goods=telling.goods,
        names=tuple(sorted(telling.names)),
    )


def _unpacked(text: PackedText) -> Text:
    return Text(text.stories, text.events, tuple(map(_unpacked_telling, text.tellings)), text.heaps, text.noticed)


def _unpacked_telling(kept: PackedTelling) -> Telling:
    lots, named_lots = frozenset(kept.lots), frozenset(kept.named_lots)
    terms = Terms(kept.supplier, kept.recipient, kept.items, kept.stage, lots, named_lots)
    members = tuple(member_at(member.story, member.event) for member in kept.members)
    return telling_of(members, kept.day, terms, kept.goods, frozenset(kept.names))


def _batches(things: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    return (things[start : start + AT_ONCE] for start in range(0, len(things), AT_ONCE))


def _in_turn(texts: Iterable[Text]) -> Iterator[list[Text]]:
    some: list[Text] = []
    for text in texts:
        some.append(text)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some
