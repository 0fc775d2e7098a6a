"""Readings in, dossiers out: each alleged transfer with its members, its copies, its positions and where it stands."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.records import Dossier, Judgement, Link, Reading
from onrecord.register.copies import find_copies
from onrecord.register.goods import is_narrower
from onrecord.register.joining import Comparisons, join
from onrecord.register.judgements import Verdicts
from onrecord.register.likeness import likelihood
from onrecord.register.positions import dated_positions
from onrecord.register.status import status_changes
from onrecord.register.tellings import Telling, find_tellings


def open_dossiers(readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> tuple[Dossier, ...]:
    """Every alleged transfer that the readings tell of, by the date first told; their order does not matter."""
    stories = _by_story(readings)
    copies = find_copies(stories.values())
    tellings = find_tellings(stories, copies)
    comparisons = Comparisons(tellings, Verdicts.of(judgements))
    groups = join(tellings, comparisons)
    return tuple(_dossier(group, tellings, comparisons, stories, copies) for group in groups)


def _by_story(readings: Iterable[Reading]) -> dict[str, Reading]:
    """One reading a story, in the order of ids; of one text under several addresses the lowest address."""
    found: dict[str, Reading] = {}
    for reading in readings:
        story = reading.article.id
        if story not in found or reading.article.source < found[story].article.source:
            found[story] = reading
    return dict(sorted(found.items()))


# ---------------------------------------------------------------------------------------------------- the record


def _dossier(
    places: Sequence[int],
    tellings: Sequence[Telling],
    comparisons: Comparisons,
    stories: Mapping[str, Reading],
    copies: Iterable[Sequence[str]],
) -> Dossier:
    group = [tellings[n] for n in places]
    members = [member for telling in group for member in telling.members]
    groups = _copies_within(copies, {member.story for member in members})
    left_out = {story for copy in groups for story in copy[1:]}
    positions = dated_positions((member for member in members if member.story not in left_out), stories)
    told = [telling.terms for telling in group if not telling.terms.sideless] or [telling.terms for telling in group]
    supplier, recipient = _commonest(t.supplier for t in told), _commonest(t.recipient for t in told)
    goods_class = _goods_class(group)
    return Dossier(
        id=_identity(group),
        supplier=supplier,
        recipient=recipient,
        goods_class=goods_class,
        designation=_designation(group, goods_class),
        members=tuple(members),
        copies=groups,
        positions=positions,
        status=status_changes(positions, (*supplier, *recipient)),
        links=tuple(_links(places, tellings, comparisons)),
    )


def _identity(group: Sequence[Telling]) -> str:
    """An id from the first telling: it stays as others join."""
    first = group[0].members[0]
    return "d" + hashlib.sha256(f"{first.story} {first.event}".encode()).hexdigest()[:12]


def _copies_within(copies: Iterable[Sequence[str]], stories: set[str]) -> tuple[tuple[str, ...], ...]:
    within = (tuple(story for story in group if story in stories) for group in copies)
    return tuple(group for group in within if len(group) > 1)


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


def _links(places: Sequence[int], tellings: Sequence[Telling], comparisons: Comparisons) -> Iterator[Link]:
    """Why each event is here: the telling opens the dossier, or is most like one of those beside it."""
    for n in places:
        first, copies = tellings[n].members[0], tellings[n].members[1:]
        likest = max((comparisons.of(n, m) for m in places if m != n), key=lambda like: like.log_odds, default=None)
        if n == places[0] or likest is None:
            yield Link(first, 1.0, ("opens the dossier",))
        else:
            yield Link(first, likelihood(likest.log_odds), likest.words)
        yield from (Link(copy, 1.0, (f"the same words as {first.story}",)) for copy in copies)
