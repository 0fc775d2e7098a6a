"""onrecord reads the news and keeps the record: who asserts, suspects, denies or leaves open which arms transfer.

One call reads pages, text dumps and folders; each page comes back as a ``Reading``, or as ``Passed`` with the reason:

    for outcome in onrecord.read("wire/"):
        print(outcome)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.flow import read

__all__ = ["__version__", "read"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Fetch ``read`` when it is first asked for, so that importing one room does not load the parser."""
    if name == "read":
        from onrecord.flow import read

        return read
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
