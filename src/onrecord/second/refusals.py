"""Why a part of an answer is not taken: one reason a refusal, so that they can be counted."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """What is wrong with an event, a claim or an act that a model answered."""

    SHAPE = "not of the contract's shape"
    TYPE = "a type of event outside the contract"
    ROLE = "a role that the event's type does not have"
    STAGE = "a stage that the event's type does not have"
    PARTY = "a party's code outside the contract"
    CLASS = "a class of goods outside the contract"
    GOODS = "goods that the page does not name in these words"
    DESIGNATION = "a named type that is not in the page"
    QUANTITY = "a quantity that is no number of goods"
    NAME = "an event's id that is given twice"
    EVENT = "about an event that is not there or was refused"
    POSITION = "a position outside the contract"
    ACT = "a kind of act outside the contract"
    HOLDER = "a holder or source that the page does not name in these words"
    COUNTRY = "a country's code outside the contract"
    SECTOR = "a sector outside the contract"
    NO_WORDS = "no words of evidence, or too few to carry anything"
    WORDS = "words of evidence that are not in the page"
    TWICE = "said twice"


class Refused(ValueError):  # noqa: N818 - named for what became of it
    """A part of an answer that is not taken, with the words that are wrong."""

    def __init__(self, why: Refusal, words: object = "") -> None:
        super().__init__(why.value)
        self.why = why
        self.words = str(words)[:200]
