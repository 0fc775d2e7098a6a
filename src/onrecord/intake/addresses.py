"""Which addresses may be asked: those of the public internet, and none of anybody's internal network.

A name is looked up once, what it leads to is checked, and the connection is made to what was checked: a name that leads
elsewhere a moment later (DNS rebinding) leads nowhere.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

Address = IPv4Address | IPv6Address
Resolve = Callable[..., list[Any]]
"""``socket.getaddrinfo``, or what stands in for it."""

TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""Where IPv6 networks hide an IPv4 address (NAT64, RFC 6052)."""
ISATAP: Final = frozenset({0x00005EFE, 0x02005EFE})
"""What stands before an IPv4 address in the last bits of an IPv6 one that leads through a tunnel to it (RFC 5214)."""
NOT_OF_THE_INTERNET: Final = (IPv4Network("192.88.99.0/24"), IPv6Network("3fff::/20"))
"""What the library does not know yet as no public address: relays given up (RFC 7526), examples (RFC 9637)."""
LONGEST: Final = 2_000
TRACKING: Final = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
"""Parts of an address that tell who sent the reader, not what is read."""


class Forbidden(OSError):  # noqa: N818 - named for what the address is
    """An address that may not be asked; the message names it and tells why."""


def is_allowed(address: Address, *, loopback: bool = False) -> bool:
    """Whether an address may be asked; with ``loopback``, this machine may be too.

    >>> [is_allowed(ip_address(a)) for a in ("93.184.215.14", "10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1")]
    [True, False, False, False]
    """
    inner = _inner(address)
    if inner is not address:
        return is_allowed(inner, loopback=loopback)
    if address.is_loopback:
        return loopback
    odd = (
        address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or any(address in network for network in NOT_OF_THE_INTERNET)
        or getattr(address, "is_site_local", False)
    )
    return address.is_global and not odd


def _inner(address: Address) -> Address:
    """The IPv4 address inside of an IPv6 one, or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in TRANSLATED or (int(address) >> 32) & 0xFFFFFFFF in ISATAP:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)


def look_up(host: str, port: int, *, loopback: bool, resolve: Resolve = socket.getaddrinfo) -> tuple[str, ...]:
    """The addresses of a host that may be asked, in the order in which the system would try them.

    Raises ``Forbidden`` where the name leads to none that may be, and ``OSError`` where it leads nowhere.
    """
    found = _distinct(str(row[4][0]).partition("%")[0] for row in resolve(host, port, type=socket.SOCK_STREAM))
    allowed = tuple(told for told in found if is_allowed(ip_address(told), loopback=loopback))
    if not allowed:
        raise Forbidden(f"{host} leads to {', '.join(found) or 'nothing'}, which is no public address; it is not asked")
    return allowed


def _distinct(told: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told))


def tidy(address: str) -> str:
    """An address as pages are known by it: host in small letters, no fragment, nothing that tracks the reader.

    >>> tidy("HTTPS://Port.example/a?id=7&utm_source=feed#top")
    'https://port.example/a?id=7'

    Raises ``Forbidden`` where it is none of http or https, names no host, or is too long.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Forbidden(f"{address[:200]!r} is no address ({error})") from error
    if parts.scheme.lower() not in {"http", "https"} or not host or len(address) > LONGEST:
        raise Forbidden(f"{address[:200]!r} is no address of http or https")
    named = f"[{host}]" if ":" in host else host
    return urlunsplit(
        (parts.scheme.lower(), f"{named}:{port}" if port else named, parts.path or "/", _query(parts.query), "")
    )


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, told) for name, told in pairs if not name.lower().startswith(TRACKING)]
    return query if len(kept) == len(pairs) else urlencode(kept)


def host_of(address: str) -> str:
    """The host of an address, by which what is asked of it is limited."""
    return urlsplit(address).hostname or ""


def origin_of(address: str) -> str:
    """The scheme, host and port of an address, for which one robots.txt speaks.

    >>> origin_of("https://port.example:8443/a/b?c=d")
    'https://port.example:8443'
    """
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
