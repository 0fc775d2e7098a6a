"""Attributions found on invented news, beside a quotation extractor and a list of verbs, in one run.

    python benchmarks/attribution.py [--misses]

The texts and what a person finds in them are ``benchmarks/attributions.txt``. Three readers see the same texts:

- ours: ``onrecord.claims.attributions``;
- textacy's ``direct_quotations``, where textacy is installed, over a spaCy document made of our own parses, so that
  no pipeline has to be downloaded and both stand on the same trees;
- a regular expression over a list of verbs of saying.

*found*: the contents share a word; *relaxed triple*: source, cue and content each share a word (or both name no
source, or no cue). Pairs are made one to one, best first. *tight* is the mean share of content words that gold and
found have in common (intersection over union) where found.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from onrecord.claims.attributions import find_attributions
from onrecord.language import parse
from onrecord.records import Article, Sentence, Span, Zone, ZoneKind

GOLD: Final = Path(__file__).parent / "attributions.txt"
WORD: Final = re.compile(r"\w+|:")
VERBS: Final = (
    "said|says|say|told|tells|added|adds|announced|announces|claimed|claims|confirmed|confirms|denied|denies|"
    "reported|reports|stated|states|argued|argues|believes|believe|warned|warns|insisted|insists|explained|explains|"
    "noted|notes|wrote|writes|admitted|admits|acknowledged|alleged|allege|replied|asked|suggested|suggests|revealed|"
    "declared|maintains|maintained|conceded|recalled|accused|promised|vowed|predicted|estimated|estimates|thinks|think"
)
NAME: Final = r"(?:(?:The|the|A|An|His|Her|Its|Their)\s)?(?:[\w'’-]+\s){0,5}?[\w'’-]+"
QUOTED: Final = r"[\"“](?P<quote>[^\"“”]+?),?[\"”]"
PATTERNS: Final = (
    re.compile(rf"{QUOTED},?\s(?P<who>{NAME})\s(?P<cue>{VERBS})\b"),
    re.compile(rf"{QUOTED},?\s(?P<cue>{VERBS})\s(?P<who>(?:[A-Z][\w'’-]*\s?)+|(?:the|a|an)\s[\w'’-]+)"),
    re.compile(r"(?P<cue>[Aa]ccording to)\s(?P<who>[^,.]+),\s(?P<quote>[^.]+)"),
    re.compile(r"(?P<quote>[^.\"“”]+?),?\s(?P<cue>according to)\s(?P<who>[^,.]+)"),
    re.compile(rf"(?P<who>[A-Z][^.,\"“”]*?)\s(?P<cue>{VERBS})\s(?:[\w\s]{{0,30}}?\b)?that\s(?P<quote>[^.]+)"),
    re.compile(rf"(?P<quote>[A-Z][^.\"“”]+),\s(?P<who>[^,.\"“”]+?)\s(?P<cue>{VERBS})\b(?=[ .,])"),
    re.compile(rf"(?P<who>[A-Z][^.,\"“”]*?)\s(?P<cue>{VERBS})\s(?P<quote>[^.\"“”]+)"),
)
"""Quoted speech before and behind its verb, "according to", "said that", ", she said" and said without "that"."""

Words = frozenset[int]


@dataclass(frozen=True)
class Triple:
    """An attribution as sets of the places where its words start."""

    kind: str
    source: Words
    cue: Words
    content: Words


@dataclass(frozen=True)
class Text:
    """One invented text: its article, its sentences, and what a person finds in it."""

    name: str
    article: Article
    sentences: tuple[Sentence, ...]
    gold: tuple[Triple, ...]


# --------------------------------------------------------------------------------------------------------------- gold


def read_gold(path: Path = GOLD) -> tuple[Text, ...]:
    """The texts with their attributions; raises ``ValueError`` naming the text where words do not stand in it."""
    blocks = re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return tuple(_text(block) for block in blocks)


def _text(block: str) -> Text:
    name, *lines = block.rstrip().split("\n")
    paragraphs = [line for line in lines if not line.startswith("-- ")]
    article = _article(name, paragraphs)
    spans = (*article.spans(ZoneKind.HEADLINE), *article.paragraphs)
    gold = tuple(_triple(article.text, name, line[3:]) for line in lines if line.startswith("-- "))
    return Text(name, article, parse(article.text, spans), gold)


def _article(name: str, paragraphs: Sequence[str]) -> Article:
    zones, at = [], 0
    words = [line.removeprefix("# ") for line in paragraphs]
    for line, own in zip(paragraphs, words, strict=True):
        kind = ZoneKind.HEADLINE if line.startswith("# ") else ZoneKind.BODY
        zones.append(Zone(kind, Span(at, at + len(own))))
        at += len(own) + 2
    return Article(name, name, "\n\n".join(words), tuple(zones))


def _triple(text: str, name: str, line: str) -> Triple:
    kind, source, cue, content = (part.strip() for part in line.split(" | "))
    held = _stretches(text, name, content, ())
    credits = _stretches(text, name, cue, held)
    who = _stretches(text, name, source, credits or held)
    return Triple(kind, *(word_starts(text, spans) for spans in (who, credits, held)))


def _stretches(text: str, name: str, cell: str, near: Sequence[Span]) -> list[Span]:
    """The stretches that a cell names, nothing for "-", parts by " / "."""
    return [] if cell == "-" else [_stretch(text, name, piece, near) for piece in cell.split(" / ")]


def _stretch(text: str, name: str, piece: str, near: Sequence[Span]) -> Span:
    """The place of "first … last"; ``#2`` names the second place of the words, else the place nearest to ``near``."""
    first, _, last = piece.partition(" … ")
    words, _, nth = first.partition("#")
    bounds = r"(?<!\w){}(?!\w)" if words != ":" else "{}"
    found = [m.start() for m in re.finditer(bounds.format(re.escape(words)), text)]
    if len(found) < int(nth or 1) or (len(found) > 1 and not (nth or near or last)):
        raise ValueError(f"{name}: {piece!r} stands {len(found)} times")
    if nth or not near:
        start = found[int(nth or 1) - 1]
    else:
        start = min(found, key=lambda at: min(_gap(Span(at, at + len(words)), span) for span in near))
    end = text.find(last, start + len(words)) + len(last) if last else start + len(words)
    if end < start + len(words):
        raise ValueError(f"{name}: {last!r} does not follow {words!r}")
    return Span(start, end)


