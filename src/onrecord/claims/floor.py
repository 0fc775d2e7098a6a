"""Who has the floor: everybody met so far, and whom a pronoun, a bare role or a passage therefore means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.claims.tree import SUBJECTS, Tree
from onrecord.lexicon.actors import NameKind, read_offices
from onrecord.records import Article, Sector

HE = frozenset("he she his her him himself herself".split())
IT = frozenset("it its itself".split())
THEY = frozenset("they their them themselves".split())
WE = frozenset("we our us i my me ours mine ourselves".split())
RELATIVE = frozenset("who whose which whom that".split())
FAR = 4
"""How many sentences back a pronoun looks."""
WHERE = frozenset({NameKind.PLACE, NameKind.CAPITAL, NameKind.COUNTRY})
FRONT = 5
"""Up to which token a place opens its sentence."""
RANKS = {1: 0.5, 2: 2.0, 3: 3.0}
"""How much each rank of ``Entry`` weighs against nearness."""
MISSIONS = frozenset("ambassador embassy envoy consul consulate mission".split())
STATES = frozenset({Sector.GOV, Sector.MIL, Sector.SPY, Sector.LEG, Sector.OPP, Sector.IGO, None})
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")


@dataclass(frozen=True, slots=True)
class Who:
    """Whose and of what kind: what the register counts by."""

    country: str | None
    sector: Sector | None

    def __bool__(self) -> bool:
        return self.country is not None or self.sector is not None


NOBODY = Who(None, None)


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody met while reading, in the order of the page."""

    sentence: int
    token: int
    who: Who
    text: str
    words: frozenset[str]
    person: bool
    plural: bool
    named: bool
    kind: NameKind | None
    """Of what kind the name is that heads the phrase, if a table knows it."""
    rank: int
    """How much the sentence is about them: 3 its subject, 2 within that or a lesser subject, 1 anything else."""

    @property
    def place(self) -> bool:
        """Whether it is a country or a place in one."""
        return self.kind in WHERE

    @property
    def site(self) -> bool:
        """Whether it is a town, a base or a region that stands for no government."""
        return self.kind is NameKind.PLACE


