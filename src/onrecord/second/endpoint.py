"""Where the second reader is asked: an address, a model's name, a key, and what else its requests need."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final

import httpx

OURS: Final = frozenset({"model", "messages", "response_format", "stream", "tools", "tool_choice", "n", "functions"})
"""What a request settles itself; nothing extra may change it."""


class BadEndpoint(ValueError):  # noqa: N818 - named for what it is
    """An endpoint that cannot be asked, or not safely; the message never holds the key."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint: its address as far as ``/v1``, the model, the key; ``patience`` in seconds.

    Raises ``BadEndpoint`` where a part is missing, or the key would travel in the clear.

    >>> Endpoint("https://models.example/v1", "reader-1", "secret")
    Endpoint(url='https://models.example/v1', model='reader-1', patience=120.0, attempts=4, extra={})
    """

    url: str
    model: str
    key: str = field(repr=False)
    patience: float = 120.0
    """How long a whole answer may take."""
    attempts: int = 4
    """How often an endpoint that says it gave no answer is asked for one page."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """Further settings of each request."""

    def __post_init__(self) -> None:
        if missing := [name for name in ("url", "model", "key") if not getattr(self, name).strip()]:
            raise BadEndpoint(f"the second reader needs an endpoint, a model and a key: no {', '.join(missing)}")
        if not (self.key.isascii() and self.key.isprintable() and " " not in self.key):
            raise BadEndpoint("the second reader's key holds signs that no key has")
        if settled := sorted(OURS & set(self.extra)):
            raise BadEndpoint(f"the second reader settles {', '.join(settled)} itself")
        check_address(self.url)

    @property
    def asked(self) -> str:
        """The address that is asked."""
        return f"{self.url.rstrip('/')}/chat/completions"


def check_address(address: str) -> None:
    """Refuse an address that is none, holds a secret, or would send a key in the clear; raises ``BadEndpoint``."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise BadEndpoint(f"the second reader's endpoint is no address ({error})") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise BadEndpoint("the second reader's endpoint is no address of https")
    if url.userinfo or url.query or url.fragment:
        raise BadEndpoint("the second reader's endpoint ends with its path: a key has its own place")
    if url.scheme == "http" and not _is_here(url.host):
        raise BadEndpoint("the second reader's endpoint is asked by https: by http the key and the page could be read")


def _is_here(host: str) -> bool:
    """Whether a host is this machine.

    >>> _is_here("127.0.0.1"), _is_here("localhost"), _is_here("localhost.example"), _is_here("10.0.0.1")
    (True, True, False, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def extra_settings(told: str | None) -> dict[str, object]:
    """Further settings as a JSON object; raises ``BadEndpoint`` where it is none.

    >>> extra_settings('{"temperature": 0}'), extra_settings(None)
    ({'temperature': 0}, {})
    """
    try:
        found = json.loads(told) if told else {}
    except ValueError as error:
        raise BadEndpoint(f"the second reader's settings are no JSON ({error})") from error
    if not isinstance(found, dict):
        raise BadEndpoint("the second reader's settings are no JSON object")
    return found
