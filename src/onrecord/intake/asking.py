"""One request and its answer, whole or not at all, within bounds of size and time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import httpcore
import httpx

from onrecord import __version__
from onrecord.intake.addresses import Forbidden
from onrecord.intake.bodies import MOST_BYTES
from onrecord.intake.network import CheckedNetwork, CheckedTransport
from onrecord.intake.replies import Reply
from onrecord.kinds import whole_number

ACCEPTED: Final = {  # brotli and Zstandard are read where a site sends them unasked; fewer programs read them in a WARC
    "Accept": "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en",
}


class NoAnswer(OSError):  # noqa: N818 - named for what there is not
    """A request to which no whole answer came; the message tells why, ``forbidden`` whether it was not even made."""

    def __init__(self, reason: str, *, forbidden: bool = False) -> None:
        super().__init__(reason)
        self.forbidden = forbidden


class Asker:
    """What asks servers: by GET alone, following no redirect by itself, keeping no cookie."""

    def __init__(self, network: CheckedNetwork, *, patience: float, contact: str = "") -> None:
        self.transport = CheckedTransport(network)
        name = f"onrecord/{__version__}" + (f" (+{contact})" if contact else "")
        self.client = httpx.Client(
            transport=self.transport,
            timeout=patience,
            headers={**ACCEPTED, "User-Agent": name, "Connection": "close"},
            trust_env=False,
        )

    def ask(self, address: str, headers: Mapping[str, str], most: int = MOST_BYTES) -> Reply:
        """Ask for an address; raises ``NoAnswer`` where no whole answer comes within the bounds."""
        try:
            with self.client.stream("GET", address, headers=dict(headers)) as response:
                self.client.cookies.clear()
                return _reply(response, most)
        except Forbidden as error:
            raise NoAnswer(str(error), forbidden=True) from error
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            raise NoAnswer("no whole answer came in time") from error
        except (httpcore.ProtocolError, httpcore.NetworkError, httpx.HTTPError, httpx.InvalidURL) as error:
            raise NoAnswer(f"the connection failed ({str(error) or type(error).__name__})") from error
        except (httpcore.UnsupportedProtocol, UnicodeError, ValueError) as error:
            raise NoAnswer(f"the address cannot be asked ({error})", forbidden=True) from error

    def close(self) -> None:
        """Break off whatever is at work."""
        self.client.close()


def _reply(response: httpx.Response, most: int) -> Reply:
    told = whole_number(response.headers.get("content-length", ""))
    if told is not None and told > most:
        raise NoAnswer(f"the answer is too long ({told:,} bytes, at most {most:,} are taken)")
    body = bytearray()
    for part in response.iter_raw():
        body += part
        if len(body) > most:
            raise NoAnswer(f"the answer does not end after {most:,} bytes")
    return Reply(
        status=response.status_code,
        phrase=response.reason_phrase,
        headers=_pairs(response.headers),
        body=bytes(body),
        asked=_pairs(response.request.headers),
        ip=_ip(response.extensions.get("network_stream")),
    )


def _pairs(headers: httpx.Headers) -> tuple[tuple[str, str], ...]:
    return tuple((name.decode("latin-1"), told.decode("latin-1")) for name, told in headers.raw)


def _ip(stream: Any) -> str:
    try:
        address = stream.get_extra_info("server_addr")
    except (OSError, AttributeError):
        return ""
    return str(address[0]) if address else ""
