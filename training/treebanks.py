"""CoNLL-U files → paragraphs of sentences of gold words."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class GoldWord:
    """A syntactic word as annotated; ``head`` counts from 1 within the sentence, 0 is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    relation: str
    blank: bool
    """Whether a blank follows."""


GoldSentence = tuple[GoldWord, ...]


@dataclass
class Paragraph:
    """Sentences that stand together in a document."""

    document: str
    sentences: list[GoldSentence] = field(default_factory=list)

    @property
    def words(self) -> list[GoldWord]:
        """All words of the paragraph."""
        return [word for sentence in self.sentences for word in sentence]

    @property
    def text(self) -> str:
        """The paragraph as running text."""
        parts = (word.form.replace(" ", "\u00a0") + (" " if word.blank else "") for word in self.words)
        return "".join(parts).rstrip(" ")


def read_treebank(path: Path) -> list[Paragraph]:
    """All paragraphs of a ``.conllu`` or ``.conllu.gz`` file, in order."""
    document, fresh, paragraphs, rows = "", True, [], []
    for line in _lines(path):
        if line.startswith("# newdoc"):
            document, fresh = line.split("=", 1)[-1].strip(), True
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            fresh = True
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            if fresh:
                paragraphs.append(Paragraph(document))
                fresh = False
            paragraphs[-1].sentences.append(_sentence(rows))
            rows = []
    return paragraphs


def _lines(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")
    yield ""


def _sentence(rows: Sequence[Sequence[str]]) -> GoldSentence:
    """The words of a sentence; those of a multi-word token are written without blanks between them."""
    blanks: dict[int, bool] = {}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            blanks.update(dict.fromkeys(range(first, last), False))
            blanks[last] = "SpaceAfter=No" not in row[9]
    return tuple(
        GoldWord(
            row[1],
            row[2],
            row[3],
            row[4] if row[4] != "_" else row[3],
            int(row[6]),
            row[7],
            blanks.get(int(row[0]), "SpaceAfter=No" not in row[9]),
        )
        for row in rows
        if row[0].isdigit()
    )
