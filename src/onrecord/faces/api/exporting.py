"""The exports over HTTP: the register in a format that other programs read, one file or a zip of several."""

from __future__ import annotations

import io
import zipfile
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from onrecord import flow
from onrecord.exports.files import File, MissingExtra
from onrecord.exports.formats import FORMATS, export
from onrecord.faces.api.asks import AsOfAsk
from onrecord.faces.desk.archive import Archive, NotYet
from onrecord.faces.etags import Named
from onrecord.records import AsOf
from onrecord.shelf import finding, open_shelf

MOST_STORIES: Final = 20_000
"""A larger shelf is exported on its own machine: making the register anew takes minutes there."""
MOST_KEPT: Final = 64 * 2**20
"""Exports that were asked for last are kept, so many bytes of them, as long as nothing comes to the shelf."""
LONGEST_WAIT: Final = 30.0
"""Seconds for which an export waits for another to be made."""
ZIP: Final = "application/zip"
FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The only date that a zip needs not to be told from another: the same export is the same bytes."""

FormatName = Annotated[str, Path(pattern=f"^({'|'.join(FORMATS)})$", description="A format of /exports.")]


class FormatsAsk(BaseModel):
    """Which formats are told."""

    model_config = ConfigDict(extra="forbid")

    several: bool | SkipJsonSchema[None] = Field(default=None, description="Those of several files, or of one.")


class FormatOut(BaseModel):
    """A format that the register is exported in."""

    name: str
    summary: str
    several: bool
    """Whether it is several files, which come as a zip."""


@dataclass(frozen=True, slots=True)
class Made:
    """An export as it is sent."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


class Exporter:
    """What makes the exports of a shelf, one after the other."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._making = Lock()
        self._kept: OrderedDict[tuple[object, ...], Made] = OrderedDict()

    def make(self, name: str, as_of: AsOf, base: str) -> Made:
        """The export in a format; raises ``NotYet`` while others are made, and ``HTTPException`` where it cannot be."""
        if not self._making.acquire(timeout=LONGEST_WAIT):
            raise NotYet("Other exports are being made. Ask again in a while.")
        try:
            with open_shelf(self.archive.shelf) as shelf:
                key = (finding.mark_of(shelf), name, as_of, base if FORMATS[name].of_changes else "")
                if key not in self._kept:
                    if shelf.size() > MOST_STORIES:
                        told = f"The shelf has more than {MOST_STORIES:,} pages: `onrecord export` makes this there."
                        raise HTTPException(422, told)
                    self._keep(key, _sent(name, _files(name, flow.load_register(shelf, as_of), base)))
                self._kept.move_to_end(key)
                return self._kept[key]
        finally:
            self._making.release()

    def _keep(self, key: tuple[object, ...], made: Made) -> None:
        self._kept[key] = made
        while len(self._kept) > 1 and sum(len(one.content) for one in self._kept.values()) > MOST_KEPT:
            self._kept.popitem(last=False)


def _files(name: str, register: Any, base: str) -> list[File]:
    edition = flow.edition(register, base=base, changes=FORMATS[name].of_changes)
    try:
        return list(export(name, edition))
    except MissingExtra as missing:
        raise HTTPException(501, str(missing)) from missing


def _sent(name: str, files: list[File]) -> Made:
    if not FORMATS[name].several:
        [file] = files
        return Made(file.name, file.media_type, file.content)
    return Made(f"onrecord-{name}.zip", ZIP, packed(files))


def packed(files: Iterable[File]) -> bytes:
    """Files as a zip, the same bytes for the same files.

    >>> zipfile.ZipFile(io.BytesIO(packed([File("a.csv", "text/csv", b"a")]))).namelist()
    ['a.csv']
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for file in files:
            pack.writestr(zipfile.ZipInfo(file.name, FIRST_DAY), file.content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def export_routes(archive: Archive, problems: dict[int | str, dict[str, Any]]) -> APIRouter:
    """The routes below ``/exports``, with the problems that any of them may answer with."""
    router = APIRouter(tags=["exports"], route_class=Named)
    exporter = Exporter(archive)

    @router.get("/exports", responses=problems)
    def formats(ask: Annotated[FormatsAsk, Query()]) -> list[FormatOut]:
        """The formats that the register is exported in."""
        told = (one for one in FORMATS.values() if ask.several in (None, one.several))
        return [FormatOut(name=one.name, summary=one.summary, several=one.several) for one in told]

    answers: dict[int | str, dict[str, Any]] = {
        200: {"description": "The export, a zip where it is several files", "content": {"*/*": {"schema": {}}}}
    }

    @router.get("/exports/{name}", response_class=Response, responses={**problems, **answers})
    def exported(name: FormatName, ask: Annotated[AsOfAsk, Query()], request: Request) -> Response:
        """The register in a format that other programs read, as of a day and a moment."""
        base = str(request.base_url).removesuffix("/").removesuffix("/api")
        made = exporter.make(name, AsOf(ask.as_of, ask.known), base)
        headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "X-Content-Type-Options": "nosniff"}
        return Response(made.content, media_type=made.media_type, headers=headers)

    return router
