"""Who asks: a person in one of three roles, by a token or a sign-in, as the doors found out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from starlette.requests import HTTPConnection


class Role(StrEnum):
    """What a person may do; each may do what those before may."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


RANKS: Final = {role: n for n, role in enumerate(Role)}


def _nothing(_what: str, _on: str) -> None:
    """Note nothing."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person who came in; ``token`` is the id of the token that was shown, ``None`` for a sign-in."""

    name: str
    role: Role
    token: str | None = None
    note: Callable[[str, str], None] = field(default=_nothing, repr=False, compare=False)
    """Writes into the audit log what the person did, and on what."""

    def may(self, role: Role) -> bool:
        """Whether the person may do what takes a role.

        >>> Visitor("Ida", Role.REVIEWER).may(Role.READER), Visitor("Ida", Role.READER).may(Role.REVIEWER)
        (True, False)
        """
        return RANKS[self.role] >= RANKS[role]


def visitor_of(request: HTTPConnection) -> Visitor | None:
    """Who asks, as the doors found out; ``None`` where they let in somebody unknown, or nobody stands at the door."""
    found = getattr(request.state, "visitor", None)
    return found if isinstance(found, Visitor) else None
