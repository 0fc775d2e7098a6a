"""How many: the number told before a noun phrase, with what makes it approximate, as the contract counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from onrecord.lexicon.tables import read_table

_DIGITS: Final = re.compile(r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_POWERS: Final = {"hundred": 100.0, "thousand": 1000.0, "million": 1_000_000.0, "k": 1000.0, "m": 1_000_000.0}
_RANGE: Final = frozenset({"to", "and", "or", "-", "–", "—"})
_IDLE: Final = frozenset("possibly perhaps maybe even as many a of ceiling maximum at most an".split())
_SEVERAL: Final = frozenset({"several", "few", "many", "couple"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of things and whether the page gives it as approximate."""

    value: float
    approximate: bool = False


@cache
def _numerals() -> dict[str, tuple[float, bool]]:
    rows = [row for row in read_table("numbers") if row["value"]]
    return {row["number"]: (float(row["value"]), row["approximate"] == "yes") for row in rows}


@cache
def _hedges() -> tuple[tuple[str, ...], ...]:
    rows = [tuple(row["number"].split()) for row in read_table("numbers") if not row["value"]]
    return tuple(sorted(rows, key=lambda words: (-len(words), words)))


def is_number(word: str) -> bool:
    """Whether a word is a numeral, in figures or letters, or part of one.

    >>> [is_number(word) for word in ("1,200", "twenty-four", "dozens", "second")]
    [True, True, True, False]
    """
    low = word.lower()
    return low in _numerals() or low == "tens" or bool(_DIGITS.fullmatch(low)) or _compound(low) is not None


def read_quantity(words: Sequence[str]) -> Quantity | None:
    """The number that a run of words tells, at the run's end; the lower one of a range, then approximate.

    >>> read_quantity("at least two hundred".split())
    Quantity(value=200.0, approximate=True)
    >>> read_quantity("between 200 and 400".split()), read_quantity("dozens of".split())
    (Quantity(value=200.0, approximate=True), Quantity(value=24.0, approximate=True))
    >>> read_quantity(["the"]) is None
    True
    """
    low = [word.lower() for word in words]
    numbers = _runs(low)
    if not numbers:
        return None
    start, end = numbers[-1]
    value = _value(low[start:end])
    if value is None:
        return None
    before = [word for word in low[:start] if word != "of"]
    if before and before[-1] in {"half", "a"} and "half" in before[-2:] and value[0] == 12.0:
        return Quantity(6.0, value[1])
    if before and before[-1] in _SEVERAL and value[0] in {12.0, 20.0, 100.0, 1000.0, 1_000_000.0}:
        return Quantity(2 * value[0], True)
    ranged = _range_before(low, numbers)
    if ranged is not None:
        start, value = ranged
    hedged = ranged is not None or _is_hedged(low, start, end)
    return Quantity(value[0], value[1] or hedged)


def _runs(low: Sequence[str]) -> list[tuple[int, int]]:
    """Where numerals stand, each as a stretch of words ("two hundred", "hundreds of thousands", "1.2 million")."""
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(low):
        end = i + 1 if is_number(low[i]) else i
        while i < end < len(low) and (step := _goes_on(low, end)):
            end += step
        if end > i:
            found.append((i, end))
        i = max(end, i + 1)
    return found


def _goes_on(low: Sequence[str], at: int) -> int:
    """How many words from here still belong to the numeral before."""
    word, before = low[at], low[at - 1]
    behind = low[at + 1] if at + 1 < len(low) else ""
    if word in _POWERS or word in {"dozen", "score", "thousands", "millions"}:
        return 1
    if word == "of" and before in {"tens", "hundreds", "thousands"} and behind in {"thousands", "millions"}:
        return 2
    if word == "and" and before in _POWERS and is_number(behind):
        return 2
    return 1 if before in _POWERS and is_number(word) else 0


def _compound(word: str) -> tuple[float, bool] | None:
    """``twenty-four`` and its like."""
    tens, dash, unit = word.partition("-")
    if not dash or tens not in _numerals() or unit not in _numerals():
        return None
    (a, _), (b, _) = _numerals()[tens], _numerals()[unit]
    if tens == "half":
        return b / 2, False
    return (a + b, False) if a >= 20 and a < 100 and b < 10 else None


def _single(word: str) -> tuple[float, bool] | None:
    if _DIGITS.fullmatch(word):
        return float(re.sub("[,  ]", "", word)), False
    return _numerals().get(word) or _compound(word)


def _value(words: Sequence[str]) -> tuple[float, bool] | None:
    """The value of one numeral of several words."""
    phrase = " ".join(words)
    if phrase in _numerals():
        return _numerals()[phrase]
    total, current, approximate = 0.0, 0.0, False
    for word in words:
        if word in {"and", "of"}:
            continue
        power = _POWERS.get(word) or {"dozen": 12.0, "score": 20.0}.get(word)
        single = _single(word)
        if power is not None:
            current = (current or 1.0) * power
            if power >= 1000:
                total, current = total + current, 0.0
        elif single is not None:
            value, vague = single
            approximate = approximate or vague
            current += value
    return (total + current, approximate) if total + current or words == ["zero"] else None


def _range_before(low: Sequence[str], numbers: Sequence[tuple[int, int]]) -> tuple[int, tuple[float, bool]] | None:
    """The lower end of "between 200 and 400", "10 to 15", "at least 12 and possibly 15"."""
    if len(numbers) < 2:
        return None
    (start, end), (later, _) = numbers[-2], numbers[-1]
    between = [word for word in low[end:later] if word not in _IDLE]
    if len(between) == 1 and between[0] in _RANGE:
        value = _value(low[start:end])
        return (start, value) if value is not None else None
    return None


def _is_hedged(low: Sequence[str], start: int, end: int) -> bool:
    before = [word for word in low[:start] if word not in {"the", "its", "their"}]
    for hedge in _hedges():
        if tuple(before[-len(hedge) :]) == hedge or tuple(low[end : end + len(hedge)]) == hedge:
            return True
    return low[start] in {"~", "c."} or bool(low[end:] and low[end] == "+")