def _gap(a: Span, b: Span) -> int:
    return max(0, b.start - a.end, a.start - b.end)


def word_starts(text: str, spans: Sequence[Span]) -> Words:
    """Where the words in these stretches start, marks left out.

    >>> sorted(word_starts('"We left," she said', [Span(0, 10)]))
    [1, 4]
    """
    return frozenset(m.start() for span in spans for m in WORD.finditer(text, span.start, span.end))


# ------------------------------------------------------------------------------------------------------------ readers


def ours(text: Text) -> list[Triple]:
    """What this program finds."""
    words = text.article.text
    return [
        Triple(a.quoting, *(word_starts(words, spans) for spans in (a.source, a.cue, a.content)))
        for a in find_attributions(text.article, text.sentences)
    ]


def by_verbs(text: Text) -> list[Triple]:
    """What the regular expression finds: each stretch by the first pattern that matches it."""
    found: list[Triple] = []
    for paragraph in (*text.article.spans(ZoneKind.HEADLINE), *text.article.paragraphs):
        taken: list[Span] = []
        for pattern in PATTERNS:
            for match in pattern.finditer(text.article.text, paragraph.start, paragraph.end):
                span = Span(*match.span())
                if not any(span.overlaps(other) for other in taken):
                    taken.append(span)
                    parts = (Span(*match.span(name)) for name in ("who", "cue", "quote"))
                    found.append(Triple("verbs", *(word_starts(text.article.text, [part]) for part in parts)))
    return found


CLEARNLP: Final = {"nsubj:pass": "nsubjpass", "csubj:pass": "csubjpass", "aux:pass": "auxpass", "obj": "dobj"}
"""The names of relations that textacy looks for, where they differ from ours."""


class Textacy:
    """textacy's extractor of direct quotations over our own parses."""

    def __init__(self) -> None:
        import spacy

        self.vocab = spacy.blank("en").vocab

    def __call__(self, text: Text) -> list[Triple]:
        """What textacy finds; of a text with a mark left open, which it refuses, what it finds by paragraph."""
        try:
            return list(self._found(text, text.sentences))
        except ValueError:
            found: list[Triple] = []
            for paragraph in text.article.paragraphs:
                inside = [s for s in text.sentences if paragraph.covers(s.span)]
                try:
                    found += self._found(text, inside)
                except ValueError:
                    continue
            return found

    def _found(self, text: Text, sentences: Sequence[Sentence]) -> Iterator[Triple]:
        from textacy.extract.triples import direct_quotations

        doc = self._doc(text.article.text, sentences)
        starts = [token.span.start for sentence in sentences for token in sentence.tokens]
        ends = [token.span.end for sentence in sentences for token in sentence.tokens]
        for speaker, cue, content in direct_quotations(doc):
            groups = ([t.i for t in speaker], [t.i for t in cue], [t.i for t in content])
            yield Triple(
                "textacy",
                *(word_starts(text.article.text, [Span(starts[i], ends[i]) for i in group]) for group in groups),
            )

    def _doc(self, text: str, sentences: Sequence[Sentence]) -> Any:
        from spacy.tokens import Doc

        tokens = [(token, n == sentence.root) for sentence in sentences for n, token in enumerate(sentence.tokens)]
        offsets = [sum(len(s.tokens) for s in sentences[:n]) for n in range(len(sentences))]
        heads = [o + t.head for o, s in zip(offsets, sentences, strict=True) for t in s.tokens]
        relations = ["ROOT" if root else CLEARNLP.get(t.relation, t.relation.partition(":")[0]) for t, root in tokens]
        return Doc(
            self.vocab,
            words=[t.text for t, _ in tokens],
            spaces=[text[t.span.end : t.span.end + 1].isspace() for t, _ in tokens],
            pos=[t.upos for t, _ in tokens],
            tags=[t.xpos for t, _ in tokens],
            lemmas=[t.lemma for t, _ in tokens],
            heads=heads,
            deps=relations,
            sent_starts=[n in offsets for n in range(len(tokens))],
        )


