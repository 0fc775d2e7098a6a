"""Bytes that declare nothing, or something wrong, and text that was broken before it came."""

from __future__ import annotations

import pytest

from onrecord.articles.decode import decode

WORDS = "Zürich – “Nothing to add,” said José Ångström, of Türkiye’s embassy. " * 3
RUSSIAN = "Министерство обороны заявило во вторник, что ни одна ракета не была передана соседям. " * 4


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (WORDS.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + WORDS.encode(), "utf-8"),
        (WORDS.encode("utf-16"), "utf-16"),
        (WORDS.encode("cp1252"), "cp1252"),
        (b'<meta charset="iso-8859-1"><p>' + WORDS.encode("cp1252"), "cp1252"),
        (b'<meta charset="utf-8"><p>' + WORDS.encode("cp1252"), "cp1252"),
        (b'<meta charset="no-such-set"><p>' + WORDS.encode("cp1252"), "cp1252"),
        (b'<meta charset="iso-8859-9"><p>' + WORDS.encode("cp1254"), "iso-8859-9"),
    ],
)
def test_text_is_decoded_whatever_it_declares(content: bytes, charset: str) -> None:
    found = decode(content)
    assert found.charset.replace("_", "-") == charset
    assert "José Ångström" in found.text


def test_cyrillic_without_a_declaration() -> None:
    assert "Министерство обороны" in decode(RUSSIAN.encode("cp1251")).text


def test_mojibake_is_mended_and_told() -> None:
    broken = WORDS.encode().decode("cp1252", errors="ignore")
    found = decode(broken.encode())
    assert found.repaired
    assert "Zürich" in found.text
    assert "José Ångström" in found.text


def test_accents_that_are_no_mojibake_stay() -> None:
    text = "São Tomé, Ærø, Åland and the château at Fère"
    assert decode(text.encode()).text == text
    assert not decode(text.encode()).repaired


def test_nul_bytes_and_controls_are_taken_out() -> None:
    found = decode(b"The port\x00 of Oslo\x07 reopened.")
    assert (found.text, found.repaired) == ("The port of Oslo reopened.", True)


def test_a_few_broken_bytes_do_not_turn_utf_8_into_something_else() -> None:
    content = (WORDS * 20).encode()
    found = decode(content[:50] + b"\xff" + content[50:])
    assert found.charset == "utf-8"
    assert found.text.count("\ufffd") == 1


@pytest.mark.parametrize("other", ["cp1252", "cp1254", "latin-1"])
@pytest.mark.parametrize("later", [True, False])
def test_a_page_that_changes_its_character_set_midway(other: str, later: bool) -> None:
    half = WORDS.encode(other, "ignore")
    text = decode(WORDS.encode() + half if later else half + WORDS.encode()).text
    assert text.count("José Ångström") == 6
    assert "\ufffd" not in text
    assert "“Nothing to add,” said José" in text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<!DOCTYPE html><p>One", True),
        ("<TABLE><TR><TD>One</TD></TR></TABLE>", True),
        ("<div>One</div>", True),
        ("One\n\nTwo < three and four > one.", False),
        ("The tag <b> means bold.", False),
        (">> 4 / Port reopens << 3", False),
    ],
)
def test_html_is_told_from_text(text: str, html: bool) -> None:
    assert decode(text.encode()).is_html is html
