"""What the screen lets through, and what it loses, on annotated stories and on text that has nothing to do with arms.

    python benchmarks/screen.py [--stories FOLDER]... [--background TREEBANK.conllu.gz]... [--reach N] [--claims]

``--stories`` is a folder of annotated stories (``stories`` of this project where none is named), ``--background`` a
treebank whose documents serve as unrelated pages. ``--claims`` reads the stories twice, as they are and with only the
sentences that pass, and says how many claims change. Figures only; of what is lost the story is named.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from onrecord.claims import find_claims
from onrecord.language import parse, split_sentences
from onrecord.language.screen import REACH, screen
from onrecord.records import Article, Claim, Sentence, Span, Zone, ZoneKind

ROOT: Final = Path(__file__).parents[1]


@dataclass(frozen=True)
class Page:
    """A text with its stretches and, where it is annotated, the stretches that carry each claim."""

    name: str
    article: Article
    claims: tuple[tuple[Span, ...], ...] = ()

    @property
    def sentences(self) -> tuple[Span, ...]:
        """Headline and body, sentence by sentence."""
        stretches = (*self.article.spans(ZoneKind.HEADLINE), *self.article.paragraphs)
        return tuple(s for stretch in stretches for s in split_sentences(self.article.text, stretch))


def stories(folder: Path) -> Iterator[Page]:
    """The annotated stories of a folder."""
    for file in sorted(folder.glob("*/gold.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        article = _article(file.parent.name, gold["title"] or "", gold["body"].split("\n\n"))
        held = tuple(_places(article.text, claim["evidence"]) for claim in gold["claims"])
        yield Page(file.parent.name, article, held)


def documents(treebank: Path) -> Iterator[Page]:
    """The documents of a treebank."""
    sys.path.insert(0, str(ROOT))
    from training.treebanks import read_treebank

    found: dict[str, list[str]] = {}
    for paragraph in read_treebank(treebank):
        found.setdefault(paragraph.document, []).append(paragraph.text)
    for name, paragraphs in found.items():
        yield Page(name, _article(name, "", paragraphs))


def _article(name: str, title: str, paragraphs: Sequence[str]) -> Article:
    zones, at = [], 0
    parts = [*([title] if title else []), *paragraphs]
    for n, part in enumerate(parts):
        kind = ZoneKind.HEADLINE if title and n == 0 else ZoneKind.BODY
        zones.append(Zone(kind, Span(at, at + len(part))))
        at += len(part) + 2
    return Article(name, name, "\n\n".join(parts), tuple(zones), title or None)


def _places(text: str, evidence: Sequence[str]) -> tuple[Span, ...]:
    return tuple(Span(text.find(words), text.find(words) + len(words)) for words in evidence if words in text)


def let_through(name: str, pages: Sequence[Page], reach: int) -> str:
    """A line of figures: sentences and pages that pass, claims lost, time."""
    began = time.process_time()
    passed = [(page, page.sentences, screen(page.article.text, page.sentences, reach)) for page in pages]
    spent = time.process_time() - began
    total = sum(len(sentences) for _, sentences, _ in passed)
    through = sum(sum(signs) for _, _, signs in passed)
    lost = [page.name for page, sentences, signs in passed for claim in page.claims if _lost(claim, sentences, signs)]
    claims = sum(len(page.claims) for page in pages)
    some = sum(any(signs) for _, _, signs in passed)
    named = f" ({', '.join(sorted(set(lost)))})" if lost else ""
    return (
        f"{name}: {len(pages)} pages, {some / len(pages):.0%} pass; {total} sentences, {through / total:.1%} pass; "
        f"{claims} claims, {len(lost)} lost{named}; {1000 * spent / len(pages):.1f} ms a page"
    )


def _lost(claim: Sequence[Span], sentences: Sequence[Span], signs: Sequence[bool]) -> bool:
    within = [sign for span, sign in zip(sentences, signs, strict=True) if any(span.overlaps(e) for e in claim)]
    return bool(within) and not any(within)


def read_twice(pages: Sequence[Page], reach: int) -> str:
    """What becomes of the claims where only the sentences that pass are read."""
    whole, screened, same = 0, 0, 0
    for page in pages:
        text = page.article.text
        passing = [s for s, sign in zip(page.sentences, screen(text, page.sentences, reach), strict=True) if sign]
        sentences = parse(text, (*page.article.spans(ZoneKind.HEADLINE), *page.article.paragraphs))
        kept = tuple(s for s in sentences if any(s.span.overlaps(span) for span in passing))
        before, after = _signs(page.article, sentences), _signs(page.article, kept)
        whole, screened, same = whole + len(before), screened + len(after), same + len(before & after)
    return f"claims read: {whole} of all sentences, {screened} of those that pass, {same} the same in both"


def _signs(article: Article, sentences: tuple[Sentence, ...]) -> frozenset[tuple[object, ...]]:
    return frozenset(_sign(claim) for claim in find_claims(article, sentences).claims)


def _sign(claim: Claim) -> tuple[object, ...]:
    return (claim.position, claim.holder.country, claim.holder.sector, tuple(e.span for e in claim.evidence))


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--stories", type=Path, action="append")
    options.add_argument("--background", type=Path, action="append", default=[])
    options.add_argument("--reach", type=int, default=REACH, help="how far a firm sign vouches, in sentences")
    options.add_argument("--claims", action="store_true")
    chosen = options.parse_args()
    for folder in chosen.stories or [ROOT / "stories"]:
        pages = list(stories(folder))
        sys.stdout.write(let_through(folder.name, pages, chosen.reach) + "\n")
        if chosen.claims:
            sys.stdout.write(read_twice(pages, chosen.reach) + "\n")
    for treebank in chosen.background:
        sys.stdout.write(let_through(treebank.name.partition(".")[0], list(documents(treebank)), chosen.reach) + "\n")


if __name__ == "__main__":
    main()
