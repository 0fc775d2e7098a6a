"""The one way out: connections to checked addresses alone, each with an end to its time."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, Final
from weakref import WeakSet

import httpcore
import httpx

from onrecord.intake.addresses import Forbidden, Resolve, look_up

LINGERING: Final = 0.01
"""The shortest time that is left to a read, in seconds, so that an end is met as a time-out."""


class TimedStream(httpcore.NetworkStream):
    """A connection that ends at a moment of the monotonic clock, however slowly it is fed."""

    def __init__(self, inner: httpcore.NetworkStream, ends: float) -> None:
        self.inner = inner
        self.ends = ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read as much as has come; raises ``httpcore.ReadTimeout`` at the connection's end."""
        return self.inner.read(max_bytes, self._left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write; raises ``httpcore.WriteTimeout`` at the connection's end."""
        self.inner.write(buffer, self._left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        """Close the connection."""
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on encrypted, the certificate checked against the name that was asked for."""
        left = self._left(timeout, httpcore.ConnectTimeout)
        return TimedStream(self.inner.start_tls(ssl_context, server_hostname, left), self.ends)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self.inner.get_extra_info(info)

    def _left(self, timeout: float | None, error: type[Exception]) -> float:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise error("the time for this request is over")
        return max(LINGERING, left if timeout is None else min(timeout, left))


class CheckedNetwork(httpcore.NetworkBackend):
    """Connections to addresses that were looked up once and may be asked."""

    def __init__(self, *, loopback: bool, seconds: float, resolve: Resolve = socket.getaddrinfo) -> None:
        self.loopback = loopback
        self.seconds = seconds
        self.resolve = resolve
        self.plain = httpcore.SyncBackend()
        self.open: WeakSet[TimedStream] = WeakSet()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a host by an address that was checked; raises ``Forbidden`` or an error of ``httpcore``."""
        ends = time.monotonic() + self.seconds
        try:
            addresses = look_up(host, port, loopback=self.loopback, resolve=self.resolve)
        except Forbidden:
            raise
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} cannot be found ({error})") from error
        for last, address in ((one is addresses[-1], one) for one in addresses):
            try:
                inner = self.plain.connect_tcp(address, port, timeout, local_address, socket_options)
                stream = TimedStream(inner, ends)
                self.open.add(stream)
                return stream
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if last:
                    raise
        raise httpcore.ConnectError(f"{host} has no address")

    def break_off(self) -> None:
        """End every connection at work, so that whoever reads from one is woken."""
        for stream in list(self.open):
            with suppress(OSError, AttributeError):
                stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refuse: a socket of this machine is no address of the internet."""
        raise Forbidden(f"{path} is a socket of this machine; it is not asked")


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self.stream

    def close(self) -> None:
        self.stream.close()


class CheckedTransport(httpx.BaseTransport):
    """What ``httpx`` sends its requests through: one connection a request, by a checked network."""

    def __init__(self, network: CheckedNetwork) -> None:
        self.network = network
        self.pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=network, max_keepalive_connections=0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and take the head of its answer; raises errors of ``httpcore`` and ``Forbidden``."""
        url = request.url
        answered = self.pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answered.status, headers=answered.headers, stream=_Body(answered.stream), extensions=answered.extensions
        )

    def close(self) -> None:
        """Close every connection, those at work too."""
        self.network.break_off()
        self.pool.close()
