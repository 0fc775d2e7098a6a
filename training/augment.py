"""Wire English of our own making, with gold trees: the ways in which news says who says what.

The treebanks hold little of it. Every sentence is made of the phrases below; names of persons and outlets are invented.
Relations follow the treebanks: a clause before its verb of speech is its ``ccomp``, a verb of speech within the clause
is a ``parataxis``, a title before a name ``nmod:desc``, "according to" a ``case``.
"""

from __future__ import annotations

import random
from dataclasses import replace

from training.nouns import STOP
from training.phrases import Phrase, attach, finish
from training.speech import Speech
from training.treebanks import GoldSentence, Paragraph


class Writer(Speech):
    """Makes whole sentences of all kinds."""

    def sentence(self) -> GoldSentence:
        """One sentence of one of the kinds."""
        self.curly = self.odds(0.5)
        makers = (
            self.ahead, self.ahead, self.behind, self.behind, self.behind, self.between, self.between, self.according,
            self.as_said, self.denial, self.promise, self.believed, self.accusation, self.nominal_subject,
            self.condemned, self.headline, self.content, self.left_open, self.related, self.unclosed,
        )  # fmt: skip
        maker = self.chance.choice(makers)
        whole = maker()
        if maker == self.headline:
            return finish(whole)
        if whole.words[-1].form == ",":  # an apposition that ends the sentence needs no comma after it
            whole = _without_last(whole)
        if self.odds(0.06):
            return finish(self.dateline(attach(_capital(whole), "punct", STOP)))
        return _with_articles(finish(attach(whole, "punct", STOP)))


def _with_articles(sentence: GoldSentence) -> GoldSentence:
    """ "an" before a vowel."""
    words = list(sentence)
    for at, own in enumerate(words[:-1]):
        if own.form in ("a", "A") and own.upos == "DET" and words[at + 1].form[0].lower() in "aeio":
            words[at] = replace(own, form=own.form + "n")
    return tuple(words)


def _capital(whole: Phrase) -> Phrase:
    return Phrase(finish(whole), whole.root)


def _without_last(whole: Phrase) -> Phrase:
    return Phrase(whole.words[:-1], whole.root)


def write(sentences: int, seed: int) -> list[Paragraph]:
    """So many sentences, in paragraphs of one to three."""
    chance = random.Random(seed)  # noqa: S311 - chance is wanted, secrecy is not
    writer = Writer(chance)
    paragraphs: list[Paragraph] = []
    made = 0
    while made < sentences:
        own = [writer.sentence() for _ in range(chance.choice((1, 1, 2, 3)))]
        made += len(own)
        paragraphs.append(Paragraph(f"own-{seed}", own))
    return paragraphs
