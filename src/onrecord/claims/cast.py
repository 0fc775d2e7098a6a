"""The cast of a page: everybody whom it names, and who is meant by a noun phrase, a surname, a role or a pronoun."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import pycountry

from onrecord.claims.floor import HE, NOBODY, RELATIVE, WE, WHERE, Entry, Floor, Who
from onrecord.claims.persons import NamedMention, Phrase, name_in, offices_in, phrase_at, top_of
from onrecord.claims.tree import Tree
from onrecord.lexicon.actors import Name, NameKind, OfficeForm, find_names, look_up, plain, read_offices
from onrecord.records import Actor, Article, Sector, Sentence, Span

ONE = frozenset("one some two three four many both all most several each others another none neither those".split())
LOCATED = frozenset({"in", "at", "near", "outside", "on", "inside", "around", "off", "over", "across", "along"})
ELSEWHERE = frozenset({"to", "about", "against", "after", "like", "on", "before", "between", "as", "despite"})
ABROAD = frozenset(
    "ambassador embassy envoy diplomat mission consul consulate correspondent attaché attache delegation counsellor".split()
)
"""Offices that stand abroad: the place where they are is not whose they are."""
SITES = frozenset(
    "city town village port base airfield airport border district region province capital coast soil territory harbour "
    "harbor area quarter suburb plant bridge island peninsula waters airspace front school hospital".split()
)
STATE_OWN = frozenset("state local regional provincial national public official pro-government state-run".split())
POLITY = frozenset({NameKind.COUNTRY, NameKind.CAPITAL})
PARTICLES = frozenset("abu ag al ben bin dos das van von der den del ibn san the and for".split())
MORTAL = frozenset({"die", "bear", "bury", "kill"})
"""Verbs whose place tells where a person is from, where nothing else does."""
COMMERCIAL = frozenset({"com", "org", "net", "info", "biz", "tv", "io", "ai", "me", "co", "fm", "cc"})
LANDS = frozenset("island country nation kingdom state republic capital emirate".split())
HEADING = frozenset("head lead command run chair represent leave join direct serve oversee".split())
"""Verbs whose object is the body that their subject belongs to."""
ORGANISED = frozenset({Sector.MED, Sector.BUS, Sector.REB, Sector.NGO, Sector.IGO})
"""Sectors whose bodies are referred back to by a class noun: the magazine, the firm, the group."""
_HEAD_OF_TITLE = re.compile(r" (?:of|for|in|and)\b|[,–(&]")
DEEP = 5
"""How many phrases within phrases are looked into."""


class Cast:
    """Who is who on one page; every answer comes from the page's own words and the tables, by a fixed order of rules."""

    def __init__(self, article: Article, sentences: Sequence[Sentence]) -> None:
        self.article = article
        self.trees = tuple(Tree(i, sentence) for i, sentence in enumerate(sentences))
        self.mentions: tuple[NamedMention, ...] = tuple(self._find_mentions())
        self.floor = Floor(article, self.trees)
        self._by_sentence: dict[int, list[NamedMention]] = {}
        for mention in self.mentions:
            self._by_sentence.setdefault(mention.sentence, []).append(mention)
        self._known: dict[str, tuple[Who, str]] = {}
        self._memo: dict[tuple[int, int], Who] = {}
        self._read_publisher()
        self._read_names()
        self._read_on()

    # ------------------------------------------------------------------------------------------------ asked for

    def resolve(self, sentence_index: int, token_index: int) -> Actor:
        """The actor that a token's noun phrase names; country and sector are ``None`` where the page does not tell."""
        tree = self.trees[sentence_index]
        who = self._who(sentence_index, token_index)
        span = self._extent(tree, token_index)
        text = self.article.text[span.start : span.end]
        if tree.upos(token_index) == "PRON":
            entry = self.floor.antecedent(sentence_index, token_index)
            return Actor(entry.text if entry else text, who.country, who.sector, span)
        known = self._known.get(_key(text))
        fullest = known[1] if known and len(known[1]) > len(text) else text
        return Actor(fullest, who.country, who.sector, span)

    def resolve_pronoun(self, sentence_index: int, token_index: int) -> Actor | None:
        """Whom a pronoun stands for, if somebody before it fits."""
        entry = self.floor.antecedent(sentence_index, token_index)
        return Actor(entry.text, entry.who.country, entry.who.sector) if entry else None

    def party_code(self, sentence_index: int, token_index: int) -> str | None:
        """The code of a party to an event: a country, an organisation, or with its sector a company or an armed group."""
        tree = self.trees[sentence_index]
        phrase = self._phrase(sentence_index, token_index)
        if not self._may_be_party(tree, phrase):
            return None
        return party(self._who(sentence_index, token_index))

    @cached_property
    def home(self) -> str | None:
        """The page's home country: of its dateline, else of the institution or the publisher."""
        place = self.article.dateline.place
        if place and (code := _first_code(place)):
            return code
        if self.institution is not None and self.institution.country:
            return self.institution.country
        country = _first_code(self.article.publisher or "")
        return country if country is not None and self._told_of[country] > 1 else None

    @cached_property
    def ground(self) -> str | None:
        """Whose the page's bare offices are: its home's where the page speaks of that, else the focus."""
        if self.home is not None and (self._told_of[self.home] or not self.focus):
            return self.home
        return self.focus

    @cached_property
    def _told_of(self) -> Counter[str]:
        """How often each country is named, in the order of the page."""
        kinds = WHERE | {NameKind.DEMONYM, NameKind.INSTITUTION}
        return Counter(m.code for m in self.mentions if m.code and m.kind in kinds)

    @cached_property
    def focus(self) -> str | None:
        """The country that the page names most, the first named where two are level."""
        return next((code for code, _ in self._told_of.most_common(1)), None)

    @cached_property
    def institution(self) -> Actor | None:
        """The institution whose own text the page is, ``None`` where a reporter or an author writes."""
        if self._affiant is not None:
            return self._affiant
        publisher = self.article.publisher
        if not publisher or self.article.agency or self.article.byline:
            return None
        who = _institution(publisher)
        if who is None:
            return None
        place = self.article.dateline.place
        return Actor(publisher, who.country or (_first_code(place) if place else None), who.sector)

    @cached_property
    def _affiant(self) -> Actor | None:
        """Who swears an affidavit in the first person (``I, X, being duly sworn``), with the office told of ``I``."""
        for tree in self.trees:
            if tree.words[:2] == ("I", ",") and len(tree.words) > 3 and tree.upos(2) == "PROPN":
                span = self._extent(tree, 2)
                who = next(filter(None, (self._said_of_me(other) for other in self.trees)), NOBODY)
                return Actor(self.article.text[span.start : span.end], who.country, who.sector, span)
        return None

    def _said_of_me(self, tree: Tree) -> Who:
        for i in range(len(tree.words)):
            mine = any(tree.lower[c] == "i" and tree.relation(c).startswith("nsubj") for c in tree.children(i))
            phrase = self._phrase(tree.index, i) if mine and tree.upos(i) in {"NOUN", "PROPN"} else None
            if phrase is not None and phrase.office is not None:
                return self._told(tree.index, phrase, 0)
        return NOBODY

    # ------------------------------------------------------------------------------------------------- the names

    def _find_mentions(self) -> Iterator[NamedMention]:
        text = self.article.text
        for tree in self.trees:
            span = tree.sentence.span
            for found in find_names(text, span.start, span.end):
                tokens = [i for i, t in enumerate(tree.tokens) if t.span.overlaps(found.span)]
                if not tokens or _a_person(tree, tokens, found.name):
                    continue
                tops = [i for i in tokens if tree.head(i) not in tokens or tree.head(i) == i]
                name, words = found.name, text[found.span.start : found.span.end]
                yield NamedMention(found.span, words, name.code, name.sector, name.kind, tree.index, tops[-1], name.theatres)

    def _read_publisher(self) -> None:
        publisher = self.article.publisher
        if publisher and self.institution is not None:
            self._known[_key(publisher)] = (Who(self.institution.country, self.institution.sector), publisher)
        elif publisher and not find_names(publisher):
            self._keep(publisher, Who(self.home, Sector.MED), publisher)

    def _read_names(self) -> None:
        """First reading: names that their own phrase explains, so that a surname in the headline is known too."""
        for tree in self.trees:
            for i in range(len(tree.tokens)):
                if tree.upos(i) == "PROPN" and top_of(tree, i) == i and tree.base(i) != "compound":
                    self._learn(tree, i)
        self._memo.clear()

    def _learn(self, tree: Tree, i: int) -> None:
        phrase = self._phrase(tree.index, i)
        name = name_in(tree, phrase)
        who = self._told(tree.index, phrase, 0) if name else NOBODY
        if name is None or not who:
            return
        span = self._extent(tree, i)
        self._keep(name, who, self.article.text[span.start : span.end])

    def _keep(self, name: str, who: Who, text: str) -> None:
        """Keep who bears a name, under the whole of it, its beginning and its last word."""
        parts = _key(name).split()
        shorter = (" ".join(parts[:n]) for n in range(len(parts), 1, -1))
        for key in dict.fromkeys((*shorter, " ".join(parts[-2:]), parts[-1], parts[0])):
            if " " not in key and (key in read_offices() or key in PARTICLES or len(key) < 3):
                continue
            if key not in self._known or (self._known[key][0].country is None and who.country):
                self._known[key] = (who, text)

    # --------------------------------------------------------------------------------------------- second reading

    def _read_on(self) -> None:
        for tree in self.trees:
            for i in range(len(tree.tokens)):
                if tree.upos(i) in {"NOUN", "PROPN"} and top_of(tree, i) == i and tree.base(i) not in {"compound", "det"}:
                    self._meet(tree, i)

    def _meet(self, tree: Tree, i: int) -> None:
        phrase = self._phrase(tree.index, i)
        mention, office = _head_mention(phrase), phrase.office
        if mention is None and tree.lemma(i) in SITES:
            mention = next((m for m in phrase.mentions if m.kind in WHERE), None)
        if mention is None and office is None and tree.upos(i) != "PROPN":
            return
        who = self._who(tree.index, i)
        if not who:
            return
        span = self._extent(tree, i)
        name = name_in(tree, phrase)
        if name and who.country:
            self._keep(name, who, self.article.text[span.start : span.end])
        self.floor.entries.append(
            Entry(
                tree.index,
                i,
                who,
                self.article.text[span.start : span.end],
                phrase.words,
                person=_is_person(tree, phrase, who),
                plural=tree.tokens[i].xpos in {"NNS", "NNPS"} and mention is None,
                named=tree.upos(i) == "PROPN" or mention is not None,
                kind=mention.kind if mention else None,
                rank=self.floor.rank(tree, i),
            )
        )

    # ------------------------------------------------------------------------------------------------- the chain

    def _phrase(self, sentence: int, token: int) -> Phrase:
        mentions = self._by_sentence.get(sentence, ())
        return phrase_at(self.trees[sentence], self._named_head(sentence, token), mentions)

    def _named_head(self, sentence: int, token: int) -> int:
        """The head of the name that a token is part of, where the parse has torn the name apart."""
        tree = self.trees[sentence]
        for mention in self._by_sentence.get(sentence, ()):
            torn = mention.token != token and tree.tokens[token].span.overlaps(mention.span)
            if torn and not tree.below(token, mention.token):
                return mention.token
        return token

    def _who(self, sentence: int, token: int, depth: int = 0) -> Who:
        key = (sentence, token)
        if key not in self._memo:
            self._memo[key] = NOBODY  # a phrase that leads back to itself tells nothing
            self._memo[key] = self._work_out(sentence, token, depth)
        return self._memo[key]

    def _work_out(self, sentence: int, token: int, depth: int) -> Who:
        tree = self.trees[sentence]
        phrase = self._phrase(sentence, token)
        if tree.upos(phrase.head) == "PRON" or tree.lower[phrase.head] in ONE or tree.lower[phrase.head] == "whose":
            return self._pronoun(tree, phrase, depth)
        if _nobody_in_particular(tree, phrase):
            return Who(None, Sector.MED) if phrase.office and phrase.office.sector is Sector.MED else NOBODY
        told = self._told(sentence, phrase, depth)
        if told.country or phrase.has(OfficeForm.SCOPE) or phrase.has(OfficeForm.RELATION):
            return told
        if self._of_others(sentence, phrase):
            return told
        if name_in(tree, phrase) is not None and (said := self._said_to_be(tree, phrase)).country:
            return Who(said.country, told.sector or said.sector)
        described = self._described(sentence, phrase)
        if described.office is None:
            return self._newcomer(tree, phrase, told)
        return self._in_context(tree, described, told)

    def _of_others(self, sentence: int, phrase: Phrase) -> bool:
        """Whether it belongs to several whom the page does not name: ``officials of three countries``."""
        behind = (self._phrase(sentence, token) for case, token in phrase.after if case in {"of", "from"})
        return any(p.office and (p.has(OfficeForm.RELATION) or p.has(OfficeForm.SCOPE)) for p in behind)

    def _described(self, sentence: int, phrase: Phrase) -> Phrase:
        """The phrase that holds the office: itself, or the one beside a bare name."""
        if phrase.office is not None:
            return phrase
        sides = (self._phrase(sentence, token) for token in phrase.beside)
        return next((side for side in sides if side.office is not None), phrase)

    def _told(self, sentence: int, phrase: Phrase, depth: int) -> Who:
        """Who the phrase's own words tell it is, without looking elsewhere on the page but for its names."""
        if depth > DEEP:
            return NOBODY
        tree = self.trees[sentence]
        head = _head_mention(phrase)
        owner = self._owner(sentence, phrase, depth)
        if head is not None:
            return self._named(head, owner)
        known = self._known_as(tree, phrase)
        if known is not None and not owner.country:
            office = phrase.office
            return Who(known.country, _sector(phrase, known) if office else known.sector)
        return Who(owner.country, _sector(phrase, owner))

    def _owner(self, sentence: int, phrase: Phrase, depth: int) -> Who:
        """The country and kind of whatever the phrase says its bearer belongs to, the surest sign first."""
        tree = self.trees[sentence]
        related = phrase.has(OfficeForm.RELATION)
        ours = phrase.possessor is not None and tree.lower[phrase.possessor] in {"our", "my"}
        if ours and self.institution is not None and phrase.office is not None and not phrase.mentions:
            if tree.lemma(phrase.head) not in {"partner", "ally", "neighbour", "neighbor", "friend"}:
                return Who(self.institution.country, self.institution.sector)
        if phrase.possessor is not None and not related and tree.lower[phrase.possessor] not in WE:
            who = self._who(sentence, phrase.possessor, depth + 1)
            if who:
                return who
        for mention in phrase.mentions:
            if mention.token != phrase.head and (mention.code or mention.sector):
                loose = mention.kind in {NameKind.PLACE, NameKind.DEMONYM} or (mention.kind in POLITY and not phrase.office)
                return Who(self._code(mention), None if loose else mention.sector)
        if phrase.has(OfficeForm.SCOPE):
            return NOBODY
        side = self._beside(sentence, phrase, depth)
        if side.country:
            return side
        behind = NOBODY if related else self._behind(sentence, phrase, depth)
        return behind if behind.country else side or behind or self._title_before(tree, phrase)

    def _beside(self, sentence: int, phrase: Phrase, depth: int) -> Who:
        best = NOBODY
        for token in phrase.beside:
            other = self._phrase(sentence, token)
            above = _head_mention(other)
            if above is not None and above.kind in WHERE and token < phrase.head:
                continue  # a place is no other name of a person or a body
            kept = tuple(b for b in other.beside if b != phrase.head and b not in phrase.beside)
            who = self._told(sentence, replace(other, beside=kept), depth + 1)
            if who.country:
                return who
            best = best or who
        return best

    def _behind(self, sentence: int, phrase: Phrase, depth: int) -> Who:
        tree = self.trees[sentence]
        office = phrase.office
        abroad = tree.lemma(phrase.head) in ABROAD or (office is not None and office.text in ABROAD)
        best = NOBODY
        for case, token in phrase.after:
            if case.split(" ")[0] in ELSEWHERE or (abroad and case in LOCATED | {"from"}):
                continue
            place = _head_mention(self._phrase(sentence, token)) if case in LOCATED else None
            if place is not None and place.kind in WHERE:
                who = Who(place.code, None)
            else:
                who = self._who(sentence, token, depth + 1)
            if who.country:
                return who
            best = best or who
        return best

    def _title_before(self, tree: Tree, phrase: Phrase) -> Who:
        """A title that the parse has torn from its name: ``Under Secretary for Trade and Industry Carla Hennings``."""
        if tree.upos(phrase.head) != "PROPN" or phrase.office is not None:
            return NOBODY
        at = phrase.core[0]
        while at > 0 and (tree.words[at - 1][:1].isupper() or tree.lower[at - 1] in {"of", "for", "and", "the"}):
            at -= 1
        titles = [o for _, o in offices_in(tree, range(at, phrase.core[0])) if o.form is OfficeForm.PERSON]
        if not titles:
            return NOBODY
        country = self.floor.topic(tree.index, phrase.head) or self.home
        return Who(country, titles[0].sector)

    def _named(self, mention: NamedMention, owner: Who) -> Who:
        general = mention.kind is NameKind.INSTITUTION and owner.sector in {None, Sector.GOV}
        if general and owner.country and owner.country != mention.code:
            return Who(owner.country, mention.sector)
        if mention.text == "Brussels":
            return Who("EU", Sector.IGO)
        return Who(self._code(mention), mention.sector or (Sector.GOV if mention.kind in POLITY else None))

    def _code(self, mention: NamedMention) -> str | None:
        """Whose a name is on this page: of a group of several countries, the one of them that is named most."""
        if mention.text == "Korea":
            return self._korea
        if not mention.theatres:
            return mention.code
        if self.home in mention.theatres:
            return self.home
        return max(mention.theatres, key=lambda code: (self._told_of[code], -mention.theatres.index(code)))

    @cached_property
    def _korea(self) -> str:
        """Which Korea a bare ``Korea`` is: the one of which the page speaks more."""
        told = Counter(m.code for m in self.mentions if m.text != "Korea")
        return "PRK" if told["PRK"] > told["KOR"] else "KOR"

    def _known_as(self, tree: Tree, phrase: Phrase) -> Who | None:
        name = name_in(tree, phrase)
        if name is None:
            return None
        key = _key(name)
        found = [self._known[k][0] for k in (key, key.split()[-1]) if k in self._known]
        return next((who for who in found if who.country), found[0] if found else None)

    # ------------------------------------------------------------------------------------------------ looking back

    def _in_context(self, tree: Tree, phrase: Phrase, told: Who) -> Who:
        """Whom a bare role means: who bore it before, else whom the passage is about, else one of the page's home."""
        office = phrase.office
        if office is None:
            return told
        sentence, token = tree.index, phrase.head
        lemma = tree.lemma(token)
        beside = _beside_words(tree, phrase)
        if place := self._place_of_passage(sentence, token):
            return Who(place, told.sector)
        if near := self.floor.role_before(sentence, token, lemma, beside, near=True):
            return self._take(near, told, phrase)
        if lemma in {"expert", "panel"} and (body := self.floor.kind_before(sentence, token, Sector.IGO)):
            return body.who
        if told.sector in ORGANISED and not (phrase.words & STATE_OWN):
            return self._body_before(tree, phrase, told, lemma)
        official = self.institution is not None and self.institution.sector not in ORGANISED
        inner = told.sector in {Sector.LEG, Sector.OPP, Sector.JUD}
        if inner and (topic := self.floor.sentence_topic(sentence, token)):
            return Who(topic, told.sector)
        if self.ground and (inner or lemma in LANDS or (official and told.sector is Sector.GOV)):
            return Who(self.ground, told.sector)
        if told.sector is Sector.CVL:
            return Who(self.floor.site_before(sentence, token) or self.ground, told.sector)
        if lemma in {"diplomat", "attaché", "attache"} and not _definite(tree, token):
            return told
        if topic := self.floor.topic(sentence, token):
            return Who(topic, told.sector)
        if far := self.floor.role_before(sentence, token, lemma, beside, near=False):
            return self._take(far, told, phrase)
        if self.floor.opens_with_quote(sentence) and (topic := self.floor.topic_above(sentence, token)):
            return Who(topic, told.sector)
        if scene := self._scene_after(tree, token):
            return Who(scene, told.sector)
        return Who(self.ground or self.floor.topic_above(sentence, token), told.sector)

    def _place_of_passage(self, sentence: int, token: int) -> str | None:
        if any(self.trees[sentence].lower[c] == "there" for c in self.trees[sentence].children(token)):
            return self.floor.place_before(sentence, token)
        return self.floor.site_of_clause(sentence, token) or self.floor.place_of_clause(sentence, token)

    def _scene_after(self, tree: Tree, token: int) -> str | None:
        """The capital in which a subject's own verb sets him: ``the marshal told a briefing in Addis Ababa``."""
        verb = tree.head(token)
        if not tree.relation(token).startswith("nsubj") or self.ground == self.home:
            return None
        for mention in self._by_sentence.get(tree.index, ()):
            in_clause = mention.token in tree.clause(verb) and mention.token > token
            if in_clause and mention.kind is NameKind.CAPITAL and tree.case(mention.token) == "in":
                return mention.code
        return None

    def _take(self, entry: Entry, told: Who, phrase: Phrase) -> Who:
        inherits = phrase.office is not None and phrase.office.form is OfficeForm.INHERIT
        return Who(entry.who.country, entry.who.sector if inherits or told.sector is None else told.sector)

    def _body_before(self, tree: Tree, phrase: Phrase, told: Who, lemma: str) -> Who:
        entry = self.floor.role_before(tree.index, phrase.head, lemma, frozenset(), near=False)
        if entry is None and told.sector is not None:
            entry = self.floor.kind_before(tree.index, phrase.head, told.sector)
        if entry is not None:
            return Who(entry.who.country, told.sector)
        if told.sector is Sector.REB:
            return Who(self.floor.site_before(tree.index, phrase.head) or self.ground, told.sector)
        sides = (self._phrase(tree.index, token) for token in phrase.beside)
        named = any(name_in(tree, p) for p in (phrase, *sides)) or self.institution is not None
        definite = _definite(tree, phrase.head) and tree.tokens[phrase.head].xpos not in {"NNS", "NNPS"}
        own = (named and told.sector is Sector.MED) or (definite and told.sector is Sector.BUS)
        return Who(self.ground, told.sector) if own else told

    def _newcomer(self, tree: Tree, phrase: Phrase, told: Who) -> Who:
        """A name that nothing explains: the bearer of the role just spoken of, else one of the institution's own."""
        if tree.upos(phrase.head) != "PROPN" or name_in(tree, phrase) is None:
            return told
        if told:
            return told
        if self.floor.rank(tree, phrase.head) >= 2:
            for entry in self.floor.before(tree.index, phrase.head, 3):
                if entry.person and not entry.named and not entry.plural and entry.who.country:
                    return entry.who
            if topic := self.floor.topic(tree.index, phrase.head):
                return Who(topic, Sector.GOV)
        if self.institution is not None:
            return Who(self.institution.country, self.institution.sector)
        return NOBODY

    def _said_to_be(self, tree: Tree, phrase: Phrase) -> Who:
        """Who a sentence says that its subject is: ``X is a clerk of the court``, ``X, who heads the navy``."""
        places = [tree.head(phrase.head)] if tree.relation(phrase.head).startswith("nsubj") else []
        places += tree.children(phrase.head, "acl")
        for place in places:
            objects = [place] if tree.upos(place) in {"NOUN", "PROPN"} else []
            if tree.lemma(place) in HEADING:
                objects = list(tree.children(place, "obj", "obl"))
            for token in objects:
                other = self._phrase(tree.index, token)
                if (other.office or other.mentions) and (who := self._who(tree.index, token)).country:
                    return who
            if tree.lemma(place) in MORTAL:
                sites = (self._who(tree.index, c) for c in tree.children(place, "obl") if tree.case(c) in {"in", "at"})
                if who := next((w for w in sites if w.country), None):
                    return Who(who.country, None)
        if tree.base(phrase.head) == "nmod":  # "researchers at Harbour Watch, a monitor in Lisbon": beside the outer head
            return self._beside(tree.index, self._phrase(tree.index, tree.head(phrase.head)), 1)
        return self._by_address(tree, phrase)

    def _by_address(self, tree: Tree, phrase: Phrase) -> Who:
        """A site named by its address in a country's domain: ``Example.kg``."""
        name, _, ending = tree.words[phrase.head].rpartition(".")
        country = pycountry.countries.get(alpha_2=ending.upper()) if name and len(ending) == 2 else None
        if country is None or ending in COMMERCIAL:
            return NOBODY
        return Who(country.alpha_3, Sector.MED)

    def _pronoun(self, tree: Tree, phrase: Phrase, depth: int) -> Who:
        word = tree.lower[phrase.head]
        if word in ONE:
            for case, token in phrase.after:
                if case in {"of", "among"}:
                    return self._who(tree.index, token, depth + 1)
            return NOBODY
        entry = self.floor.antecedent(tree.index, phrase.head)
        if entry is None and word in RELATIVE:
            return NOBODY
        return entry.who if entry else NOBODY

    # ------------------------------------------------------------------------------------------------- words, parties

    def _extent(self, tree: Tree, token: int) -> Span:
        """The words that name the actor: the phrase with title and apposition, without relative clauses."""
        head = top_of(tree, token)
        cut: set[int] = set()
        for i in tree.subtree(head):
            if i != head and tree.base(i) in {"acl", "parataxis", "conj", "cc", "advcl", "cop"}:
                cut.update(tree.subtree(i))
        kept = [i for i in tree.subtree(head) if i not in cut]
        while len(kept) > 1 and tree.base(kept[-1]) == "punct" and tree.words[kept[-1]] not in {")", "."}:
            kept.pop()
        while len(kept) > 1 and tree.base(kept[0]) in {"punct", "case", "mark", "cc"}:
            kept.pop(0)
        return tree.span(tuple(kept))

    def _may_be_party(self, tree: Tree, phrase: Phrase) -> bool:
        if _head_mention(phrase) or phrase.office or tree.upos(phrase.head) in {"PRON", "PROPN"}:
            return True
        solid = any(m.kind is not NameKind.DEMONYM for m in phrase.mentions)
        return solid or tree.lemma(phrase.head) in SITES or phrase.possessor is not None or bool(phrase.after)


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


