"""An answer of HTTP as it came."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.intake.bodies import decoded


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer as it came: the head, and the body with its content coding on."""

    status: int
    phrase: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    asked: tuple[tuple[str, str], ...] = ()
    """The headers of the request."""
    ip: str = ""

    def header(self, name: str) -> str:
        """The first header of a name, empty where there is none."""
        return next((told for key, told in self.headers if key.lower() == name), "")

    def content(self) -> bytes:
        """The body with its codings undone; raises ``NoBody``."""
        return decoded(self.body, self.header("content-encoding"))
