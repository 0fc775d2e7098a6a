"""A person's ways through the desk in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def tab(browser: Browser, served: str) -> Iterator[Page]:
    """A fresh tab that refuses, and remembers, every request to anywhere but the desk."""
    context = browser.new_context(base_url=served)
    page = context.new_page()
    strangers: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(served) else strangers.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert strangers == []
    assert complaints == []


def test_from_the_register_to_the_words_of_a_denial(tab: Page) -> None:
    tab.goto("/register")
    tab.get_by_label("Status").select_option("disputed")
    tab.get_by_role("button", name="Show").click()
    expect(tab.get_by_role("status")).to_contain_text("2 of 12")
    tab.get_by_role("link", name="China to Iran").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("China → Iran, air-defence systems (HQ-9B)")
    line = tab.get_by_role("row").filter(has_text="China, government")
    line.get_by_role("link", name="denies").first.click()
    words = tab.locator("li:target")
    expect(words).to_contain_text("denies")
    expect(words).to_be_in_viewport()


def test_a_chain_of_three_is_read_from_the_outside_in(tab: Page) -> None:
    tab.goto("/stories/beijing-fiction")
    chain = tab.get_by_text("American intelligence officials").first.locator("xpath=ancestor::p")
    expect(chain).to_have_text(
        "The newspaper, Al Marsad, citing Gulf diplomats, citing American intelligence officials asserts"
    )


def test_the_desk_is_worked_by_keyboard(tab: Page) -> None:
    tab.goto("/")
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("link", name="Skip to the page")).to_be_focused()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("link", name="See the register")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab).to_have_title("Register · onrecord")


@pytest.mark.parametrize("width", [360, 820, 1600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_its_window(tab: Page, dossiers: dict[str, str], width: int, scheme: str) -> None:
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.set_viewport_size({"width": width, "height": 800})
    for address in ("/", "/register", f"/dossiers/{dossiers['kampala-gunships']}", "/stories/equator-admission"):
        tab.goto(address)
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