def _head_mention(phrase: Phrase) -> NamedMention | None:
    return next((m for m in phrase.mentions if m.token == phrase.head), None)


def _is_person(tree: Tree, phrase: Phrase, who: Who) -> bool:
    office = phrase.office
    if _head_mention(phrase) is not None:
        return False
    if office is not None:
        titled = office.form in {OfficeForm.PERSON, OfficeForm.RELATION, OfficeForm.UNNAMED}
        return titled or (office.form is OfficeForm.INHERIT and office.sector is not None) or tree.lemma(phrase.head) in {
            "head", "chief", "director", "chairman", "member", "leader", "commander", "source", "boss", "founder"
        }  # fmt: skip
    return name_in(tree, phrase) is not None and who.sector not in ORGANISED


def _beside_words(tree: Tree, phrase: Phrase) -> frozenset[str]:
    """The common words before a role noun that tell it from others: ``foreign`` in ``the foreign ministry``."""
    head = phrase.head
    titles = {i for i, _ in phrase.offices if i != head}
    plain_words = {i for i in phrase.core if i != head and not tree.words[i][:1].isupper()}
    return frozenset(tree.lower[i] for i in titles | {i for i in plain_words if tree.upos(i) in {"NOUN", "ADJ"}})


def _nobody_in_particular(tree: Tree, phrase: Phrase) -> bool:
    """Whether a phrase names nobody whose country could be told: people familiar with the matter, sources."""
    office = phrase.office
    if office is None or office.form not in {OfficeForm.UNNAMED, OfficeForm.INHERIT, OfficeForm.PERSON}:
        return False
    if office.form is OfficeForm.UNNAMED and office.sector is Sector.MED:
        return not phrase.mentions
    if office.form is OfficeForm.UNNAMED or tree.lemma(phrase.head) in {"person", "people", "man", "woman"}:
        return not phrase.mentions and not any(case in {"of", "from"} for case, _ in phrase.after)
    bare = len(phrase.core) == 1 and not phrase.after and phrase.possessor is None
    return tree.lemma(phrase.head) == "source" and bare and not _definite(tree, phrase.head)


