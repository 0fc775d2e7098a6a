"""One story in every form in goes through to the same claims; a paper's evidence tells its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import flow
from onrecord.articles import NoArticle, read_article
from onrecord.articles.forms import paper, pdf_rows
from onrecord.articles.forms.newsml import open_newsml
from onrecord.articles.forms.paper import open_paper
from onrecord.intake import find_pages
from onrecord.records import Article, Page, Passed, Reading, Standing

from . import made

FORMS = {
    "story.html": made.html(),
    "crawl.warc": made.record(made.answer(made.html())),
    "crawl.warc.gz": made.packed(made.record(made.answer(made.html()))),
    "capture.wacz": made.wacz({"archive/data.warc.gz": made.packed(made.record(made.answer(made.html())))}),
    "letter.eml": made.letter(),
    "plain.eml": made.letter(as_html=False),
    "letters.mbox": made.mailbox(made.letter()),
    "item.json": made.ninjs(),
    "item.xml": made.newsml(),
    "sheet.csv": made.sheet(made.row()),
    "paper.pdf": made.paper((made.HEADLINE, "Belgrade, 4 March 2025", *made.PARAGRAPHS[:2]), made.PARAGRAPHS[2:]),
}
TOLD = [
    ("a retired Serbian general", "asserts"),
    ("The Serbian defence ministry", "denies"),
    ("spokeswoman Mira Kostic", "denies"),
    ("Armenia's foreign ministry", "noncommittal"),
]


@pytest.mark.parametrize("name", FORMS)
def test_the_story_makes_the_same_claims_in_every_form(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FORMS[name])
    [reading] = flow.read(tmp_path)
    assert isinstance(reading, Reading), reading
    assert [(claim.holder.text, claim.position.value) for claim in reading.claims] == TOLD
    assert reading.article.title == made.HEADLINE
    assert reading.article.published is not None
    assert reading.article.published.day.isoformat() == "2025-03-04"


def article_of(content: bytes, tmp_path: Path, name: str = "page") -> Article:
    path = tmp_path / name
    path.write_bytes(content)
    [page] = find_pages([path])
    assert isinstance(page, Page), page
    return read_article(page)


def test_the_evidence_of_a_paper_tells_its_page(tmp_path: Path) -> None:
    pages = (made.HEADLINE, *made.PARAGRAPHS[:1]), (), made.PARAGRAPHS[1:]
    article = article_of(made.paper(*pages, head="ANNEX TO THE REPORT"), tmp_path)
    told = {article.folio(span): article.quote(span).text for span in article.paragraphs}
    assert [folio.number for folio in article.folios] == [1, 3]
    assert told[1].startswith("Serbia sold")
    assert told[3].startswith("Armenia's foreign ministry")
    assert article.text[article.folios[1].start :].startswith("The Serbian defence ministry")


def test_running_heads_and_page_numbers_do_not_part_a_sentence() -> None:
    halves = (
        "The general said that the self-propelled howitzers which had come by ship in March had been",
        "seen on a quay.",
    )
    pages = (*made.PARAGRAPHS, halves[0]), (halves[1], *made.PARAGRAPHS), ("The end of it.",)
    text = open_paper(made.paper(*pages, head="NOTE 7")).decoded.text
    assert "had been seen\ue0f0 on a quay." in text
    assert text.count("NOTE 7") == 1


def test_a_word_broken_at_the_end_of_a_line_is_mended() -> None:
    words = "The crates held surface-to-air mis- siles and anti-aircraft guns, and more anti- aircraft guns."
    text = open_paper(made.paper((words.replace("- ", "-\n"), *made.PARAGRAPHS))).decoded.text
    assert "missiles" in text or "mis- siles" in text  # the wrap decides where the line ends
    assert "antiaircraft" not in text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (made.paper(made.PARAGRAPHS, encrypt=True), "the PDF is encrypted"),
        (made.paper(()), "the PDF has no text layer"),
        (made.paper(made.PARAGRAPHS)[:300], "the PDF is damaged"),
        (b"%PDF-1.7\nand nothing more", "the PDF is damaged"),
        (made.ninjs(body_xhtml=None), "the item has no text"),
        (made.ninjs(pubstatus="postponed"), "the item's status is none of IPTC's: 'postponed'"),
        (made.newsml(paragraphs=()), "the item has no text of its own"),
        (
            made.newsml(catalog='<catalogRef href="https://wire.example/catalog.xml"/>'),
            "in a scheme that no known catalog names (catalogs: https://wire.example/catalog.xml)",
        ),
        (made.newsml(status='<pubStatus qcode="stat:frozen"/>'), "the item's status is none of IPTC's"),
        (b"From: a@b.example\nMessage-ID: <1@b>\nSubject: Nothing\n\n", "the letter has no text"),
    ],
)
def test_what_cannot_be_opened_is_named_with_its_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(NoArticle) as refusal:
        article_of(content, tmp_path)
    assert str(refusal.value).startswith(str(tmp_path / "page"))
    assert reason in str(refusal.value)


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("import os; os.kill(os.getpid(), 11)", "its reader broke off"),
        ("import os; os.kill(os.getpid(), 9)", "more time or memory than any document"),
        ("raise SystemExit('out of tune')", "its reader broke off (out of tune)"),
        ("import time; time.sleep(9)", "more time or memory than any document"),
    ],
)
def test_a_paper_that_breaks_its_reader_breaks_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, reason: str
) -> None:
    reader = tmp_path / "reader.py"
    reader.write_text(script)
    monkeypatch.setattr(pdf_rows, "__file__", str(reader))
    monkeypatch.setattr(paper, "LONGEST_S", 3)
    with pytest.raises(NoArticle) as refusal:
        article_of(made.paper(made.PARAGRAPHS), tmp_path)
    assert reason in str(refusal.value)


def test_an_inline_catalog_and_a_missing_status_need_no_catalog_of_iptc(tmp_path: Path) -> None:
    own = '<catalog><scheme alias="stat" uri="http://cv.iptc.org/newscodes/pubstatusg2/"/></catalog>'
    for item in (made.newsml(catalog=own), made.newsml(catalog="", status="")):
        version = article_of(item, tmp_path).version
        assert version is not None
        assert version.standing is Standing.USABLE


def test_entities_of_a_hostile_item_are_not_expanded(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = made.newsml().replace(
        b"<newsItem", f'<!DOCTYPE newsItem [<!ENTITY l0 "ha">{laughs}]>\n<newsItem'.encode(), 1
    )
    bomb = bomb.replace(b"<p>Serbia", b"<p>&l9; Serbia")
    (tmp_path / "bomb.xml").write_bytes(bomb)
    [passed] = find_pages([tmp_path / "bomb.xml"])
    assert isinstance(passed, Passed)
    assert "entity amplification" in passed.reason
    assert "ha Serbia" not in open_newsml(bomb.replace(b"&l9;", b"&l0;")).decoded.text


@pytest.mark.parametrize(
    ("content", "standing", "note"),
    [
        (
            made.ninjs(pubstatus="canceled", version="2", ednote="Kill: the source retracts"),
            Standing.CANCELED,
            "Kill: the",
        ),
        (made.ninjs(pubstatus="withheld", body_xhtml=None), Standing.WITHHELD, ""),
        (
            made.newsml(version=2, status='<pubStatus qcode="stat:canceled"/>', more="<edNote>Withdrawn.</edNote>"),
            Standing.CANCELED,
            "Withdrawn.",
        ),
    ],
)
def test_what_its_publisher_withdrew_claims_nothing(
    tmp_path: Path, content: bytes, standing: Standing, note: str
) -> None:
    (tmp_path / "item").write_bytes(content)
    [reading] = flow.read(tmp_path / "item")
    assert isinstance(reading, Reading), reading
    assert reading.article.version is not None
    assert reading.article.version.standing is standing
    assert reading.article.version.note.startswith(note)
    assert (reading.events, reading.claims, reading.acts) == ((), (), ())
    assert reading.article.title == made.HEADLINE


def test_a_correction_says_so(tmp_path: Path) -> None:
    version = article_of(made.newsml(version=2, more='<signal qcode="sig:correction"/>'), tmp_path).version
    assert version is not None
    assert (version.number, version.note) == ("2", "correction")
