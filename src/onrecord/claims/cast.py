"""The cast of a page: everybody whom it names, and who is meant by a noun phrase, a surname, a role or a pronoun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.claims.persons import NamedMention, Phrase, phrase_at, top_of
from onrecord.claims.tree import SUBJECTS, Tree
from onrecord.lexicon.actors import Name, NameKind, OfficeForm, find_names, look_up, plain, read_offices
from onrecord.records import Actor, Article, Sector, Sentence, Span

HE = frozenset("he she his her him himself herself".split())
IT = frozenset("it its itself".split())
THEY = frozenset("they their them themselves these those".split())
WE = frozenset("we our us i my me ours mine ourselves".split())
ONE = frozenset("one some two three many both all most several each others another none neither".split())
LOCATED = frozenset({"in", "at", "near", "outside", "on", "inside", "around", "off", "from", "over", "against", "across"})
ABROAD = frozenset("ambassador embassy envoy diplomat mission consul consulate correspondent attaché attache representative delegation counsellor".split())
"""Offices that stand abroad: the place where they are is not whose they are."""
CITIES = frozenset("city town village port base airfield airport border district region province capital coast soil territory harbour harbor area quarter suburb plant bridge".split())
POLITY = frozenset({NameKind.COUNTRY, NameKind.CAPITAL})
ORGANISED = frozenset({Sector.MED, Sector.BUS, Sector.REB, Sector.NGO, Sector.IGO, Sector.SPY})
"""Sectors whose bodies are referred back to by a class noun: the magazine, the firm, the group."""
FAR = 3
"""How many sentences back a pronoun looks."""


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
    subject: bool
    plural: bool
    named: bool


class Cast:
    """Who is who on one page; every answer comes from the page's own words and the tables, in a fixed order of rules."""

    def __init__(self, article: Article, sentences: Sequence[Sentence]) -> None:
        self.article = article
        self.trees = tuple(Tree(i, sentence) for i, sentence in enumerate(sentences))
        self.mentions: tuple[NamedMention, ...] = tuple(self._find_mentions())
        self._by_sentence: dict[int, list[NamedMention]] = {}
        for mention in self.mentions:
            self._by_sentence.setdefault(mention.sentence, []).append(mention)
        self._known: dict[str, tuple[Who, str]] = {}
        self._ledger: list[Entry] = []
        self._memo: dict[tuple[int, int], Who] = {}
        self._read_names()
        self._read_on()

    # ------------------------------------------------------------------------------------------------ asked for

    def resolve(self, sentence_index: int, token_index: int) -> Actor:
        """The actor that the noun phrase of a token names; country and sector are ``None`` where the page does not tell."""
        tree = self.trees[sentence_index]
        who = self._who(sentence_index, token_index)
        span = self._extent(tree, token_index)
        text = self.article.text[span.start : span.end]
        if tree.upos(token_index) == "PRON" or text.lower() in HE | IT | THEY:
            entry = self._antecedent(sentence_index, token_index)
            return Actor(entry.text if entry else text, who.country, who.sector, span)
        known = self._known.get(_key(text))
        return Actor(known[1] if known and len(known[1]) > len(text) else text, who.country, who.sector, span)

    def resolve_pronoun(self, sentence_index: int, token_index: int) -> Actor | None:
        """Whom a pronoun stands for, if somebody before it fits."""
        entry = self._antecedent(sentence_index, token_index)
        return Actor(entry.text, entry.who.country, entry.who.sector) if entry else None

    def party_code(self, sentence_index: int, token_index: int) -> str | None:
        """The code of a party to an event: a country, an organisation, or with its sector a company or an armed group."""
        tree = self.trees[sentence_index]
        phrase = self._phrase(sentence_index, token_index)
        if not self._may_be_party(tree, phrase):
            return None
        who = self._who(sentence_index, token_index) or self._place_of(sentence_index, phrase)
        return party(who)

    @cached_property
    def home(self) -> str | None:
        """The page's home country: of its dateline, else of the institution or the publisher."""
        if self.article.dateline.place and (code := _first_code(self.article.dateline.place)):
            return code
        if self.institution is not None and self.institution.country:
            return self.institution.country
        return _first_code(self.article.publisher or "")

    @cached_property
    def institution(self) -> Actor | None:
        """The institution whose own text the page is, ``None`` where a reporter or an author writes."""
        publisher = self.article.publisher
        if not publisher or self.article.agency or self.article.byline:
            return None
        who = _institution(publisher)
        if who is None:
            return None
        place = self.article.dateline.place
        country = who.country or (_first_code(place) if place else None)
        return Actor(publisher, country, who.sector)

    # ------------------------------------------------------------------------------------------------- the names

    def _find_mentions(self) -> Iterator[NamedMention]:
        text = self.article.text
        for tree in self.trees:
            span = tree.sentence.span
            for found in find_names(text, span.start, span.end):
                tokens = [i for i, t in enumerate(tree.tokens) if t.span.overlaps(found.span)]
                if not tokens:
                    continue
                head = next((i for i in reversed(tokens) if tree.head(i) not in tokens or tree.head(i) == i), tokens[-1])
                name = found.name
                if not _a_person(tree, tokens, name):
                    yield NamedMention(found.span, text[found.span.start : found.span.end], name.code, name.sector, name.kind, tree.index, head)

    def _read_names(self) -> None:
        """First reading: names that their own phrase explains, so that a surname in the headline is known too."""
        for tree in self.trees:
            for i in range(len(tree.tokens)):
                if tree.upos(i) == "PROPN" and top_of(tree, i) == i and tree.base(i) != "compound":
                    phrase = self._phrase(tree.index, i)
                    name = self._name_in(tree, phrase)
                    who = self._told(tree.index, phrase, 0) if name else NOBODY
                    if name and who:
                        self._remember(name, who, self.article.text[slice(*self._extent(tree, i))])

    def _remember(self, name: str, who: Who, text: str) -> None:
        parts = name.split()
        keys = {_key(name), _key(parts[-1])}
        if len(parts) > 2:
            keys.add(_key(" ".join(parts[-2:])))
        for key in sorted(keys):
            if key not in self._known or (self._known[key][0].country is None and who.country):
                self._known[key] = (who, text)

    def _name_in(self, tree: Tree, phrase: Phrase) -> str | None:
        """The proper name of a phrase that no table knows, without its title."""
        offices = {i for i, _ in phrase.offices}
        covered = {i for m in phrase.mentions for i, t in enumerate(tree.tokens) if t.span.overlaps(m.span)}
        if phrase.head in covered:
            return None
        words = [tree.words[i] for i in phrase.core if tree.upos(i) == "PROPN" and i not in offices and tree.words[i][:1].isupper()]
        return " ".join(words) if words else None

    # --------------------------------------------------------------------------------------------- second reading

    def _read_on(self) -> None:
        for tree in self.trees:
            for i in range(len(tree.tokens)):
                if tree.upos(i) in {"NOUN", "PROPN", "PRON"} and top_of(tree, i) == i and tree.base(i) not in {"compound", "det"}:
                    self._meet(tree, i)

    def _meet(self, tree: Tree, i: int) -> None:
        who = self._who(tree.index, i)
        if not who:
            return
        phrase = self._phrase(tree.index, i)
        office = phrase.office
        mention = self._head_mention(phrase)
        person = (office is not None and office.form in {OfficeForm.PERSON, OfficeForm.INHERIT} and tree.lower[i] not in {"service", "agency", "group", "body"}) or (
            mention is None and self._name_in(tree, phrase) is not None and office is None and who.sector not in ORGANISED
        )
        if tree.upos(i) == "PRON":
            person = tree.lower[i] in HE
        if mention is None and office is None and tree.upos(i) not in {"PRON", "PROPN"}:
            return
        span = self._extent(tree, i)
        relation = tree.relation(i)
        self._ledger.append(
            Entry(
                tree.index,
                i,
                who,
                self.article.text[span.start : span.end],
                phrase.words,
                person,
                relation in SUBJECTS,
                tree.tokens[i].xpos in {"NNS", "NNPS"},
                tree.upos(i) == "PROPN",
            )
        )

    # ------------------------------------------------------------------------------------------------- the chain

    def _phrase(self, sentence: int, token: int) -> Phrase:
        return phrase_at(self.trees[sentence], token, self._by_sentence.get(sentence, ()))

    def _who(self, sentence: int, token: int, depth: int = 0) -> Who:
        key = (sentence, token)
        if key not in self._memo:
            self._memo[key] = NOBODY  # a phrase that leads back to itself tells nothing
            self._memo[key] = self._work_out(sentence, token, depth)
        return self._memo[key]

    def _work_out(self, sentence: int, token: int, depth: int) -> Who:
        tree = self.trees[sentence]
        phrase = self._phrase(sentence, token)
        word = tree.lower[phrase.head]
        if tree.upos(phrase.head) == "PRON" or word in HE | IT | THEY | WE:
            return self._pronoun(tree, phrase, depth)
        if self._nobody_in_particular(tree, phrase):
            return NOBODY
        told = self._told(sentence, phrase, depth)
        if told.country or phrase.has(OfficeForm.SCOPE) or (told and phrase.office is None):
            return told
        context = self._in_context(tree, phrase)
        return Who(context.country, told.sector or context.sector) if context else told

    def _nobody_in_particular(self, tree: Tree, phrase: Phrase) -> bool:
        office = phrase.office
        loose = phrase.has(OfficeForm.PARTY) or bool(phrase.words & {"familiar", "briefed", "anonymity", "involved"})
        if office is not None and office.form is OfficeForm.UNNAMED or tree.lower[phrase.head] in {"person", "people", "someone"}:
            return loose or not phrase.mentions
        return office is not None and tree.lemma(phrase.head) == "source" and len(phrase.core) == 1 and not phrase.after and not phrase.possessor and tree.tokens[phrase.head].xpos == "NNS" and not any(tree.lower[c] == "the" for c in tree.children(phrase.head, "det"))

    def _told(self, sentence: int, phrase: Phrase, depth: int) -> Who:
        """Who the phrase's own words tell it is, without looking elsewhere on the page but for its names."""
        if depth > 4:
            return NOBODY
        tree = self.trees[sentence]
        head = self._head_mention(phrase)
        owner = self._owner(sentence, phrase, depth)
        if head is not None:
            return self._named(head, owner)
        if (known := self._known_as(tree, phrase)) is not None and not owner.country:
            return Who(known.country, self._sector(tree, phrase, known) if phrase.office else known.sector)
        if owner:
            return Who(owner.country, self._sector(tree, phrase, owner))
        return Who(None, self._sector(tree, phrase, NOBODY))

    def _owner(self, sentence: int, phrase: Phrase, depth: int) -> Who:
        """The country and kind of whatever the phrase says its bearer belongs to, the surest sign first."""
        tree = self.trees[sentence]
        if phrase.possessor is not None and tree.lower[phrase.possessor] not in WE:
            who = self._who(sentence, phrase.possessor, depth + 1)
            if who:
                return who
        for mention in phrase.mentions:
            if mention.token != phrase.head and (mention.code or mention.sector):
                return Who(mention.code, mention.sector if mention.kind not in {NameKind.PLACE, NameKind.DEMONYM} else None)
        if phrase.has(OfficeForm.SCOPE):
            return NOBODY
        side = self._beside(sentence, phrase, depth)
        behind = self._behind(sentence, phrase, depth)
        return side if side.country else behind if behind.country else side or behind

    def _beside(self, sentence: int, phrase: Phrase, depth: int) -> Who:
        tree = self.trees[sentence]
        for token in phrase.beside:
            other = self._phrase(sentence, token)
            other = replace(other, beside=tuple(b for b in other.beside if b != phrase.head))
            if (who := self._told(sentence, other, depth + 1)) and (who.country or who.sector):
                return who
        del tree
        return NOBODY

    def _behind(self, sentence: int, phrase: Phrase, depth: int) -> Who:
        tree = self.trees[sentence]
        abroad = tree.lemma(phrase.head) in ABROAD or (phrase.office is not None and phrase.office.text in ABROAD)
        for case, token in phrase.after:
            if case.startswith("to") or (abroad and case in LOCATED) or case in {"about", "on", "against", "after", "like", "by"}:
                continue
            who = self._who(sentence, token, depth + 1)
            if case in LOCATED:
                who = Who(who.country, None if self._is_place(sentence, token) else who.sector)
            if who.country or who.sector:
                return who
        return NOBODY

    def _is_place(self, sentence: int, token: int) -> bool:
        mention = self._head_mention(self._phrase(sentence, token))
        return mention is not None and mention.kind in {NameKind.PLACE, NameKind.CAPITAL, NameKind.COUNTRY}

    def _head_mention(self, phrase: Phrase) -> NamedMention | None:
        return next((m for m in phrase.mentions if m.token == phrase.head), None)

    def _named(self, mention: NamedMention, owner: Who) -> Who:
        if mention.kind is NameKind.INSTITUTION and owner.country and owner.country != mention.code and owner.sector in {None, Sector.GOV}:
            return Who(owner.country, mention.sector)
        if mention.kind is NameKind.PLACE and mention.text == "Brussels":
            return Who("EU", Sector.IGO)
        sector = mention.sector or (Sector.GOV if mention.kind in POLITY else None)
        return Who(mention.code, sector)

    def _known_as(self, tree: Tree, phrase: Phrase) -> Who | None:
        name = self._name_in(tree, phrase)
        if name is None:
            return None
        found = self._known.get(_key(name)) or self._known.get(_key(name.split()[-1]))
        return found[0] if found else None

    def _sector(self, tree: Tree, phrase: Phrase, owner: Who) -> Sector | None:
        """The sector by the phrase's office, taken from its owner where the office says so."""
        office = phrase.office
        if phrase.has(OfficeForm.LEAKER) and (office is None or office.form is not OfficeForm.BODY):
            return None
        if owner.sector is Sector.REB and (office is None or office.sector in {None, Sector.GOV, Sector.MIL}):
            return Sector.REB
        if office is None:
            return owner.sector
        if office.form is not OfficeForm.INHERIT:
            if office.sector is Sector.MIL and owner.sector in {Sector.GOV, Sector.SPY} and phrase.beside:
                return owner.sector
            return office.sector
        bodies = [o.sector for _, o in phrase.offices if o is not office and o.form in {OfficeForm.BODY, OfficeForm.PERSON} and o.sector]
        if bodies:
            return bodies[0]
        return owner.sector or office.sector or (Sector.GOV if owner.country else None)

    # ------------------------------------------------------------------------------------------------ looking back

    def _in_context(self, tree: Tree, phrase: Phrase) -> Who:
        """Whom a bare role means: who bore it before, else the country that the passage speaks of, else the page's home."""
        office = phrase.office
        if office is None:
            return NOBODY
        same = self._same_role(tree, phrase)
        if same is not None:
            return same
        if office.sector in ORGANISED and office.form is OfficeForm.BODY:
            return Who(None, office.sector)
        country = self._passage_country(tree, phrase.head) or self.home
        return Who(country, office.sector) if country else NOBODY

    def _same_role(self, tree: Tree, phrase: Phrase) -> Who | None:
        office = phrase.office
        word = tree.lemma(phrase.head)
        mine = {tree.lower[i] for i in phrase.core if i != phrase.head}
        for entry in reversed(self._ledger):
            if (entry.sentence, entry.token) >= (tree.index, phrase.head) or not entry.who.country:
                continue
            other = self.trees[entry.sentence]
            if other.lemma(entry.token) == word and mine <= entry.words | {word}:
                return entry.who
            if office is not None and office.sector in ORGANISED and entry.who.sector is office.sector and (entry.named or word in entry.words):
                return entry.who
        return None

    def _passage_country(self, tree: Tree, token: int) -> str | None:
        before = [e for e in self._ledger if (e.sentence, e.token) < (tree.index, token) and e.who.country and tree.index - e.sentence <= 1]
        subjects = [e for e in before if e.subject and e.who.sector in {Sector.GOV, Sector.MIL, Sector.SPY}]
        return subjects[-1].who.country if subjects else None

    def _pronoun(self, tree: Tree, phrase: Phrase, depth: int) -> Who:
        word = tree.lower[phrase.head]
        if word in ONE:
            for case, token in phrase.after:
                if case in {"of", "among"}:
                    return self._who(tree.index, token, depth + 1)
        entry = self._antecedent(tree.index, phrase.head)
        return entry.who if entry else NOBODY

    def _antecedent(self, sentence: int, token: int) -> Entry | None:
        word = self.trees[sentence].lower[token]
        if word in WE:
            return None
        fitting = [e for e in self._ledger if self._fits(word, e) and (e.sentence, e.token) < (sentence, token) and sentence - e.sentence <= FAR]
        if not fitting:
            return None
        return max(fitting, key=lambda e: (e.sentence - (0 if e.subject else 1), e.subject, -e.token if e.sentence != sentence else e.token))

    def _fits(self, word: str, entry: Entry) -> bool:
        if self.trees[entry.sentence].upos(entry.token) == "PRON":
            return False
        if word in HE:
            return entry.person and not entry.plural
        if word in IT:
            return not entry.person and not entry.plural
        if word in THEY:
            return entry.plural or not entry.person
        return True

    # ------------------------------------------------------------------------------------------------- words, parties

    def _extent(self, tree: Tree, token: int) -> Span:
        """The words that name the actor: the phrase with title and apposition, without relative clauses."""
        head = top_of(tree, token)
        cut: set[int] = set()
        for i in tree.subtree(head):
            if i != head and tree.relation(i) in {"acl:relcl", "acl", "parataxis", "conj", "cc", "advcl", "cop"}:
                cut.update(tree.subtree(i))
        kept = [i for i in tree.subtree(head) if i not in cut]
        while len(kept) > 1 and tree.base(kept[-1]) == "punct" and tree.words[kept[-1]] not in {")", "."}:
            kept.pop()
        while len(kept) > 1 and (tree.base(kept[0]) in {"punct", "case", "mark", "cc"}):
            kept.pop(0)
        return tree.span(tuple(kept))

    def _may_be_party(self, tree: Tree, phrase: Phrase) -> bool:
        if self._head_mention(phrase) or phrase.office or tree.upos(phrase.head) in {"PRON", "PROPN"}:
            return True
        solid = [m for m in phrase.mentions if m.kind is not NameKind.DEMONYM]
        return bool(solid or tree.lemma(phrase.head) in CITIES or phrase.possessor is not None or phrase.after)

    def _place_of(self, sentence: int, phrase: Phrase) -> Who:
        for case, token in phrase.after:
            if case in LOCATED | {"of"} and (who := self._who(sentence, token)).country:
                return who
        return NOBODY