def _definite(tree: Tree, token: int) -> bool:
    return any(tree.lower[c] in {"the", "these", "those", "this", "that"} for c in tree.children(token, "det"))


def _sector(phrase: Phrase, owner: Who) -> Sector | None:
    """The sector by the phrase's office, taken from its owner where the office says so."""
    office = phrase.office
    if phrase.has(OfficeForm.LEAKER) and (office is None or office.form is not OfficeForm.BODY):
        return None
    if owner.sector is Sector.REB and (office is None or office.sector in {None, Sector.GOV, Sector.MIL}):
        return Sector.REB
    if office is None:
        return owner.sector
    if office.form is not OfficeForm.INHERIT:
        titled = office.sector is Sector.MIL and owner.sector in {Sector.GOV, Sector.SPY} and bool(phrase.beside)
        return owner.sector if titled else office.sector
    bodies = [o.sector for _, o in phrase.offices if o is not office and o.form in {OfficeForm.BODY, OfficeForm.PERSON}]
    first = next((sector for sector in bodies if sector), None)
    return first or owner.sector or office.sector or (Sector.GOV if owner.country else None)


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
    words = plain(publisher).casefold().removeprefix("the ").split()
    if (whole_office := next((offices[w] for n in (3, 2) if (w := " ".join(words[:n])) in offices), None)) is not None:
        return Who(_first_code(publisher), whole_office.sector)
    head = _HEAD_OF_TITLE.split(" ".join(words))[0].split()
    office = next((offices[w] for n in (4, 3, 2, 1) if (w := " ".join(head[-n:])) in offices), None)
    if office is None or office.form is not OfficeForm.BODY or office.sector is Sector.MED:
        return None
    return Who(_first_code(publisher), office.sector)


def _a_person(tree: Tree, tokens: Sequence[int], name: Name) -> bool:
    """Whether a name of a place is rather part of a person's: ``Sofia Marinova``, ``Michael Jordan``."""
    if name.kind not in WHERE or len(tokens) > 1:
        return False
    at = tokens[0]
    if tree.relation(at) == "flat" and tree.upos(tree.head(at)) == "PROPN" and tree.head(at) == at - 1:
        return True
    return any(tree.relation(c) == "flat" and c == at + 1 and tree.words[c][:1].isupper() for c in tree.children(at))
