"""Pictures of the desk's pages for the docs, light and dark, of the bundled pages as a careful person reads them.

    python -m tests.desk.pictures   take every picture anew (`make pictures`)

They are no part of a test run: a picture differs by a pixel from one machine to the next.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from onrecord import flow
from onrecord.examples import example_pages, expected_readings
from onrecord.faces.doors import open_book
from onrecord.faces.house import open_house
from onrecord.faces.watches.keeping import asked_from, keep_watch
from onrecord.intake import page_of_bytes
from onrecord.records import Reading, Span, Zone, ZoneKind
from onrecord.shelf import open_shelf

from .conftest import QUIET, RECEIVED, find_chromium, serving

FOLDER: Final = Path(__file__).parents[2] / "docs" / "desk"
SIZE: Final = {"width": 1280, "height": 860}
PHONE: Final = {"width": 390, "height": 760}
SCHEMES: Final = ("light", "dark")

PAGES: Final = {
    "front": "/",
    "register": "/register?q=helicopters",
    "dossier": "/dossiers/{gunships}",
    "earlier": "/dossiers/{gunships}?as_of=2025-06-10",
    "report": "/dossiers/{gunships}/report",
    "story": "/stories/equator-admission",
    "actor": "/actors/UGA",
    "goods": "/goods/uav",
    "flows": "/flows",
    "review": "/review",
    "watches": "/watches?status=disputed",
}
"""Every picture by its name, with the address of its page."""

ON_A_PHONE: Final = ("register", "dossier")

WHOLE: Final = {"dossier": 2100, "report": 1500}
"""Pictures that show more of a page than a window does, no more than so many points of it."""

KEYS: Final = {"review": "c"}
"""The keys that are pressed on a page before its picture is taken."""


def take_pictures(browser: Browser, address: str, names: Mapping[str, str]) -> None:
    """Take every picture of the desk at an address."""
    FOLDER.mkdir(exist_ok=True)
    for scheme in SCHEMES:
        for size, kinds, tail in ((SIZE, tuple(PAGES), ""), (PHONE, ON_A_PHONE, "-phone")):
            context = browser.new_context(
                base_url=address,
                viewport=size,  # type: ignore[arg-type]
                color_scheme=scheme,
                locale="en-GB",
            )
            tab = context.new_page()
            for name in kinds:
                tab.goto(PAGES[name].format_map(names))
                if name in KEYS:
                    tab.keyboard.press(KEYS[name])
                high = WHOLE.get(name, size["height"]) if not tail else size["height"]
                tab.set_viewport_size({"width": size["width"], "height": high})
                tab.screenshot(path=FOLDER / f"{name}{tail}-{scheme}.png")
                tab.set_viewport_size(size)  # type: ignore[arg-type]
            context.close()


def with_notices(reading: Reading, page: Path) -> Reading:
    """A reading with the rights notices that stand on its page, behind its text."""
    (read,) = flow.read(page)
    if not isinstance(read, Reading):
        return reading
    text, zones = reading.article.text, list(reading.article.zones)
    for zone in read.article.zones:
        if zone.kind is ZoneKind.RIGHTS or zone in read.article.zones[-3:]:
            notice = read.article.text[zone.span.start : zone.span.end]
            zones.append(Zone(zone.kind, Span(len(text) + 1, len(text) + 1 + len(notice))))
            text += f"\n{notice}"
    return replace(reading, article=replace(reading.article, text=text, zones=tuple(zones)))


def prepare(shelf: Path) -> dict[str, str]:
    """Put the bundled pages on a shelf, keep a watch, and name what the pictures show."""
    with open_shelf(shelf, create=True) as opened:
        for page, reading in zip(example_pages(), expected_readings(), strict=True):
            kept = page_of_bytes(str(page), page.read_bytes(), RECEIVED)
            opened.keep(kept, with_notices(reading, page))
        register = flow.load_register(opened)
    book = open_book(str(shelf), create=True)
    if book is None:
        raise RuntimeError("no book of watches could be opened")
    keep_watch(book, "Ida Brandt", "Disputed transfers", asked_from("/register?status=disputed"))
    return {"gunships": next(one.id for one in register.dossiers if one.supplier == ("UGA",))}


def main() -> None:
    """Take the pictures of a desk on the bundled pages."""
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder) / "register.sqlite"
        names = prepare(shelf)
        with serving(shelf, open_house(str(shelf), sign_in=False)) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*QUIET, "--disable-lcd-text"])
            take_pictures(browser, address, names)
            browser.close()


if __name__ == "__main__":
    main()