class Floor:
    """The page's sentences with everybody met in them."""

    def __init__(self, article: Article, trees: Sequence[Tree]) -> None:
        self.trees = trees
        starts = [span.start for span in article.paragraphs]
        self.paragraph = [bisect_right(starts, tree.sentence.span.start) - 1 for tree in trees]
        self.entries: list[Entry] = []
        self._quoted = [_quoted(article.text, span.start, span.end) for span in article.paragraphs]

    def in_quote(self, sentence: int, token: int) -> bool:
        """Whether a token stands between quotation marks."""
        at, paragraph = self.trees[sentence].tokens[token].span.start, self.paragraph[sentence]
        return paragraph >= 0 and any(start < at < end for start, end in self._quoted[paragraph])

    def rank(self, tree: Tree, token: int) -> int:
        """How much a sentence is about a token's phrase; see ``Entry.rank``."""
        if tree.head(token) == token:
            return 3
        if tree.relation(token) in SUBJECTS:
            return 3 if _matrix(tree, tree.head(token)) else 2
        for above in tree.ancestors(token):
            if tree.relation(above) in SUBJECTS and _matrix(tree, tree.head(above)):
                return 2
            if tree.upos(above) in {"VERB", "AUX"}:
                break
        return 1

    def before(self, sentence: int, token: int, far: int | None = None) -> Iterator[Entry]:
        """Whoever was met before a token, the latest first, those within quotes left out for one who is not."""
        quoted = self.in_quote(sentence, token)
        for entry in reversed(self.entries):
            if (entry.sentence, entry.token) >= (sentence, token):
                continue
            if far is not None and sentence - entry.sentence > far:
                return
            if quoted or not self.in_quote(entry.sentence, entry.token):
                yield entry

    def antecedent(self, sentence: int, token: int) -> Entry | None:
        """Whom a pronoun means: the latest that fits, subjects before others, its own sentence before those above."""
        tree = self.trees[sentence]
        word = tree.lower[token]
        if word in WE:
            return self._speaker(sentence, token) if self.in_quote(sentence, token) else None
        if word in RELATIVE:
            return next((e for e in self.before(sentence, token, 0)), None)
        fitting = [e for e in self.before(sentence, token, FAR) if self._fits(word, e)]
        return max(fitting, key=lambda e: self._nearness(word, e, sentence), default=None)

    def _speaker(self, sentence: int, token: int) -> Entry | None:
        """Who speaks the quote around a token: the subject nearest outside it in its sentence, else in those before."""
        outside = [e for e in self.entries if not self.in_quote(e.sentence, e.token) and e.rank >= 2 and not e.site]
        here = [e for e in outside if e.sentence == sentence]
        if here:
            return min(here, key=lambda e: (not e.person, e.token < token, abs(e.token - token)))
        if (pronoun := self._spoken_by(sentence)) is not None:
            return pronoun
        paragraph = self.paragraph[sentence]
        same = [e for e in outside if self.paragraph[e.sentence] == paragraph and e.rank == 3]
        before = max(
            (e for e in same if e.sentence < sentence), key=lambda e: (e.sentence, e.person, -e.token), default=None
        )
        around = (n for n in range(len(self.trees)) if self.paragraph[n] == paragraph and n != sentence)
        told = (before, *(self._spoken_by(n) for n in around), *same, *self._last_above(outside, paragraph))
        return next((entry for entry in told if entry is not None), None)

    def _spoken_by(self, sentence: int) -> Entry | None:
        """Whom the pronoun outside the quotes of a sentence means: ``…," he told reporters``."""
        tree = self.trees[sentence]
        for i, word in enumerate(tree.lower):
            if word in HE | IT | THEY and tree.relation(i) in SUBJECTS and not self.in_quote(sentence, i):
                return self.antecedent(sentence, i)
        return None

    def _last_above(self, entries: Sequence[Entry], paragraph: int) -> tuple[Entry, ...]:
        above = [e for e in entries if self.paragraph[e.sentence] == paragraph - 1]
        return tuple(sorted(above, key=lambda e: (e.sentence, e.rank, e.person), reverse=True)[:1])

    def _nearness(self, word: str, entry: Entry, sentence: int) -> tuple[float, int]:
        gap = sentence - entry.sentence
        across = self.paragraph[sentence] != self.paragraph[entry.sentence]
        many = word in THEY and entry.plural
        weight = RANKS[entry.rank] - 1.5 * gap - (0.5 if across else 0) + (1 if many else 0)
        return weight, entry.token if gap == 0 else -entry.token

    def several_before(self, sentence: int, token: int) -> Entry | None:
        """The latest group of people, of whom *one* is one."""
        return next((e for e in self.before(sentence, token, FAR) if e.plural and e.person), None)

    def _fits(self, word: str, entry: Entry) -> bool:
        if self.trees[entry.sentence].upos(entry.token) == "PRON":
            return False
        if word in HE:
            return entry.person and not entry.plural
        if word in IT:
            return not entry.person and not entry.plural and not (entry.site and entry.rank == 1)
        if word in THEY:
            return entry.plural or (not entry.person and not entry.site)
        return word in {"this", "that", "these", "those"}

    def mission_before(self, sentence: int, token: int) -> Entry | None:
        """The latest embassy or ambassador met in the paragraph."""
        for entry in self.before(sentence, token):
            if self.paragraph[entry.sentence] != self.paragraph[sentence]:
                return None
            if self.trees[entry.sentence].lemma(entry.token) in MISSIONS and entry.who.country:
                return entry
        return None

    def role_before(self, sentence: int, token: int, lemma: str, beside: frozenset[str], near: bool) -> Entry | None:
        """The latest bearer of the same role noun with at least the same words beside it, ``near`` if just before."""
        for entry in self.before(sentence, token):
            close = sentence - entry.sentence <= 1 or self.paragraph[sentence] == self.paragraph[entry.sentence]
            if near and not close:
                return None
            same = self.trees[entry.sentence].lemma(entry.token) == lemma and entry.kind is not NameKind.GROUP
            if same and entry.who.country and beside <= entry.words:
                return entry
        return None

    def kind_before(self, sentence: int, token: int, sector: Sector) -> Entry | None:
        """The latest named body of a sector; of international bodies any that is known."""
        for entry in self.before(sentence, token):
            known = sector is Sector.IGO and entry.who.country is not None
            if entry.who.sector is sector and (known or (entry.named and not entry.person)):
                return entry
        return None

    def unnamed_before(self, sentence: int, token: int, sector: Sector) -> Entry | None:
        """The latest body of a sector told only by its kind: ``a Danish monitor``, whose name then follows."""
        near = (e for e in self.before(sentence, token, FAR) if e.who.sector is sector and e.who.country)
        return next((e for e in near if not e.named and not e.person and self._indefinite(e)), None)

    def _indefinite(self, entry: Entry) -> bool:
        tree = self.trees[entry.sentence]
        return any(tree.lower[c] in {"a", "an"} for c in tree.children(entry.token, "det"))

    def site_before(self, sentence: int, token: int) -> str | None:
        """The country of the latest town or region spoken of."""
        near = [e for e in self.before(sentence, token, FAR) if e.site and e.who.country]
        return near[0].who.country if near else None

    def place_before(self, sentence: int, token: int) -> str | None:
        """The country of the latest place or country spoken of, which *there* points to."""
        places = [e for e in self.before(sentence, token, FAR) if e.place and e.who.country]
        best = max(places, key=lambda e: (e.sentence, e.rank, e.token), default=None)
        return best.who.country if best else None

    def site_of_clause(self, sentence: int, token: int) -> str | None:
        """The country of the place that a clause with *where* around the token hangs on."""
        tree = self.trees[sentence]
        for above in (token, *tree.ancestors(token)):
            for c in tree.children(above):
                if tree.lower[c] == "where" and c < token and tree.base(above) in {"acl", "advcl"}:
                    return self.place_before(sentence, c)
        return None

    def place_of_clause(self, sentence: int, token: int) -> str | None:
        """The country of the place where the sentence sets its scene: ``In Warsaw, the deputy minister …``."""
        for entry in self.before(sentence, token, 0):
            if self._sets_scene(entry):
                return entry.who.country
        return None

    def _sets_scene(self, entry: Entry) -> bool:
        tree = self.trees[entry.sentence]
        where = entry.place and tree.case(entry.token) in {"in", "from", "at", "across"}
        if not where or tree.base(entry.token) not in {"obl", "nmod"}:
            return False
        office = read_offices().get(tree.lemma(tree.head(entry.token)))
        loose = tree.base(entry.token) == "nmod" and (office is None or office.sector is None)
        front = entry.token <= FRONT and entry.token < tree.head(entry.token) and _matrix(tree, tree.head(entry.token))
        if tree.base(entry.token) == "nmod" and not loose:
            return False
        return front or (entry.kind is NameKind.CAPITAL and tree.case(entry.token) == "in")

    def topic(self, sentence: int, token: int, *, of_report: bool = False) -> str | None:
        """The country that the paragraph has been about before this token, by the subjects of its sentences.

        What the token's own bearer reports is left out, unless ``of_report`` asks for it.
        """
        reported = frozenset() if of_report else self._reported(sentence, token)
        here = [
            e
            for e in self.before(sentence, token)
            if self.paragraph[e.sentence] == self.paragraph[sentence]
            and not (e.sentence == sentence and e.token in reported)
        ]
        return self._leading(here)

    def _reported(self, sentence: int, token: int) -> frozenset[int]:
        """What a subject that follows its own report says: in ``X did it, the army said`` all of the first clause."""
        tree = self.trees[sentence]
        if tree.relation(token) not in SUBJECTS:
            return frozenset()
        verb = tree.head(token)
        if tree.base(verb) == "parataxis":
            return frozenset(range(len(tree.tokens))) - set(tree.subtree(verb))
        contents = (c for c in tree.children(verb, "ccomp") if c < token)
        return frozenset(i for c in contents for i in tree.subtree(c))

    def _leading(self, entries: Sequence[Entry]) -> str | None:
        """The country of the latest sentence's subject, else of the place that opens it."""
        leading = [e for e in entries if e.rank >= 2 and e.who.country and e.who.sector in STATES]
        leading += [e for e in entries if e.rank == 1 and e.who.country and e.token <= FRONT and self._sets_scene(e)]
        best = max(leading, key=lambda e: (e.sentence, e.rank, -e.token), default=None)
        return best.who.country if best else None

    def sentence_topic(self, sentence: int, token: int) -> str | None:
        """The country of the subject that the sentence has had before the token, whoever it is."""
        reported = self._reported(sentence, token)
        here = [e for e in self.before(sentence, token, 0) if e.rank >= 2 and e.who.country and e.token not in reported]
        best = max(here, key=lambda e: (e.rank, -e.token), default=None)
        return best.who.country if best else None

    def topic_above(self, sentence: int, token: int) -> str | None:
        """The country of the last subject of the paragraph above."""
        paragraph = self.paragraph[sentence] - 1
        return self._leading([e for e in self.before(sentence, token) if self.paragraph[e.sentence] == paragraph])

    def opens_with_quote(self, sentence: int) -> bool:
        """Whether the sentence's paragraph opens in somebody's words."""
        first = next(tree for tree in self.trees if self.paragraph[tree.index] == self.paragraph[sentence])
        return first.words[0] in {'"', "“"}


def _matrix(tree: Tree, verb: int) -> bool:
    """Whether a predicate is the sentence's own, not one within a subordinate clause."""
    while tree.base(verb) in {"conj", "parataxis"} and tree.head(verb) != verb:
        verb = tree.head(verb)
    return tree.head(verb) == verb or tree.base(verb) == "root"


def _quoted(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    return tuple((m.start(), m.end()) for m in _QUOTED.finditer(text, start, end))
