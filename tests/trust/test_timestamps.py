"""The head of a custody log is given a time after RFC 3161 by OpenSSL alone, as the docs show."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from onrecord.shelf import custody_head, open_shelf

from .holdings import fill

AUTHORITY = """
[req]
distinguished_name = name
x509_extensions = ext
prompt = no
[name]
CN = An authority for this test
[ext]
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = own
[own]
serial = serial
signer_cert = authority.pem
signer_key = key.pem
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
"""


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here")
def test_a_head_bears_a_time_that_others_vouch_for(tmp_path: Path) -> None:
    def openssl(words: str) -> int:
        return subprocess.run(["openssl", *words.split()], cwd=tmp_path, capture_output=True, check=False).returncode

    with open_shelf(tmp_path / "shelf.sqlite", create=True) as shelf:
        fill(shelf)
        (tmp_path / "head.txt").write_text(f"{custody_head(shelf)}\n")
    (tmp_path / "authority.conf").write_text(AUTHORITY)
    (tmp_path / "serial").write_text("01\n")
    key = "req -x509 -newkey rsa:2048 -nodes -days 2 -keyout key.pem -out authority.pem -config authority.conf"
    assert openssl(key) == 0
    assert openssl("ts -query -data head.txt -sha256 -cert -out head.tsq") == 0
    assert openssl("ts -reply -config authority.conf -section own -queryfile head.tsq -out head.tsr") == 0
    verify = "ts -verify -data head.txt -in head.tsr -CAfile authority.pem"
    assert openssl(verify) == 0
    (tmp_path / "head.txt").write_text("another head\n")
    assert openssl(verify) != 0