def gather_cast(article: Article, sentences: Sequence[Sentence]) -> Cast:
    """Read a page for everybody whom it names."""
    return Cast(article, sentences)


def party(who: Who) -> str | None:
    """The code of a party: armed groups and companies with their sector.

    >>> party(Who("YEM", Sector.REB)), party(Who("IRN", Sector.MIL)), party(NOBODY)
    ('YEM/REB', 'IRN', None)
    """
    if who.country is None:
        return None
    return f"{who.country}/{who.sector}" if who.sector in {Sector.REB, Sector.BUS} else who.country


def _key(text: str) -> str:
    return plain(text).casefold().removeprefix("the ")


def _first_code(text: str) -> str | None:
    return next((f.name.code for f in find_names(text) if f.name.code), None)


def _institution(publisher: str) -> Who | None:
    """What a publisher's name says it is, where that is no news outlet."""
    whole = look_up(publisher)
    if whole is not None and whole.kind in {NameKind.INSTITUTION, NameKind.IGO, NameKind.COMPANY, NameKind.GROUP}:
        return Who(whole.code, whole.sector)
    offices = read_offices()
    words = plain(publisher).casefold().replace(",", " ").split()
    sectors = [o.sector for n in (3, 2, 1) for i in range(len(words)) if (o := offices.get(" ".join(words[i : i + n]))) and o.form is OfficeForm.BODY and o.sector]
    if not sectors or sectors[0] is Sector.MED:
        return None
    return Who(_first_code(publisher), sectors[0])


def _a_person(tree: Tree, tokens: Sequence[int], name: Name) -> bool:
    """Whether a name of a place is rather part of a person's: ``Sofia Marinova``, ``Michael Jordan``."""
    if name.kind not in {NameKind.COUNTRY, NameKind.CAPITAL, NameKind.PLACE} or len(tokens) > 1:
        return False
    at = tokens[0]
    if tree.relation(at) == "flat" and tree.upos(tree.head(at)) == "PROPN" and tree.head(at) == at - 1:
        return True
    return any(tree.relation(c) == "flat" and c == at + 1 and tree.words[c][:1].isupper() for c in tree.children(at))
