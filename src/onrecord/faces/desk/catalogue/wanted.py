"""The conditions of a question to the register, as parts of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal_column, select

from onrecord.faces.desk.catalogue.asked import FACETS as FACET_NAMES
from onrecord.faces.desk.catalogue.asked import Asked
from onrecord.faces.desk.catalogue.search import CLOSES, OPENS, expression, pieces
from onrecord.faces.desk.catalogue.tables import DOSSIERS, EVER, FACETS, PASSAGES, STANDS, STORIES, WORDS
from onrecord.records import Status

LOOKED_THROUGH: Final = 20_000
"""How many of the newest passages with the words asked for are looked through: a common word stands in too many."""

HITS_SHOWN: Final = 2
"""Hits shown for a line of the register."""

Hit = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is what was asked for."""

LINE_COLUMNS: Final = ("id", "title", "supplier", "recipient", "goods_class", "designation", "first_day")

ORDERS: Final[dict[str, tuple[ColumnElement[Any], ...]]] = {
    "latest": (STANDS.c.from_day.desc(),),
    "since": (STANDS.c.since.desc(),),
    "parties": (DOSSIERS.c.title,),
    "stories": (STANDS.c.stories.desc(),),
}


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to filter by, and how many dossiers have it among those that the other filters leave."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Matched:
    """The dossiers in which words stand, as a JSON array of their numbers, and whether only in part was looked."""

    dossiers: str
    in_part: bool


