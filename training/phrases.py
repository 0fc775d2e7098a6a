"""Phrases with gold trees, put together like bricks: a part whose relation is empty heads its phrase."""

from __future__ import annotations

from dataclasses import dataclass, replace

from training.treebanks import GoldSentence, GoldWord

HEAD = ""
_CLOSE = frozenset(". , ; : ! ? ) ] ” ’s 's n't n’t % …".split())
_OPEN = frozenset("( [ “ $".split())


@dataclass(frozen=True)
class Phrase:
    """Words whose heads are numbers within the phrase (from 1), the root's own head 0."""

    words: tuple[GoldWord, ...]
    root: int

    @property
    def head(self) -> GoldWord:
        """The word that heads the phrase."""
        return self.words[self.root - 1]


Part = tuple[str, Phrase]
_UPOS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "VB": "VERB", "VBD": "VERB", "VBN": "VERB",
    "VBG": "VERB", "VBZ": "VERB", "VBP": "VERB", "MD": "AUX", "DT": "DET", "IN": "ADP", "TO": "PART", "POS": "PART",
    "PRP": "PRON", "PRP$": "PRON", "WDT": "PRON", "WP": "PRON", "JJ": "ADJ", "RB": "ADV", "CC": "CCONJ", "CD": "NUM",
    ",": "PUNCT", ".": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT", "HYPH": "PUNCT", "-LRB-": "PUNCT",
    "-RRB-": "PUNCT", "RBR": "ADV", "JJR": "ADJ", "JJS": "ADJ", "EX": "PRON",
}  # fmt: skip


def word(form: str, xpos: str, lemma: str = "", upos: str = "") -> Phrase:
    """One word as a phrase."""
    lemma = lemma or (form if xpos in ("NNP", "NNPS") else form.lower())
    return Phrase((GoldWord(form, lemma, upos or _UPOS[xpos], xpos, 0, "root", True),), 1)


def phrase(*parts: Part | None) -> Phrase:
    """Join parts in their order; each hangs from the head part by its relation, parts that are ``None`` left out."""
    given = [part for part in parts if part is not None]
    (at,) = (i for i, (relation, _) in enumerate(given) if relation == HEAD)
    root = sum(len(p.words) for _, p in given[:at]) + given[at][1].root
    words: list[GoldWord] = []
    for relation, part in given:
        base = len(words)
        for own in part.words:
            if own.head:
                words.append(replace(own, head=own.head + base))
            else:
                words.append(own if relation == HEAD else replace(own, head=root, relation=relation))
    return Phrase(tuple(words), root)


def attach(base: Phrase, relation: str, part: Phrase, before: int = 0) -> Phrase:
    """Hang a part from the phrase's head at its end, or in front of its word number ``before`` (from 1)."""
    at = before - 1 if before else len(base.words)
    size = len(part.words)

    def moved(head: int) -> int:
        return head + size if head > at else head

    root = base.root + size if base.root > at else base.root
    own = [replace(w, head=moved(w.head)) for w in base.words]
    new = [replace(w, head=w.head + at) if w.head else replace(w, head=root, relation=relation) for w in part.words]
    return Phrase((*own[:at], *new, *own[at:]), root)


def finish(whole: Phrase, capital: bool = True) -> GoldSentence:
    """A sentence as written: blanks where they belong, a capital at its start."""
    words = list(whole.words)
    for at, own in enumerate(words):
        following = words[at + 1].form if at + 1 < len(words) else ""
        straight_open = own.xpos == "``"
        straight_close = at + 1 < len(words) and words[at + 1].xpos == "''"
        hyphen = own.xpos == "HYPH" or (at + 1 < len(words) and words[at + 1].xpos == "HYPH")
        glued = following in _CLOSE or own.form in _OPEN or straight_open or straight_close or hyphen
        words[at] = replace(own, blank=not glued)
    first = next((i for i, w in enumerate(words) if w.upos != "PUNCT"), 0)
    if capital:
        form = words[first].form
        words[first] = replace(words[first], form=form[:1].upper() + form[1:])
    return tuple(words)
