"""Which addresses may be asked, in every form in which an internal one can be written."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import pytest

from onrecord.intake.addresses import Forbidden, is_allowed, look_up, tidy
from onrecord.intake.asking import Asker, NoAnswer
from onrecord.intake.network import CheckedNetwork

from .test_hostile import record_connections

INTERNAL = """
    10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 100.127.255.255 0.0.0.0 0.1.2.3 192.0.0.1
    192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 192.88.99.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
    :: fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 100::1 2001:2::1 2001:10::1 2001:db8::1 3fff::1 5f00::1
    ::10.0.0.1 ::ffff:10.0.0.1 ::ffff:0:10.0.0.1 64:ff9b::10.0.0.1 64:ff9b:1::10.0.0.1 2002:a00:1:: 2001::f5ff:fffe
    2a00::5efe:10.0.0.1 2a00::200:5efe:192.168.0.1 64:ff9b::169.254.169.254 2002:a9fe:a9fe::
"""
LOOPBACK = (
    "127.0.0.1 127.8.9.10 ::1 ::ffff:127.0.0.1 64:ff9b::127.0.0.1 2002:7f00:1:: 2001::80ff:fffe 2a00::5efe:127.0.0.1"
)
PUBLIC = """
    93.184.215.14 1.1.1.1 172.32.0.1 100.128.0.1 2606:2800:21f:cb07:6820:80da:af6b:8b2c ::ffff:93.184.215.14
    64:ff9b::93.184.215.14 2002:5db8:d70e:: 2a00::5efe:93.184.215.14
"""


@pytest.mark.parametrize("address", INTERNAL.split())
def test_an_internal_address_is_never_allowed(address: str) -> None:
    assert not is_allowed(ip_address(address))
    assert not is_allowed(ip_address(address), loopback=True)


@pytest.mark.parametrize("address", LOOPBACK.split())
def test_this_machine_is_allowed_to_tests_alone(address: str) -> None:
    assert not is_allowed(ip_address(address))
    assert is_allowed(ip_address(address), loopback=True)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_a_public_address_is_allowed(address: str) -> None:
    assert is_allowed(ip_address(address))


DISGUISED = (
    "http://0177.0.0.1/",
    "http://0x7f.1/",
    "http://0x7f000001/",
    "http://017700000001/",
    "http://2130706433/",
    "http://127.1/",
    "http://10.1/",
    "http://0/",
    "http://localhost./",
    "http://LOCALHOST/",
    "http://\uff11\uff10.0.0.1/",
    "http://①⓪.0.0.1/",
    "http://10。0。0。1/",
    "http://danube.example@10.0.0.1/",
    "http://danube.example:80@10.0.0.1:80/",
    "http://10.0.0.1#@danube.example/",
    "http://10.0.0.1?@danube.example/",
    "http://10.0.0.1\\@danube.example/",
    "http://danube.example\\@10.0.0.1/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:10.0.0.1]/",
    "http://[64:ff9b::a00:1]/",
    "http://[fe80::1%25eth0]/",
    "http://[::1%25lo]/",
    "http://10.0.0.1%2f@danube.example/",
    "http:///10.0.0.1/",
    "http:10.0.0.1/",
    "//10.0.0.1/",
    "http://10.0.0.1:80:80/",
    "http://10.0.0.1:99999/",
    "http://10.0.0.1 .danube.example/",
    "http://10.0.0.1\t/",
    "http://10.0.0.1\r\nHost: danube.example/",
)


def resolve(host: str, port: int, **named: Any) -> list[Any]:
    """The system's own reading of numbers and names, but for the names of others, which lead nowhere here."""
    if host.endswith(".example"):
        raise socket.gaierror("nobody is asked in a test")
    return socket.getaddrinfo(host, port, **named)


@pytest.mark.parametrize("address", DISGUISED)
def test_an_internal_address_in_disguise_is_not_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = record_connections(monkeypatch)
    asker = Asker(CheckedNetwork(loopback=False, seconds=1, resolve=resolve), patience=1)
    with pytest.raises((Forbidden, NoAnswer)):
        asker.ask(tidy(address), {})
    assert asked == []


def test_what_is_checked_is_what_is_connected_to() -> None:
    """A host name that is read one way by the check and another by the connection would lead through."""
    for address in DISGUISED:
        try:
            host = urlsplit(tidy(address)).hostname or ""
            found = look_up(host, 80, loopback=False, resolve=resolve)
        except (Forbidden, OSError, UnicodeError):
            continue
        pytest.fail(f"{address!r} leads to {found}")
