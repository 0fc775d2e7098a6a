"""A dossier from tellings of one transfer: what it is called, its copies, positions, status, and why each is in it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from onrecord.records import Dossier, Link, Member, Reading
from onrecord.register.goods import is_narrower
from onrecord.register.judgements import Verdicts
from onrecord.register.likeness import likelihood
from onrecord.register.positions import dated_positions
from onrecord.register.status import status_changes
from onrecord.register.tellings import Telling


def make_dossier(
    group: Sequence[Telling],
    readings: Mapping[str, Reading],
    copies_of: Callable[[str], Sequence[str]],
    verdicts: Verdicts,
    likest: Sequence[int],
) -> Dossier:
    """The dossier of tellings of one transfer, the earliest first; ``copies_of`` tells a story's group of copies.

    A page that was withdrawn or replaced is nobody's copy: what it said counts until then, and its copies by their own.
    ``likest`` tells for each telling which other it is most like, by their numbers.
    """
    members = [member for telling in group for member in telling.members]
    standing = (member.story for member in members if not readings[member.story].article.notices)
    copies = _copies_within(copies_of, dict.fromkeys(standing))
    left_out = {story for copied in copies for story in copied[1:]}
    positions = dated_positions((member for member in members if member.story not in left_out), readings)
    told = [telling.terms for telling in group if not telling.terms.sideless] or [telling.terms for telling in group]
    supplier, recipient = _commonest(t.supplier for t in told), _commonest(t.recipient for t in told)
    goods_class = _goods_class(group)
    return Dossier(
        id=identity_of(members[0]),
        supplier=supplier,
        recipient=recipient,
        goods_class=goods_class,
        designation=_designation(group, goods_class),
        members=tuple(members),
        copies=copies,
        positions=positions,
        status=status_changes(positions, (*supplier, *recipient)),
        links=tuple(_links(group, verdicts, likest)),
    )


def identity_of(first: Member) -> str:
    """The id of a dossier, from its first telling: it stays as others join."""
    return "d" + hashlib.sha256(f"{first.story} {first.event}".encode()).hexdigest()[:12]


def _copies_within(
    copies_of: Callable[[str], Sequence[str]], stories: Mapping[str, None]
) -> tuple[tuple[str, ...], ...]:
    """The groups of copies of which two or more stories are here, as far as they are."""
    groups = {tuple(other for other in copies_of(story) if other in stories) for story in stories}
    return tuple(sorted(group for group in groups if len(group) > 1))


def _commonest(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The parties that most tellings name, of equals the earliest."""
    counts = Counter(value for value in values if value)
    return counts.most_common(1)[0][0] if counts else ()


def _goods_class(group: Sequence[Telling]) -> str | None:
    """The class that most tellings name first; a told narrower class takes its wider one's votes."""
    counts = Counter(telling.terms.items[0].goods_class for telling in group if telling.terms.items)
    votes = {
        name: sum(n for other, n in counts.items() if other == name or is_narrower(name, other)) for name in counts
    }
    return max(votes, key=lambda name: votes[name]) if votes else None


def _designation(group: Sequence[Telling], goods_class: str | None) -> str | None:
    leads = (telling.terms.items[0] for telling in group if telling.terms.items)
    counts = Counter(item.designation for item in leads if item.designation and item.goods_class == goods_class)
    return counts.most_common(1)[0][0] if counts else None


def _links(group: Sequence[Telling], verdicts: Verdicts, likest: Sequence[int]) -> Iterator[Link]:
    """Why each event is here: the telling opens the dossier, or is most like one of those beside it."""
    for n, telling in enumerate(group):
        first = telling.members[0]
        if n == 0:
            yield Link(first, 1.0, ("opens the dossier",))
        else:
            like = verdicts.weigh(group[likest[n]], telling)
            yield Link(first, likelihood(like.log_odds), like.words)
        yield from (Link(copy, 1.0, (f"the same words as {first.story}",)) for copy in telling.members[1:])
