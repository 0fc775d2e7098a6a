"""The API from afar: the same questions and answers in Python, asked of a server over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Final, Self, TypeVar
from urllib.parse import quote

import httpx
from pydantic import BaseModel

from onrecord import __version__
from onrecord.faces.api import bringing, shapes
from onrecord.faces.api.asks import AsOfAsk, ChangesAsk, ClaimsAsk, DossiersAsk, ListAsk
from onrecord.faces.api.door import TODAY, Faster, Gone, Missing

Answer = TypeVar("Answer", bound=BaseModel)
Ask = TypeVar("Ask", bound=ListAsk)
Item = TypeVar("Item")

ANSWERS_KEPT: Final = 200
"""Answers that are kept with their ETags; then all are let go."""


class Refused(RuntimeError):  # noqa: N818 - named for what was done
    """The server did not answer; ``status`` is its code, 0 where nothing came, and the message its reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


REFUSALS: Final[dict[int, type[Exception]]] = {404: Missing, 409: Faster, 410: Gone}


class Client:
    """A server's API at the address of its desk; a token is needed to bring pages and judgements, and on most servers.

    An answer that has not changed since it was asked for last is not sent again.
    """

    def __init__(
        self,
        address: str,
        token: str | None = None,
        *,
        patience: float = 30.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        headers = {"User-Agent": f"onrecord/{__version__}", "Accept": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        base = address.rstrip("/") + "/api"
        self._http = httpx.Client(base_url=base, headers=headers, timeout=patience, transport=transport)
        self._known: dict[str, tuple[str, Any]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._http.close()

    # -------------------------------------------------------------------------------------------------- questions

    def dossiers(self, ask: DossiersAsk) -> shapes.Paged[shapes.DossierLine]:
        """Lines of the register, the newest first."""
        return self._get(shapes.Paged[shapes.DossierLine], "/dossiers", ask)

    def dossier(self, identity: str, ask: AsOfAsk = TODAY) -> shapes.DossierSheet:
        """One alleged transfer; raises ``Missing``."""
        return self._get(shapes.DossierSheet, f"/dossiers/{_part(identity)}", ask)

    def claims_on(self, identity: str, ask: ListAsk) -> shapes.Paged[shapes.ClaimLine]:
        """The claims on one alleged transfer, the newest first, copies left out; raises ``Missing``."""
        return self._get(shapes.Paged[shapes.ClaimLine], f"/dossiers/{_part(identity)}/claims", ask)

    def claims(self, ask: ClaimsAsk) -> shapes.Paged[shapes.ClaimLine]:
        """Claims of all pages, in the order of their ids."""
        return self._get(shapes.Paged[shapes.ClaimLine], "/claims", ask)

    def claim(self, identity: str, ask: AsOfAsk = TODAY) -> shapes.ClaimExplained:
        """One claim with the rules that made it; raises ``Missing``."""
        return self._get(shapes.ClaimExplained, f"/claims/{_part(identity)}", ask)

    def pages(self, ask: ListAsk) -> shapes.Paged[shapes.PageLine]:
        """The pages that have a reading, the newest first."""
        return self._get(shapes.Paged[shapes.PageLine], "/pages", ask)

    def page(self, identity: str, ask: AsOfAsk = TODAY) -> shapes.PageMeta:
        """What one page is; raises ``Missing``."""
        return self._get(shapes.PageMeta, f"/pages/{_part(identity)}", ask)

    def claims_of(self, identity: str, ask: ListAsk) -> shapes.Paged[shapes.ClaimLine]:
        """The claims of one page, in the text's order; raises ``Missing``."""
        return self._get(shapes.Paged[shapes.ClaimLine], f"/pages/{_part(identity)}/claims", ask)

    def actors(self, ask: ListAsk) -> shapes.Paged[shapes.ActorLine]:
        """Every party and every country that speaks, by code."""
        return self._get(shapes.Paged[shapes.ActorLine], "/actors", ask)

    def actor(self, code: str, ask: AsOfAsk = TODAY) -> shapes.ActorRecord:
        """What is on record of a party; raises ``Missing``."""
        return self._get(shapes.ActorRecord, f"/actors/{_part(code)}", ask)

    def goods(self, ask: ListAsk) -> shapes.Paged[shapes.GoodsLine]:
        """Every class of goods that is on record, and every family of them, by code."""
        return self._get(shapes.Paged[shapes.GoodsLine], "/goods", ask)

    def goods_class(self, code: str, ask: AsOfAsk = TODAY) -> shapes.GoodsRecord:
        """What is on record of a class of goods; raises ``Missing``."""
        return self._get(shapes.GoodsRecord, f"/goods/{_part(code)}", ask)

    def changes(self, ask: ChangesAsk) -> shapes.Paged[shapes.ChangeOut]:
        """What changed in the register, the earliest first; raises ``Gone``."""
        return self._get(shapes.Paged[shapes.ChangeOut], "/changes", ask)

    def judgements(self, ask: ListAsk) -> shapes.Paged[shapes.JudgementOut]:
        """What people decided, the earliest first."""
        return self._get(shapes.Paged[shapes.JudgementOut], "/judgements", ask)

    def export(self, name: str, ask: AsOfAsk = TODAY) -> bytes:
        """The register in a format of ``/exports``, a zip where it is several files; raises ``Refused``."""
        request = self._http.build_request("GET", f"/exports/{_part(name)}", params=ask.as_query())
        request.headers["Accept"] = "*/*"
        return self._send(request).content

    # --------------------------------------------------------------------------------------------------- bringing

    def bring(self, new: bringing.NewPage) -> bringing.PageBrought:
        """Keep a page with what is read from it; raises ``Refused`` without a reviewer's token."""
        return self._post(bringing.PageBrought, "/pages", new)

    def judge(self, new: bringing.NewJudgement) -> shapes.JudgementOut:
        """Append what a person decided; raises ``Refused``, or ``Faster``."""
        return self._post(shapes.JudgementOut, "/judgements", new)

    # -------------------------------------------------------------------------------------------------- the wire

    def _get(self, kind: type[Answer], path: str, ask: AsOfAsk) -> Answer:
        request = self._http.build_request("GET", path, params=ask.as_query())
        name, known = self._known.get(str(request.url), ("", None))
        if name:
            request.headers["If-None-Match"] = name
        response = self._send(request)
        if response.status_code == 304 and isinstance(known, kind):
            return known
        found = kind.model_validate_json(response.content)
        if len(self._known) >= ANSWERS_KEPT:
            self._known.clear()
        self._known[str(request.url)] = (response.headers.get("ETag", ""), found)
        return found

    def _post(self, kind: type[Answer], path: str, new: BaseModel) -> Answer:
        content = new.model_dump_json()
        headers = {"Content-Type": "application/json"}
        request = self._http.build_request("POST", path, content=content, headers=headers)
        return kind.model_validate_json(self._send(request).content)

    def _send(self, request: httpx.Request) -> httpx.Response:
        try:
            response = self._http.send(request)
        except httpx.HTTPError as error:
            raise Refused(0, f"{request.url.host} did not answer ({error})") from error
        if response.status_code < 400:
            return response
        reason = _reason(response)
        raise REFUSALS.get(response.status_code, _refusal(response.status_code))(reason)


def every(list_of: Callable[[Ask], shapes.Paged[Item]], ask: Ask) -> Iterator[Item]:
    """Every item of a list, page by page: ``every(client.dossiers, DossiersAsk(status="disputed"))``."""
    while True:
        page = list_of(ask)
        yield from page.items
        if page.next is None:
            return
        ask = ask.model_copy(update={"cursor": page.next})


def _refusal(status: int) -> Callable[[str], Exception]:
    return lambda reason: Refused(status, reason)


def _reason(response: httpx.Response) -> str:
    try:
        return shapes.ProblemOut.model_validate_json(response.content).detail
    except ValueError:
        return f"the server answered {response.status_code}"


def _part(name: str) -> str:
    """A name as a part of an address; a slash parts nothing, but for that of a party's sector."""
    return quote(name, safe="/") if name.count("/") <= 1 and ".." not in name else quote(name, safe="")
