"""Ask roc-validator about RO-Crates, without the net; run by the environment that `make rocrate` makes, not by ours.

    .rocrate/bin/python tests/exports/roc.py FOLDER LEVEL CRATE...

FOLDER is for the validator's cache, into which the context of RO-Crate 1.1 is put from the copy that the `rocrate`
library brings; LEVEL is REQUIRED, RECOMMENDED or OPTIONAL. Whoever so much as looks up a host's name breaks it off.
Prints a JSON object: for each crate, what is wrong with it, as rows of level, entity and message.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path

import rocrate
from requests import Request
from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from rocrate_validator.services import ValidationSettings, validate
from urllib3 import HTTPResponse

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
PROFILE = "ro-crate-1.1"
NET = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}


def refuse_the_net(event: str, arguments: tuple[object, ...]) -> None:
    if event in NET:
        sys.exit(f"it asked the net: {event} {arguments[1:]}")


def keep_context(cache: Path) -> None:
    """Put the context where the validator looks before it would fetch."""
    content = (Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld").read_bytes()
    assert json.loads(content)["@id"] == CONTEXT
    kind = {"Content-Type": "application/ld+json"}
    raw = HTTPResponse(BytesIO(content), kind, 200, preload_content=False, request_url=CONTEXT)
    with CachedSession(str(cache), backend="sqlite", expire_after=-1) as session:
        session.cache.save_response(HTTPAdapter().build_response(Request("GET", CONTEXT).prepare(), raw))


def found(cache: Path, level: str, crate: str) -> list[list[str | None]]:
    settings = ValidationSettings(
        rocrate_uri=crate,
        profile_identifier=PROFILE,
        requirement_severity=level,
        offline=True,
        cache_path=str(cache),
    )
    issues = validate(settings).get_issues()
    return [[one.severity.name, one.violatingEntity, one.message] for one in issues]


def main(folder: str, level: str, *crates: str) -> None:
    sys.addaudithook(refuse_the_net)
    cache = Path(folder) / "cache"
    keep_context(cache)
    json.dump({crate: found(cache, level, crate) for crate in crates}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
