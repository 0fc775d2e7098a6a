"""Who to whom, as a picture: suppliers at the left, recipients at the right, a band for each flow between them.

The picture is plain SVG drawn here. The chart libraries at hand that need no script (pygal, leather, altair by way of
vl-convert) write colours and styles into the picture, which then neither follows light and dark nor passes a policy
that forbids inline styles; and none of them draws flows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.faces.desk.catalogue.figures import Flow

WIDTH: Final = 760
LABEL: Final = 210
"""Room at either side for the names."""

NODE: Final = 10
GAP: Final = 9
UNIT: Final = 240
"""Height that all flows share beyond the least height of each."""

THINNEST: Final = 14
"""Height of the smallest side's bar, so that its name can be read."""


@dataclass(frozen=True, slots=True)
class Node:
    """A party at one side: where its bar begins, how high it is, and how many dossiers run through it."""

    code: str
    top: float
    height: float
    count: int

    @property
    def middle(self) -> float:
        """Where its name stands."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Band:
    """A flow: the outline of its band, as an SVG path."""

    flow: Flow
    path: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn, in a box of this height."""

    height: float
    left: tuple[Node, ...]
    right: tuple[Node, ...]
    bands: tuple[Band, ...]


def draw(flows: Sequence[Flow]) -> Picture:
    """The picture of some flows; the thickness of a band is its share of them all.

    >>> picture = draw([Flow("IRN", "RUS", 3), Flow("PRK", "RUS", 1)])
    >>> [node.code for node in picture.left], [node.count for node in picture.right]
    (['IRN', 'PRK'], [4])
    """
    total = sum(flow.count for flow in flows) or 1
    left = _side(((flow.supplier, flow.count) for flow in flows), total)
    right = _side(((flow.recipient, flow.count) for flow in flows), total)
    height = max((node.top + node.height for node in (*left, *right)), default=0)
    return Picture(height, left, right, tuple(_bands(flows, left, right)))


def _side(counts: Iterable[tuple[str, int]], total: int) -> tuple[Node, ...]:
    sums: dict[str, int] = {}
    for code, count in counts:
        sums[code] = sums.get(code, 0) + count
    nodes, top = [], 0.0
    for code, count in sorted(sums.items(), key=lambda told: (-told[1], told[0])):
        height = max(THINNEST, UNIT * count / total)
        nodes.append(Node(code, round(top, 1), round(height, 1), count))
        top += height + GAP
    return tuple(nodes)


def _bands(flows: Sequence[Flow], left: Sequence[Node], right: Sequence[Node]) -> Iterable[Band]:
    starts, ends = {node.code: node for node in left}, {node.code: node for node in right}
    order = {node.code: n for n, node in enumerate((*left, *right))}
    used_left, used_right = dict.fromkeys(starts, 0.0), dict.fromkeys(ends, 0.0)
    for flow in sorted(flows, key=lambda flow: (order[flow.supplier], order[flow.recipient])):
        start, end = starts[flow.supplier], ends[flow.recipient]
        high, low = start.height * flow.count / start.count, end.height * flow.count / end.count
        yield Band(flow, _path(start.top + used_left[start.code], high, end.top + used_right[end.code], low))
        used_left[start.code] += high
        used_right[end.code] += low


def _path(start: float, high: float, end: float, low: float) -> str:
    x, y = LABEL + NODE, WIDTH - LABEL - NODE
    half = (x + y) // 2
    return (
        f"M{x} {start:.1f} C{half} {start:.1f} {half} {end:.1f} {y} {end:.1f} "
        f"V{end + low:.1f} C{half} {end + low:.1f} {half} {start + high:.1f} {x} {start + high:.1f} Z"
    )
