"""No key, token or password lies among the project's files: looked for by the forms that issuers give them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]

FORMS: Final = {
    "a private key": rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "a key of AWS": rb"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b",
    "a token of GitHub": rb"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})",
    "a token of GitLab": rb"\bglpat-[\w-]{20}",
    "a token of PyPI": rb"\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}",
    "a token of npm": rb"\bnpm_[A-Za-z0-9]{36}\b",
    "a token of Slack": rb"\bxox[abposr]-[\w-]{20,}",
    "a key of Google": rb"\bAIza[\w-]{35}\b",
    "a key of a language model's maker": rb"\bsk-(?:ant-|proj-|live-)?[A-Za-z0-9_-]{32,}",
    "a key of Stripe": rb"\b[rs]k_live_[A-Za-z0-9]{20,}",
    "a key of SendGrid": rb"\bSG\.[\w-]{20,}\.[\w-]{40,}",
    "a signed token": rb"\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}",
    "a password in an address": rb"[a-z]+://[^\s/:@\"'{}$<>*]+:(?!\*{3}|pass|secret|\.\.\.)[^\s/:@\"'{}$<>*]{8,}@(?!127\.0\.0\.1|localhost)[a-z]",
    "a token of our own": rb"\bonrecord_[a-z0-9]{6,}_[A-Za-z0-9_-]{30,}",
}
BINARY: Final = frozenset({".onnx", ".png", ".npz", ".gz", ".zst", ".lock", ".pdf", ".wacz"})


def secrets_in(content: bytes) -> list[str]:
    return [name for name, form in FORMS.items() if re.search(form, content)]


def test_no_secret_lies_among_the_files() -> None:
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if told.returncode:
        pytest.skip("no working copy of git: what belongs to the project is not known")
    paths = [ROOT / name for name in told.stdout.split("\0") if name]
    texts = [path for path in paths if path.is_file() and path.suffix not in BINARY]
    assert len(texts) > 500
    found = {str(path.relative_to(ROOT)): secrets_in(path.read_bytes()) for path in texts}
    assert {name: kinds for name, kinds in found.items() if kinds} == {}


@pytest.mark.parametrize(
    "told",
    [
        b"-----BEGIN RSA " + b"PRIVATE KEY-----",
        b"key = AKIA" + b"Q" * 16,
        b"ghp_" + b"a1" * 18,
        b"postgresql://desk:" + b"Tr0ub4dor@db.example.org/record",
        b"onrecord_k3k3k3_" + b"x" * 40,
    ],
)
def test_one_that_did_would_be_found(told: bytes) -> None:
    assert len(secrets_in(told)) == 1