# ------------------------------------------------------------------------------------------------------------ scoring


def paired(gold: Sequence[Triple], found: Sequence[Triple]) -> list[tuple[Triple, Triple]]:
    """Gold and found one to one, those first that share most."""
    ranked = sorted(
        ((_likeness(g, f), n, m) for n, g in enumerate(gold) for m, f in enumerate(found) if g.content & f.content),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    pairs: list[tuple[Triple, Triple]] = []
    left, right = set(range(len(gold))), set(range(len(found)))
    for _, n, m in ranked:
        if n in left and m in right:
            left.remove(n)
            right.remove(m)
            pairs.append((gold[n], found[m]))
    return pairs


def _likeness(g: Triple, f: Triple) -> float:
    return 4 * _same(g.cue, f.cue) + 2 * _same(g.source, f.source) + overlap(g.content, f.content)


def _same(a: Words, b: Words) -> bool:
    return bool(a & b) or not (a or b)


def overlap(a: Words, b: Words) -> float:
    """Intersection over union.

    >>> overlap(frozenset({1, 2}), frozenset({2, 3, 4}))
    0.25
    """
    return len(a & b) / len(a | b) if a | b else 1.0


def relaxed(pair: tuple[Triple, Triple]) -> bool:
    """Whether source and cue agree too."""
    g, f = pair
    return _same(g.source, f.source) and _same(g.cue, f.cue)


def f1(right: int, found: int, gold: int) -> str:
    """Precision, recall and F1 in one cell."""
    p, r = right / found if found else 0.0, right / gold if gold else 0.0
    return f"{2 * p * r / (p + r) if p + r else 0.0:.2f} ({p:.2f}/{r:.2f})"


def report(texts: Sequence[Text], readers: dict[str, Any]) -> Iterator[str]:
    """The comparison as a table, and the share of each kind that is found with source and cue."""
    gold = [g for text in texts for g in text.gold]
    kinds = sorted(Counter(g.kind for g in gold).items(), key=lambda row: (-row[1], row[0]))
    words = sum(len(WORD.findall(text.article.text)) for text in texts)
    yield f"{len(texts)} texts, {words} words, {len(gold)} attributions; F1 (precision/recall)"
    yield "| reader | found | relaxed triple | tight |" + "".join(f" {kind} {n} |" for kind, n in kinds)
    yield "|---|---|---|---|" + "---|" * len(kinds)
    for name, reader in readers.items():
        read = [reader(text) for text in texts]
        pairs = [pair for text, found in zip(texts, read, strict=True) for pair in paired(text.gold, found)]
        right = [pair for pair in pairs if relaxed(pair)]
        total = sum(map(len, read))
        tight = sum(overlap(g.content, f.content) for g, f in pairs) / max(1, len(pairs))
        shares = Counter(g.kind for g, _ in right)
        cells = [f1(len(pairs), total, len(gold)), f1(len(right), total, len(gold)), f"{tight:.2f}"]
        yield f"| {name} | " + " | ".join([*cells, *(f"{shares[kind] / n:.2f}" for kind, n in kinds)]) + " |"


def misses(texts: Sequence[Text]) -> Iterator[str]:
    """What this program does not find with source and cue, and what it finds besides."""
    for text in texts:
        found = ours(text)
        pairs = [pair for pair in paired(text.gold, found) if relaxed(pair)]
        hit, used = [g for g, _ in pairs], [f for _, f in pairs]
        yield from (f"{text.name} - {_shown(text, g)}" for g in text.gold if g not in hit)
        yield from (f"{text.name} + {_shown(text, f)}" for f in found if f not in used)


def _shown(text: Text, one: Triple) -> str:
    cells = (
        [m.group() for m in WORD.finditer(text.article.text) if m.start() in part]
        for part in (one.source, one.cue, one.content)
    )
    return " | ".join([one.kind, *(" ".join(cell) for cell in cells)])


def main() -> None:
    """Print the comparison."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--misses", action="store_true", help="name what this program misses, and what it adds")
    chosen = options.parse_args()
    texts = read_gold()
    readers: dict[str, Any] = {"onrecord": ours}
    try:
        readers["textacy"] = Textacy()
        import textacy  # noqa: F401 - asked for, so that its absence is told
    except ImportError:
        sys.stderr.write("textacy is not installed: left out\n")
        readers.pop("textacy", None)
    readers["list of verbs"] = by_verbs
    lines = misses(texts) if chosen.misses else report(texts, readers)
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
