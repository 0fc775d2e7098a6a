"""Records as JSON text and back, with nothing lost: what a shelf keeps of a reading, its reasons included.

The contract's JSON is made for others and leaves the page's other zones and the reasons out; this form is the shelf's
own. A field that has its default is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from onrecord.records import Span

Record = TypeVar("Record")
Json = Any


def pack(record: object) -> str:
    """The JSON text of a record, the same for the same record.

    >>> from onrecord.records import Actor, Sector
    >>> pack(Actor("Oslo", "NOR", Sector.GOV, Span(0, 4)))
    '{"text":"Oslo","country":"NOR","sector":"GOV","span":[0,4]}'
    """
    text = json.dumps(_as_json(record), ensure_ascii=False, separators=(",", ":"))
    # Half a surrogate pair, as in the name of a file that is not UTF-8, becomes its JSON escape.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def unpack(kind: type[Record], text: str) -> Record:
    """The record that ``pack`` wrote; raises ``ValueError`` where the text is none of that kind.

    >>> from onrecord.records import Actor
    >>> unpack(Actor, '{"text":"Oslo","span":[0,4]}')
    Actor(text='Oslo', country=None, sector=None, span=Span(0, 4))
    """
    form: Any = kind
    try:
        record: Record = _reader(form)(json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no {kind.__name__}: {error!r}") from error
    return record


def _as_json(value: object) -> Json:
    kind: Any = type(value)
    return _writer(kind)(value)


@cache
def _writer(kind: Any) -> Callable[[Any], Json]:
    """What turns a value of a class into JSON."""
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, date):
        return lambda value: value.isoformat()
    if issubclass(kind, tuple):
        return lambda value: [_as_json(part) for part in value]
    if is_dataclass(kind):
        return _writer_of_records(kind)
    return _as_it_is


def _writer_of_records(kind: Any) -> Callable[[Any], Json]:
    defaults = [(part.name, part.default) for part in fields(kind)]

    def written(record: Any) -> Json:
        pairs = ((name, getattr(record, name), default) for name, default in defaults)
        return {name: _as_json(told) for name, told, default in pairs if default is MISSING or told != default}

    return written


def _as_it_is(told: Json) -> Json:
    return told


@cache
def _reader(kind: Any) -> Callable[[Json], Any]:
    """What turns JSON into a value of a type."""
    if get_origin(kind) is UnionType:
        (inner,) = (_reader(part) for part in get_args(kind) if part is not NoneType)
        return inner if inner is _as_it_is else lambda told: None if told is None else inner(told)
    if get_origin(kind) is tuple:
        return _reader_of_tuples(get_args(kind))
    if is_dataclass(kind):
        return _reader_of_records(kind)
    if kind is Span:
        return lambda told: Span(*told)
    if isinstance(kind, type) and issubclass(kind, date):
        return kind.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    return _as_it_is


def _reader_of_tuples(parts: tuple[Any, ...]) -> Callable[[Json], Any]:
    if parts[-1] is ...:
        each = _reader(parts[0])
        return tuple if each is _as_it_is else lambda told: tuple(map(each, told))
    readers = [_reader(part) for part in parts]
    return lambda told: tuple(read(part) for read, part in zip(readers, told, strict=True))


def _reader_of_records(kind: Any) -> Callable[[Json], Any]:
    every = ((name, _reader(hint)) for name, hint in get_type_hints(kind).items())
    readers = [(name, read) for name, read in every if read is not _as_it_is]

    def record(told: Json) -> Any:
        for name, read in readers:
            if name in told:
                told[name] = read(told[name])
        return kind(**told)

    return record
