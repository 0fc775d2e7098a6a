"""Telling the language: English from others, short and mixed text, bad input."""

from __future__ import annotations

import pytest

from onrecord.language import tell_language

TEXTS = {
    "The ministry denied on Monday that any of its missiles had been sold to the militia.": "en",
    "Tank sale halted, says army chief": "en",
    "IRAN DENIES SENDING MISSILES TO RUSSIA": "en",
    "Das Ministerium bestritt am Montag, dass Raketen an die Miliz verkauft worden seien.": "de",
    "Le ministère a démenti lundi que des missiles aient été vendus à la milice.": "fr",
    "Министерство в понедельник отрицало, что ракеты были проданы боевикам.": "ru",
    "Міністерство в понеділок заперечило, що ракети були продані бойовикам.": "uk",
    "نفت الوزارة يوم الاثنين بيع أي صواريخ إلى الميليشيا.": "ar",
    "外交部周一否认向民兵组织出售任何导弹。": "zh",
    "": "und",
    "12:30 — 4/5": "und",
    "🚀🚀🚀 \x00\x01": "und",
    "Kyiv": "und",
}


@pytest.mark.parametrize("text", TEXTS)
def test_languages(text: str) -> None:
    assert tell_language(text) == TEXTS[text]


def test_english_with_a_foreign_quotation_stays_english() -> None:
    text = (
        "The minister told reporters in Paris that the contract was dead. «C'est fini», he said, and left the room. "
        "Officials in Berlin declined to comment on the delivery, which had been planned for the summer."
    )
    assert tell_language(text) == "en"


def test_a_foreign_page_with_an_english_headline_is_not_english() -> None:
    text = (
        "Breaking news. Das Ministerium bestritt am Montag, dass Raketen an die Miliz verkauft worden seien. "
        "Der Sprecher sagte, man habe nie geliefert, und werde auch in Zukunft nicht liefern."
    )
    assert tell_language(text) == "de"
