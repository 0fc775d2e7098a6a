"""A dossier's page, as it stands or as it stood on a day, and its report to print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from onrecord import __version__, flow
from onrecord.faces.desk import words
from onrecord.faces.desk.archive import Stories
from onrecord.faces.desk.case import Case, open_case
from onrecord.faces.desk.catalogue import BadAsk
from onrecord.faces.desk.catalogue.asked import read_day, told_moment
from onrecord.faces.desk.desk import HEADERS, Desk
from onrecord.faces.desk.keeping import kept
from onrecord.faces.desk.news import turns_of
from onrecord.faces.desk.report import write_report
from onrecord.records import AsOf, Dossier, Position, Reading
from onrecord.register import title_of
from onrecord.register.status import day_order

SANCTIONS_READ: Final = 40
"""Stories of sanctions read to tell what followed a threat, the first ones after it."""


@dataclass(frozen=True, slots=True)
class History:
    """The days on which something was told of a dossier, and the one that is shown."""

    identity: str
    days: tuple[date, ...]
    as_of: date | None
    known: datetime | None = None

    @property
    def step(self) -> int:
        """The number of the day that is shown, the last one shown with all that came by then."""
        return sum(day <= self.as_of for day in self.days) - 1 if self.as_of else len(self.days) - 1

    def _asked(self, told: Mapping[str, object]) -> dict[str, object]:
        return {"as_of": self.as_of, "known": told_moment(self.known), **told}

    def at_page(self, page: int) -> str:
        """The address of another page of the claims."""
        return self.address(page=page if page > 1 else None) + "#said"

    def address(self, tail: str = "", **told: object) -> str:
        """The address of the dossier, or of its report, as of the day that is shown."""
        asked = urlencode({name: str(value) for name, value in self._asked(told).items() if value})
        return f"/dossiers/{self.identity}{tail}" + (f"?{asked}" if asked else "")


def routes(desk: Desk) -> APIRouter:
    """The addresses of these pages."""
    router = APIRouter(default_response_class=HTMLResponse)

    def dossier(identity: str, request: Request) -> Response:
        """Who stands where on one alleged transfer, since when, in which words."""
        then = desk.by(request)
        opened = _open(then, identity, request.query_params)
        if isinstance(opened, Response):
            return opened
        case, history = opened
        page = _page(request.query_params, case)
        turns, cited = list(turns_of(case.dossier, Position)), cite(case.dossier, history, str(request.base_url))
        return then.page("dossier.html", case=case, history=history, page=page, turns=turns, cited=cited)

    def report(identity: str, request: Request) -> Response:
        """The dossier as a report to print, every sentence with its footnote."""
        then = desk.by(request)
        opened = _open(then, identity, request.query_params)
        if isinstance(opened, Response):
            return opened
        case, history = opened
        cited = cite(case.dossier, history, str(request.base_url))
        return then.page("report.html", case=case, history=history, report=write_report(case), cited=cited)

    router.add_api_route("/dossiers/{identity}", kept(desk, dossier), methods=["GET", "HEAD"])
    router.add_api_route("/dossiers/{identity}/report", kept(desk, report), methods=["GET", "HEAD"])
    return router


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite a dossier: as a sentence, and as an entry of a bibliography."""

    text: str
    bibtex: str


def cite(dossier: Dossier, history: History, base: str) -> Citation:
    """The citation of a dossier as of the day that is shown; without one, the day of its newest page."""
    day = history.as_of or (history.days[-1] if history.days else None)
    asked = {"as_of": str(day or ""), "known": told_moment(history.known)}
    query = urlencode({name: value for name, value in asked.items() if value})
    address = base.rstrip("/") + f"/dossiers/{dossier.id}" + (f"?{query}" if query else "")
    known = f", as known {words.moment(history.known)}" if history.known else ""
    title = f"{title_of(dossier)}: dossier {dossier.id}, as of {words.day(day)}{known}"
    fields = {"title": _bibtex(title), "howpublished": f"onrecord {__version__}", "url": address}
    if day:
        fields["year"] = str(day.year)
    entry = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return Citation(f"{title}. onrecord {__version__}. {address}", f"@misc{{onrecord-{dossier.id},\n{entry}}}")


def _bibtex(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "&%$#_{}" else sign for sign in text if sign != "\\")


def _open(desk: Desk, identity: str, asked: Mapping[str, str]) -> Response | tuple[Case, History]:
    """The case as of the day asked for; or the answer where nothing was told by then, or where the slider leads."""
    as_of = read_day(asked, "as_of")
    dossier = desk.catalogue.dossier(identity)
    if dossier is None:
        raise HTTPException(404)
    stories = desk.seen.stories(member.story for member in dossier.members)
    if len(stories.read) < len({member.story for member in dossier.members}):
        raise HTTPException(404)
    days = {words.day_of(reading.article) for reading in stories.read.values()}
    told = tuple(sorted(day for day in days if day))
    history = History(identity, told, as_of, desk.known)
    if asked.get("step"):
        return RedirectResponse(_stepped(history, asked["step"]), 303, HEADERS)
    then = dossier if as_of is None else dossier_as_of(dossier, stories, as_of)
    if then is None:
        return desk.page("untold.html", history=history)
    return open_case(then, stories.heard, stories.read, _sanctions(desk, then, stories, as_of)), history


def dossier_as_of(dossier: Dossier, stories: Stories, day: date) -> Dossier | None:
    """The dossier as the stories told by a day make it, ``None`` where none of them did."""
    register = flow.open_register(stories.read.values(), stories.judgements, AsOf(told=day))
    members = set(dossier.members)
    heirs = [one for one in register if members.intersection(one.members)]
    return max(
        heirs, key=lambda one: (one.id == dossier.id, len(members.intersection(one.members)), one.id), default=None
    )


def _sanctions(desk: Desk, dossier: Dossier, stories: Stories, as_of: date | None) -> list[Reading]:
    """Other stories that tell what followed the dossier's threats."""
    own = {member.story for member in dossier.members}
    threatening = [stories.heard[name] for name in own if any(act.about for act in stories.heard[name].acts)]
    if not threatening:
        return []
    since = min(day_order(words.day_of(reading.article)) for reading in threatening)
    parties = {code.partition("/")[0] for code in (*dossier.supplier, *dossier.recipient)}
    found = desk.catalogue.sanctioning(parties, since, SANCTIONS_READ)
    others = desk.seen.stories(name for name in found if name not in own).heard.values()
    return [one for one in others if as_of is None or day_order(words.day_of(one.article)) <= as_of]


def _stepped(history: History, step: str) -> str:
    if not re.fullmatch(r"\d{1,6}", step, re.ASCII) or int(step) >= len(history.days):
        raise BadAsk(f"“{step[:20]}” is no step: the dossier has {len(history.days)} days on which something was told.")
    last = int(step) == len(history.days) - 1
    return replace(history, as_of=None if last else history.days[int(step)]).address()


def _page(asked: Mapping[str, Any], case: Case) -> int:
    told = asked.get("page") or "1"
    if not re.fullmatch(r"\d{1,6}", told, re.ASCII) or not 1 <= int(told) <= case.pages:
        raise BadAsk(f"There is no page “{told[:20]}” of these claims: they stand on {case.pages}.")
    return int(told)
