"""Whose page it is: banners cut and spelled, letterheads, and banners below the headline."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from onrecord.articles import read_article
from onrecord.articles.names import publisher_name, spelled
from onrecord.intake import page_of_bytes
from onrecord.lexicon.layout import banner_words
from onrecord.lexicon.tables import read_table
from onrecord.records import Article

RECEIVED = datetime(2026, 10, 1, tzinfo=UTC)
STORY = (
    "Malta asked Greece on Monday what had become of forty crates of mortar bombs that were unloaded in Piraeus.\n\n"
    "The shipping line denied any part in the affair, and its director told reporters that tiles were in them.\n\n"
    "Athens said nothing to that, nor did the harbour master, who was at sea when the crates were brought ashore."
)
TITLE = "Malta asks where forty crates of mortar bombs went"
BANNERS = (
    ("RADIO ATOLL 98.9, MAJURO", "Radio Atoll"),
    ("GOZO WEEKLY, English edition", "Gozo Weekly"),
    ("GOZO WEEKLY in English", "Gozo Weekly"),
    ("Gozo Weekly in English", "Gozo Weekly in English"),
    ('NEWS AGENCY "GOZO-INFORM"', "Gozo-Inform"),
    ("AGENCY GOZO-PRESS", "Gozo-Press"),
    ("NEWSROOM OF THE GOZO COUNCIL", "Gozo Council"),
    ("COURT OF APPEAL OF THE HAGUE", "Court of Appeal of The Hague"),
    ("FOLHA DO GOZO", "Folha do Gozo"),
    ("NRK GOZO", "NRK Gozo"),
    ("FRANCE 24", "France 24"),
    ("CHANNEL 24", "Channel 24"),
    ("THE MORNING BULLETIN", "The Morning Bulletin"),
)
HEADS = (
    (f"{TITLE}\n\nGozo Weekly\nNovember 21, 2024\n\n{STORY}\n\nCopyright 2024 Gozo Weekly.", "Gozo Weekly"),
    (f"{TITLE}\n\nBy our correspondents | Gozo News Desk\n\n{STORY}\n\n(c) Gozo News Desk 2025", "Gozo News Desk"),
    (f"{TITLE}\n\nGOZO HERALD, Valletta, Jan. 23\n\n{STORY}\n\n(c) Gozo Herald. All rights reserved.", "Gozo Herald"),
    (f"ISLAND DESK, GOZO PRESS\n\n{TITLE}\n\n{STORY}\n\n(c) Gozo Press", "Gozo Press"),
    (f"REPUBLIC OF MALTA\nMINISTRY OF TILES\n\n{TITLE}\n\n{STORY}", "Ministry of Tiles"),
    (f"UNITED NATIONS\nPanel of Experts on Tiles\n\n{TITLE}\n\n{STORY}", "Panel of Experts on Tiles"),
    (f"U.S. Attorney's Office\nDistrict of Guam\n\n{TITLE}\n\n{STORY}", "U.S. Attorney's Office, District of Guam"),
    (
        f"UNITED STATES DISTRICT COURT\nDISTRICT OF GUAM\n\n{TITLE}\n\n{STORY}",
        "United States District Court for the District of Guam",
    ),
    (f"UNITED STATES DISTRICT COURT\n\n{TITLE}\n\n{STORY}\n\nGozo Docket | Free to read", "Gozo Docket"),
)


def read(text: str) -> Article:
    return read_article(page_of_bytes("page.txt", text.encode(), RECEIVED))


@pytest.mark.parametrize(("printed", "name"), BANNERS)
def test_a_banner_is_cut_to_the_name_and_spelled(printed: str, name: str) -> None:
    assert publisher_name(printed) == name


@pytest.mark.parametrize(("page", "publisher"), HEADS)
def test_the_head_of_a_page_tells_its_publisher_and_its_headline(page: str, publisher: str) -> None:
    article = read(page)
    assert (article.publisher, article.title) == (publisher, TITLE)


def test_running_text_tells_how_a_name_is_written() -> None:
    page = "The island's busiest port, so MaltaVia and the union SEMAN told the harbour court on Monday."
    assert spelled("MALTAVIA SEMAN REVIEW", page) == "MaltaVia SEMAN Review"


def test_every_banner_word_keeps_its_letters_in_its_example() -> None:
    rows = list(read_table("banner_words"))
    assert len(rows) == len(banner_words())
    for row in rows:
        assert row["word"] in spelled(row["example"], "").split()


@pytest.mark.parametrize(
    ("foot", "published"),
    [("(c) Gozo Weekly 2023", "2023-11-19"), ("(c) Gozo Weekly 1999-2024", "2024-11-19"), ("", "2025-11-19")],
)
def test_a_notice_tells_the_year_of_a_dateline(foot: str, published: str) -> None:
    article = read(f"GOZO WEEKLY\n\n{TITLE}\n\nVALLETTA, Nov 19 (Gozo) - {STORY.replace(' on Monday', '')}\n\n{foot}")
    assert article.published is not None
    assert article.published.day.isoformat() == published


@pytest.mark.parametrize(
    ("head", "foot", "published"),
    [
        ("GOZO WEEKLY", "Gozo Weekly, 2 August 2025. May be quoted with a link.", "2025-08-02"),
        ("GOZO MONTHLY\nNo. 2, February 2024", "", "2024-02-01"),
    ],
)
def test_a_foot_or_an_issue_dates_a_page_without_another_date(head: str, foot: str, published: str) -> None:
    article = read(f"{head}\n\n{TITLE}\n\n{STORY}\n\n{foot}")
    assert article.published is not None
    assert article.published.day.isoformat() == published