class Wanted:
    """The conditions of a question, as parts of queries.

    ``matched`` are the dossiers in which its words stand, where that was found out already: then each part need not
    look through the full-text index again.
    """

    def __init__(self, asked: Asked, matched: Matched | None = None) -> None:
        self.asked = asked
        self.expression = expression(asked.words) if asked.words else None
        self.matched = matched

    @property
    def hopeless(self) -> bool:
        """Whether words are asked for of which none can be looked for."""
        return bool(self.asked.words) and self.expression is None

    def conditions(self, but: str = "") -> list[ColumnElement[bool]]:
        """What a line must fulfil, but for one facet."""
        asked = self.asked
        found = [*self.stands_then()]
        for name, value in asked.chosen:
            if name == but:
                continue
            if name == "status":
                found.append(STANDS.c.status == value)
            else:
                found.append(STANDS.c.n.in_(self._with(name, value)))
        if asked.told_from:
            found.append(STANDS.c.from_day >= asked.told_from.isoformat())
        if asked.told_to:
            found.append(DOSSIERS.c.first_day <= asked.told_to.isoformat())
        if self.hopeless:
            found.append(literal_column("0") == 1)
        elif self.expression:
            found.append(STANDS.c.n.in_(self._matching()))
        return found

    def stands_then(self) -> list[ColumnElement[bool]]:
        """The one row of each dossier that was told of by the day asked for."""
        if self.asked.as_of is None:
            return [STANDS.c.until_day == EVER]
        day = self.asked.as_of.isoformat()
        return [STANDS.c.from_day <= day, STANDS.c.until_day > day]

    def _with(self, name: str, value: str) -> Select[Any]:
        query = select(FACETS.c.n).where(FACETS.c.name == name, FACETS.c.value == value)
        return query if self.asked.as_of is None else query.where(FACETS.c.day <= self.asked.as_of.isoformat())

    def _newest_rows(self) -> Select[Any]:
        """The newest places where the words stand, no more of them than are looked through."""
        rowid = WORDS.c.rowid
        match = WORDS.c.text.op("MATCH")(self.expression)
        return select(rowid).where(match).order_by(rowid.desc()).limit(LOOKED_THROUGH)

    def match(self, connection: Connection) -> Matched | None:
        """Where the words stand, ``None`` where there are none to be looked for."""
        if not self.expression:
            return None
        day, every = self.asked.as_of, func.json_group_array(PASSAGES.c.n.distinct())
        numbers: ColumnElement[Any] = every if day is None else every.filter(PASSAGES.c.day <= day.isoformat())
        newest = PASSAGES.c.id.in_(self._newest_rows())
        count, dossiers = connection.execute(select(func.count(), numbers).where(newest)).one()
        return Matched(dossiers, count == LOOKED_THROUGH)

    def _matching(self) -> Select[Any]:
        if self.matched is not None:
            return select(func.json_each(self.matched.dossiers).table_valued("value").c.value)
        query = select(PASSAGES.c.n).where(PASSAGES.c.id.in_(self._newest_rows()))
        return query if self.asked.as_of is None else query.where(PASSAGES.c.day <= self.asked.as_of.isoformat())

    def _from(self, *columns: Any, but: str = "") -> Select[Any]:
        first_days = self.asked.told_to is not None
        joined = STANDS.join(DOSSIERS, STANDS.c.n == DOSSIERS.c.n) if first_days else STANDS
        return select(*columns).select_from(joined).where(*self.conditions(but))

    def count(self, connection: Connection) -> int:
        """How many lines there are."""
        return int(connection.scalar(self._from(func.count())) or 0)

    def lines(self, number: int, start: int) -> Select[Any]:
        """The lines from one on, in the order asked for."""
        columns = (*STANDS.c, *(DOSSIERS.c[name] for name in LINE_COLUMNS), *(
            STORIES.c[name].label(f"story_{name}") for name in ("source", "title", "publisher", "agency", "day")
        ))  # fmt: skip
        joined = STANDS.join(DOSSIERS, STANDS.c.n == DOSSIERS.c.n).join(STORIES, STANDS.c.story == STORIES.c.story)
        query = select(*columns).select_from(joined).where(*self.conditions())
        return query.order_by(*ORDERS[self.asked.sort], STANDS.c.n.desc()).limit(number).offset(start)

    def facets(self, connection: Connection) -> dict[str, tuple[Facet, ...]]:
        """The counts of every facet's values, each over the lines that the other filters leave."""
        chosen = dict(self.asked.chosen)
        counts: dict[str, list[tuple[str, int]]] = {name: [] for name in FACET_NAMES}
        counts["status"] = self._status_counts(connection)
        unchosen = [name for name in FACET_NAMES if name != "status" and name not in chosen]
        for names, but in ((unchosen, ""), *(([name], name) for name in chosen if name != "status")):
            for row in connection.execute(self._facet_counts(names, but)):
                counts[row.name].append((row.value, row.number))
        return {
            name: tuple(Facet(value, count, chosen.get(name) == value) for value, count in counts[name])
            for name in FACET_NAMES
        }

    def _status_counts(self, connection: Connection) -> list[tuple[str, int]]:
        rows = connection.execute(
            self._from(STANDS.c.status, func.count().label("number"), but="status").group_by(STANDS.c.status)
        )
        counts = {row.status: row.number for row in rows}
        return [(status.value, counts[status.value]) for status in Status if status.value in counts]

    def _facet_counts(self, names: Sequence[str], but: str) -> Select[Any]:
        number = func.count().label("number")
        query = select(FACETS.c.name, FACETS.c.value, number)
        if self._is_all(but):
            query = query.select_from(FACETS)
        else:
            # Found first and by itself: else the planner may look for each dossier once for each of its values.
            these = self._from(STANDS.c.n, but=but).cte("these").prefix_with("MATERIALIZED", dialect="sqlite")
            query = query.select_from(these).join(FACETS, FACETS.c.n == these.c.n)
        query = query.where(FACETS.c.name.in_(names))
        if self.asked.as_of is not None:
            query = query.where(FACETS.c.day <= self.asked.as_of.isoformat())
        return query.group_by(FACETS.c.name, FACETS.c.value).order_by(number.desc(), FACETS.c.value)

    def _is_all(self, but: str) -> bool:
        """Whether every dossier is asked for that was told of by the day; what was told by then is of one of these."""
        asked = self.asked
        narrowed = asked.words or asked.told_from or asked.told_to or any(name != but for name, _ in asked.chosen)
        return not narrowed

    def hits(self, connection: Connection, lines: Sequence[int]) -> dict[int, tuple[tuple[str, str | None, Hit], ...]]:
        """Where the words stand, for each of these lines; the newest hits first."""
        if not self.expression or not lines:
            return {}
        shown = self._places(connection, lines)
        marked = func.snippet(literal_column("words"), 0, OPENS, CLOSES, "…", 48).label("marked")
        query = select(WORDS.c.rowid, marked).where(WORDS.c.text.op("MATCH")(self.expression))
        texts = {row.rowid: row.marked for row in connection.execute(query.where(WORDS.c.rowid.in_(list(shown))))}
        found: dict[int, tuple[tuple[str, str | None, Hit], ...]] = {}
        for row in shown.values():
            found[row.n] = (*found.get(row.n, ()), (row.story, row.claim, pieces(texts[row.id])))
        return found

    def _places(self, connection: Connection, lines: Sequence[int]) -> dict[int, Row[Any]]:
        """The newest passages of each of these lines in which the words stand, no more of a line than are shown."""
        query = select(PASSAGES).where(PASSAGES.c.n.in_(lines), PASSAGES.c.id.in_(self._newest_rows()))
        if self.asked.as_of is not None:
            query = query.where(PASSAGES.c.day <= self.asked.as_of.isoformat())
        counts: dict[int, int] = {}
        shown: dict[int, Row[Any]] = {}
        for row in connection.execute(query.order_by(PASSAGES.c.day.desc(), PASSAGES.c.id)):
            counts[row.n] = counts.get(row.n, 0) + 1
            if counts[row.n] <= HITS_SHOWN:
                shown[row.id] = row
        return shown
