"""Pictures of the desk's pages for the docs, light and dark, of the bundled pages as a careful person reads them.

    python -m tests.desk.pictures   take every picture anew (`make pictures`)

They are no part of a test run: a picture differs by a pixel from one machine to the next.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from onrecord import flow
from onrecord.shelf import open_shelf

from .conftest import QUIET, expected_pages, find_chromium, serving

FOLDER: Final = Path(__file__).parents[2] / "docs" / "desk"
SIZE: Final = {"width": 1000, "height": 620}
SCHEMES: Final = ("light", "dark")

PAGES: Final = {
    "front": "/",
    "register": "/register?q=helicopters",
    "dossier": "/dossiers/{gunships}",
    "earlier": "/dossiers/{gunships}?as_of=2025-06-10",
    "report": "/dossiers/{gunships}/report",
    "story": "/stories/kampala-gunships",
    "actor": "/actors/UGA",
    "goods": "/goods/uav",
    "flows": "/flows",
    "review": "/review",
}
"""Every picture by its name, with the address of its page."""


def take_pictures(browser: Browser, address: str, gunships: str) -> None:
    """Take every picture of the desk at an address."""
    FOLDER.mkdir(exist_ok=True)
    for scheme in SCHEMES:
        context = browser.new_context(base_url=address, viewport=SIZE, color_scheme=scheme)  # type: ignore[arg-type]
        tab = context.new_page()
        for name, path in PAGES.items():
            tab.goto(path.format(gunships=gunships))
            tab.screenshot(path=FOLDER / f"{name}-{scheme}.png")
        context.close()


def main() -> None:
    """Take the pictures of a desk on the bundled pages."""
    with tempfile.TemporaryDirectory() as folder:
        shelf = expected_pages(Path(folder) / "register.sqlite")
        with open_shelf(shelf) as opened:
            dossiers = flow.load_register(opened).dossiers
        gunships = next(dossier.id for dossier in dossiers if dossier.members[0].story == "kampala-gunships")
        with serving(shelf) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*QUIET, "--disable-lcd-text"])
            take_pictures(browser, address, gunships)
            browser.close()


if __name__ == "__main__":
    main()
