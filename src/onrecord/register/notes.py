"""What a register holds of a text as it can be written down, so that another one need not read it again."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.register.copies import Precedence, Signature
from onrecord.register.tellings import Telling


@dataclass(frozen=True, slots=True)
class Text:
    """A text that stands on one or several pages: its stories, what they tell, and with what that hangs together."""

    stories: tuple[Precedence, ...]
    """The stories, the one that counts as first in front."""
    events: tuple[tuple[str, ...], ...]
    """The ids of each story's events."""
    tellings: tuple[Telling, ...]
    heaps: tuple[int, ...]
    """The number of what each telling hangs together with."""
    noticed: bool
    """Whether one of the stories was withdrawn or replaced."""

    @property
    def names(self) -> tuple[str, ...]:
        """The stories' ids."""
        return tuple(name for *_, name in self.stories)


@dataclass
class Notes:
    """What is held otherwise than it was last written down: new stories' signatures, and the stories that changed."""

    signatures: dict[str, Signature] = field(default_factory=dict)
    stories: set[str] = field(default_factory=set)
