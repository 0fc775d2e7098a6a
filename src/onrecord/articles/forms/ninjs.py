"""IPTC ninjs, versions 1 to 3: one item's JSON, its names in whatever case its version writes them."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any, Final

from onrecord.articles.forms.form import Form, NoForm, Statements, as_html, body_of, paragraphs
from onrecord.kinds import items_listed
from onrecord.moments import moment_of
from onrecord.records import Standing, Version

MARKED_UP: Final = ("body_xhtml", "body_html")
MAIN: Final = frozenset({"", "main", "body", "default"})


def open_ninjs(content: bytes) -> Form:
    """A ninjs item as a page of HTML; raises ``NoForm`` where its status is none that is known, or it has no text."""
    told = json.loads(content)
    listed = items_listed(told)
    if listed is not None and len(listed) > 1:
        raise NoForm(f"it is a list of {len(listed)} wire items, and a page is one: bring each by itself")
    item = {str(key).lower(): value for key, value in (listed[0] if listed else told).items()}
    version = _version(item)
    body = _body(item)
    if not body and version.standing is Standing.USABLE:
        raise NoForm("the item has no text")
    return Form(as_html(_statements(item), body), version)


def _version(item: Mapping[str, Any]) -> Version:
    status = _text(item.get("pubstatus")) or Standing.USABLE
    if status.lower() not in {standing.value for standing in Standing}:
        raise NoForm(f"the item's status is none of IPTC's: {status!r}")
    return Version(
        item=_identifier(item),
        number=_text(item.get("version")),
        standing=Standing(status.lower()),
        told=moment_of(item.get("versioncreated")),
        note=_text(item.get("ednote")) or _first(item.get("ednotes")) or "",
    )


def _identifier(item: Mapping[str, Any]) -> str:
    identifier = _text(item.get("uri"))
    if identifier is None:
        raise NoForm("the item has no identifier (its uri is no text)")
    return identifier


def _statements(item: Mapping[str, Any]) -> Statements:
    holder = _text(item.get("copyrightholder"))
    return Statements(
        headline=_text(item.get("headline")) or _first(item.get("headlines")) or _text(item.get("title")),
        published=_text(item.get("firstcreated"))
        or _text(item.get("contentcreated"))
        or _text(item.get("versioncreated")),
        byline=_text(item.get("byline")) or _text(item.get("by")),
        publisher=_text(item.get("provider")) or holder,
        source=_first(item.get("infosources")) or _text(item.get("infosource")) or holder,
        dateline=_text(item.get("located")),
        holder=holder,
        notice=_text(item.get("copyrightnotice")) or _text(item.get("usageterms")),
    )


def _body(item: Mapping[str, Any]) -> str:
    """The item's text, marked up where it is there both ways."""
    for name in MARKED_UP:
        if text := _text(item.get(name), whole=True):
            return body_of(text)
    bodies = [body for body in _list(item.get("bodies")) if isinstance(body, dict)]
    bodies.sort(key=lambda body: (str(body.get("role", "")).lower() not in MAIN, "html" not in _type(body)))
    for body in bodies:
        if text := _text(body.get("value"), whole=True):
            return body_of(text) if "html" in _type(body) else paragraphs(text)
    text = _text(item.get("body_text"), whole=True)
    return paragraphs(text) if text else ""


def _type(body: Mapping[str, Any]) -> str:
    return str(body.get("contenttype") or body.get("contentType") or "").lower()


def _first(told: Any) -> str | None:
    """The value or name of the first of a list, the main one where roles are told."""
    rows = [row for row in _list(told) if isinstance(row, dict)]
    rows.sort(key=lambda row: str(row.get("role", "")).lower() not in MAIN)
    values = (_text(row.get("value")) or _text(row.get("name")) for row in rows)
    return next((value for value in values if value), None)


def _list(told: Any) -> list[Any]:
    return told if isinstance(told, list) else []


def _text(told: Any, *, whole: bool = False) -> str | None:
    if isinstance(told, int | float) and not isinstance(told, bool):
        return str(told)
    if not isinstance(told, str):
        return None
    told = told.encode("utf-8", "replace").decode("utf-8")  # JSON may name half a surrogate pair, which is no text
    return told if whole and told.strip() else html.unescape(" ".join(told.split())) or None
