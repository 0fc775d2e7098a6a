"""What a page of many quotes costs: the claims of an invented story in which everybody sells rockets.

    OMP_NUM_THREADS=1 python benchmarks/long_page.py [QUOTES]... [--profile]

Processor time of one thread for finding the claims, parsed beforehand; the least of three rounds. ``--profile`` tells
where it goes instead.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import time

from onrecord.claims import find_claims
from onrecord.language import parse
from onrecord.records import Article, Sentence, Span, Zone, ZoneKind

STATES = "Chile Peru Kenya Ghana Oman Qatar Nepal Malta".split()
GIVEN = "Jonas Ida Peter Mira Karim Lena Tomas Wanja".split()
SURNAMES = "Hale Brandt Kostic Loewe Rask Oduya Sorel Vint".split()
OFFICES = ("defence minister", "foreign ministry spokesman", "army chief", "opposition lawmaker")
HEADLINE = "Norway said to sell rockets to Denmark"


def quote(n: int) -> str:
    """A sentence with a quote, of four forms in turn."""
    state, other = STATES[n % 8], STATES[(n + 3) % 8]
    who = f"{GIVEN[n * 3 % 8]} {SURNAMES[n * 5 % 8]}, {state}'s {OFFICES[n // 4 % 4]}"
    return (
        f"“Norway sold {n + 2} rockets to {state},” said {who}.",
        f"He added: “We never sent {n + 3} missiles to {other}, and the ministry knows it.”",
        f"“They delivered {n + 1} drones,” the spokesman told reporters in {state}.",
        f"“I do not know whether our army bought the howitzers from {other},” she said.",
    )[n % 4]


def story(quotes: int) -> tuple[Article, tuple[Sentence, ...]]:
    """A story of so many quotes, three a paragraph, parsed."""
    paragraphs = [" ".join(map(quote, range(n, min(n + 3, quotes)))) for n in range(0, quotes, 3)]
    zones, at = [], 0
    for n, text in enumerate((HEADLINE, *paragraphs)):
        zones.append(Zone(ZoneKind.BODY if n else ZoneKind.HEADLINE, Span(at, at + len(text))))
        at += len(text) + 2
    article = Article("p0", "a page", "\n\n".join((HEADLINE, *paragraphs)), tuple(zones), HEADLINE)
    return article, parse(article.text, [zone.span for zone in zones])


def seconds(article: Article, sentences: tuple[Sentence, ...]) -> float:
    """The least of three rounds."""
    taken = []
    for _ in range(3):
        begun = time.thread_time()
        find_claims(article, sentences)
        taken.append(time.thread_time() - begun)
    return min(taken)


def main() -> None:
    """Measure, or profile, each size that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("quotes", type=int, nargs="*", default=[150, 600])
    parser.add_argument("--profile", action="store_true")
    wanted = parser.parse_args()
    find_claims(*story(6))  # what is loaded once
    for quotes in wanted.quotes:
        article, sentences = story(quotes)
        if wanted.profile:
            with cProfile.Profile() as profile:
                find_claims(article, sentences)
            pstats.Stats(profile).sort_stats("tottime").print_stats(30)
        else:
            sys.stdout.write(f"{quotes:>6,} quotes: {seconds(article, sentences):.2f} s\n")


if __name__ == "__main__":
    main()
