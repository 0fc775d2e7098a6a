"""The cast of a page: everybody whom it names, and who is meant by a noun phrase, a surname, a role or a pronoun."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.claims.floor import HE, IT, MISSIONS, NOBODY, RELATIVE, THEY, WE, WHERE, Entry, Floor, Who
from onrecord.claims.naming import NameBook, find_mentions
from onrecord.claims.persons import NamedMention, Phrase, extent, is_definite, is_plural, name_in, top_of
from onrecord.claims.setting import Setting
from onrecord.claims.told import Told, breakaway, nobody_in_particular
from onrecord.claims.tree import Tree
from onrecord.lexicon.actors import NameKind, OfficeForm, find_names
from onrecord.records import Actor, Article, Sector, Sentence

ONE = frozenset("one some two three four many both all most several each others another none neither those".split())
SITES = frozenset(
    "city town village port base airfield airport border district region province capital coast soil territory harbour "
    "harbor area quarter suburb plant bridge island peninsula waters airspace front school hospital".split()
)
WORLD = {"expert": "UN", "panel": "UN", "council": "UN", "bloc": "EU", "alliance": "NATO"}
"""The international body that a word means, where the page names that body."""
LANDS = frozenset("island country nation kingdom state republic capital emirate".split())
STATE_OWN = frozenset("state local regional provincial national public official state-run".split())
INNER = frozenset({Sector.LEG, Sector.OPP, Sector.JUD})
"""Sectors that speak at home: a bare lawmaker is one of the page's own country."""
ORGANISED = frozenset({Sector.MED, Sector.BUS, Sector.REB, Sector.NGO, Sector.IGO})
"""Sectors whose bodies are referred back to by a class noun: the magazine, the firm, the group."""
KINDS: dict[str, frozenset[Sector]] = {
    "group": frozenset({Sector.REB, Sector.NGO, Sector.BUS}),
    "organisation": frozenset({Sector.NGO, Sector.IGO, Sector.REB}),
    "organization": frozenset({Sector.NGO, Sector.IGO, Sector.REB}),
    "agency": frozenset({Sector.SPY, Sector.MED, Sector.IGO}),
    "service": frozenset({Sector.SPY}),
    "body": frozenset({Sector.IGO, Sector.NGO}),
}
"""What kinds of body a general word can point back to."""
DOCUMENTS = frozenset(
    "statement document report letter bulletin notice communique communiqué brochure post tweet note filing draft "
    "study dossier assessment analysis memo memorandum reports rumours rumors speculation".split()
)
"""What speaks for somebody but is never a party to a deed."""
HEADS = frozenset("head chief director chairman member leader commander source boss founder".split())


class Cast:
    """Who is who on one page: the page's own words and the tables answer, by a fixed order of rules."""

    def __init__(self, article: Article, sentences: Sequence[Sentence]) -> None:
        self.article = article
        self.trees = tuple(Tree(i, sentence) for i, sentence in enumerate(sentences))
        self.mentions: tuple[NamedMention, ...] = tuple(find_mentions(article, self.trees))
        self._setting = Setting(article, self.trees, self.mentions)
        self._floor = Floor(article, self.trees)
        self._book = NameBook()
        self._told = Told(self.trees, self._setting, self._book, self._floor, self._who)
        self._memo: dict[tuple[int, int], Who] = {}
        self._looks_back = False
        self._read_names()
        self._read_on()

    @property
    def home(self) -> str | None:
        """The page's home country: of its dateline, else of the institution or the publisher."""
        return self._setting.home

    @property
    def institution(self) -> Actor | None:
        """The institution whose own text the page is, ``None`` where a reporter or an author writes."""
        return self._setting.institution

    @property
    def ground(self) -> str | None:
        """The country whose offices a bare ``the ministry`` or ``the army`` is: home where the page speaks of it."""
        return self._setting.ground

    def is_actor(self, sentence_index: int, token_index: int) -> bool:
        """Whether a token's noun phrase can name somebody at all, as ``the crates`` or ``the proposal`` cannot."""
        tree = self.trees[sentence_index]
        phrase = self._told.phrase(sentence_index, token_index)
        if tree.upos(phrase.head) == "PRON":
            return tree.lower[phrase.head] in HE | IT | THEY | WE | RELATIVE | ONE
        if phrase.mention is not None or tree.lower[phrase.head] in ONE:
            return phrase.mention is None or phrase.mention.kind is not NameKind.DEMONYM or is_plural(tree, phrase.head)
        if phrase.office is not None:
            return phrase.offices[-1][0] == phrase.head or tree.upos(phrase.head) == "PROPN"
        return tree.upos(phrase.head) == "PROPN" and name_in(tree, phrase) is not None

    def resolve(self, sentence_index: int, token_index: int) -> Actor:
        """The actor that a token's noun phrase names; country and sector are ``None`` where the page does not tell."""
        tree = self.trees[sentence_index]
        who = self._who(sentence_index, token_index)
        span = extent(tree, token_index)
        text = self.article.text[span.start : span.end]
        if tree.upos(token_index) == "PRON":
            entry = self._floor.antecedent(sentence_index, token_index)
            return Actor(entry.text if entry else text, who.country, who.sector, span)
        return Actor(self._book.fullest(text), who.country, who.sector, span)

    def resolve_pronoun(self, sentence_index: int, token_index: int) -> Actor | None:
        """Whom a pronoun stands for, if somebody before it fits."""
        entry = self._floor.antecedent(sentence_index, token_index)
        return Actor(entry.text, entry.who.country, entry.who.sector) if entry else None

    def party_code(self, sentence_index: int, token_index: int) -> str | None:
        """The code of a party to an event: a country, an organisation, with its sector a company or an armed group."""
        phrase = self._told.phrase(sentence_index, token_index)
        if not _may_be_party(self.trees[sentence_index], phrase):
            return None
        return party(self._who(sentence_index, token_index))

    # --------------------------------------------------------------------------------------------- two readings

    def _read_names(self) -> None:
        """First reading: names that their own phrase explains, so that a surname in the headline is known too."""
        publisher, institution = self.article.publisher, self.institution
        if publisher and institution is not None:
            self._book.keep(institution.text, Who(institution.country, institution.sector), institution.text)
        elif publisher and not find_names(publisher):
            self._book.keep(publisher, Who(self.home, Sector.MED), publisher)
        for tree in self.trees:
            for i in range(len(tree.tokens)):
                if tree.upos(i) == "PROPN" and top_of(tree, i) == i and tree.base(i) != "compound":
                    phrase = self._told.phrase(tree.index, i)
                    self._keep(tree, phrase, self._told.tell(tree.index, phrase, 0))
        self._memo.clear()
        self._looks_back = True

    def _read_on(self) -> None:
        """Second reading, in order: everybody takes the floor, so that later words can point back."""
        for tree in self.trees:
            for i in range(len(tree.tokens)):
                if (
                    tree.upos(i) in {"NOUN", "PROPN"}
                    and top_of(tree, i) == i
                    and tree.base(i) not in {"compound", "det"}
                ):
                    self._meet(tree, i)

    def _keep(self, tree: Tree, phrase: Phrase, who: Who) -> None:
        name = name_in(tree, phrase) if who else None
        if name:
            span = extent(tree, phrase.head)
            self._book.keep(name, who, self.article.text[span.start : span.end])

    def _meet(self, tree: Tree, i: int) -> None:
        phrase = self._told.phrase(tree.index, i)
        mention = phrase.mention
        if mention is None and tree.lemma(i) in SITES:
            mention = next((m for m in phrase.mentions if m.kind in WHERE), None)
        if mention is None and phrase.office is None and tree.upos(i) != "PROPN":
            return
        who = self._who(tree.index, i)
        person = _is_person(tree, phrase, who)
        if not who and not person:
            return
        if who.country:
            self._keep(tree, phrase, who)
        span = extent(tree, i)
        entry = Entry(
            tree.index,
            i,
            who,
            self.article.text[span.start : span.end],
            phrase.words,
            person=person,
            plural=is_plural(tree, i) and mention is None,
            named=tree.upos(i) == "PROPN" or mention is not None,
            kind=mention.kind if mention else None,
            rank=self._floor.rank(tree, i),
        )
        self._floor.entries.append(entry)

    # ------------------------------------------------------------------------------------------------- the chain

    def _who(self, sentence: int, token: int, depth: int = 0) -> Who:
        key = (sentence, token)
        if key not in self._memo:
            self._memo[key] = NOBODY  # a phrase that leads back to itself tells nothing
            self._memo[key] = self._work_out(sentence, token, depth)
        return self._memo[key]

    def _work_out(self, sentence: int, token: int, depth: int) -> Who:
        tree, phrase = self.trees[sentence], self._told.phrase(sentence, token)
        if tree.upos(phrase.head) == "PRON" or tree.lower[phrase.head] in ONE | {"whose"}:
            return self._pronoun(tree, phrase, depth)
        if nobody_in_particular(tree, phrase):
            return Who(None, Sector.MED) if phrase.office and phrase.office.sector is Sector.MED else NOBODY
        told = self._told.tell(sentence, phrase, depth)
        if told.country or phrase.has(OfficeForm.SCOPE) or phrase.has(OfficeForm.RELATION):
            return told
        if self._told.of_others(sentence, phrase):
            return told
        if name_in(tree, phrase) is not None and (said := self._told.said_to_be(tree, phrase)).country:
            return Who(said.country, said.sector or told.sector)
        if not self._looks_back:
            return told
        described = self._told.described(sentence, phrase)
        if described.office is None:
            return told or self._newcomer(tree, phrase)
        return breakaway(tree, described, self._in_context(tree, described, told))

    def _in_context(self, tree: Tree, phrase: Phrase, told: Who) -> Who:
        """Whom a bare role means: who bore it before, else whom the passage is about, else one of the page's ground."""
        sentence, token, lemma = tree.index, phrase.head, tree.lemma(phrase.head)
        beside = _beside_words(tree, phrase)
        if who := self._world_body(tree, phrase):
            return who
        if place := self._scene(tree, token):
            return Who(place, told.sector)
        if near := self._floor.role_before(sentence, token, lemma, beside, near=True):
            return _take(near, told, phrase)
        if lemma in MISSIONS and (mission := self._floor.mission_before(sentence, token)):
            return Who(mission.who.country, told.sector)
        if told.sector in ORGANISED and not (phrase.words & STATE_OWN):
            return self._body_before(tree, phrase, told)
        if told.sector is None and (kin := self._kin_before(tree, phrase)):
            return kin
        if (country := self._country_of_sector(tree, token, told)) is not None:
            return Who(country, told.sector)
        if lemma in {"diplomat", "attaché", "attache"} and not is_definite(tree, token):
            return told
        if topic := self._floor.topic(sentence, token):
            return Who(topic, told.sector)
        if far := self._floor.role_before(sentence, token, lemma, beside, near=False):
            return _take(far, told, phrase)
        return Who(self._last_resort(tree, token), told.sector)

    def _country_of_sector(self, tree: Tree, token: int, told: Who) -> str | None:
        """Where some are at home whatever the passage is about: lawmakers, residents, an institution's own offices."""
        ground, institution = self._setting.ground, self.institution
        if told.sector in INNER:
            return self._floor.sentence_topic(tree.index, token) or ground
        if told.sector is Sector.CVL:
            return self._floor.site_before(tree.index, token) or ground
        official = institution is not None and institution.sector not in ORGANISED and told.sector is Sector.GOV
        return ground if official or tree.lemma(token) in LANDS else None

    def _last_resort(self, tree: Tree, token: int) -> str | None:
        above = self._floor.topic_above(tree.index, token)
        if above and self._floor.opens_with_quote(tree.index):
            return above
        if scene := self._scene_after(tree, token):
            return scene
        homeless = self._floor.topic(tree.index, token, of_report=True) or above if self.home is None else None
        return homeless or self._setting.ground or above

    def _scene(self, tree: Tree, token: int) -> str | None:
        """Where the sentence sets its scene before the token, or where its *there* points."""
        if any(tree.lower[c] == "there" for c in tree.children(token)):
            return self._floor.place_before(tree.index, token)
        return self._floor.site_of_clause(tree.index, token) or self._floor.place_of_clause(tree.index, token)

    def _scene_after(self, tree: Tree, token: int) -> str | None:
        """The capital in which a subject's own verb sets him: ``the marshal told a briefing in Addis Ababa``."""
        if tree.base(token) != "nsubj" or self._setting.ground == self.home:
            return None
        clause = tree.clause(tree.head(token))
        for mention in self._told.by_sentence.get(tree.index, ()):
            after = mention.token in clause and mention.token > token and tree.case(mention.token) == "in"
            if after and mention.kind is NameKind.CAPITAL:
                return mention.code
        return None

    def _body_before(self, tree: Tree, phrase: Phrase, told: Who) -> Who:
        """The body that a class noun points back to: the magazine, the firm, the group."""
        sentence, token = tree.index, phrase.head
        sides = (self._told.phrase(sentence, side) for side in phrase.beside)
        named = any(name_in(tree, p) for p in (phrase, *sides))
        if not named and (body := self._body_met(tree, token, told.sector)).country:
            return Who(body.country, told.sector)
        institution = self.institution
        person = phrase.office is not None and phrase.office.form is OfficeForm.PERSON
        if institution is not None and institution.sector is told.sector and (person or not named):
            return Who(institution.country, told.sector)
        if named and told.sector and (kind := self._floor.unnamed_before(sentence, token, told.sector)):
            return kind.who
        ground = self._setting.ground
        if told.sector is Sector.REB:
            site = self._floor.site_before(sentence, token)
            return Who(site or self._floor.topic(sentence, token, of_report=True) or ground, told.sector)
        definite = is_definite(tree, token) and not is_plural(tree, token)
        media = told.sector is Sector.MED and (named or self.institution is not None)
        return Who(ground, told.sector) if media or (definite and told.sector is Sector.BUS) else told

    def _body_met(self, tree: Tree, token: int, sector: Sector | None) -> Who:
        entry = self._floor.role_before(tree.index, token, tree.lemma(token), frozenset(), near=False)
        if entry is None and sector is not None:
            entry = self._floor.kind_before(tree.index, token, sector)
        return entry.who if entry else NOBODY

    def _kin_before(self, tree: Tree, phrase: Phrase) -> Who:
        """The named body that a word for many kinds of body points back to: the group, the agency, the organisation."""
        kinds = KINDS.get(tree.lemma(phrase.head), frozenset())
        if not kinds or not is_definite(tree, phrase.head):
            return NOBODY
        again = self._floor.role_before(tree.index, phrase.head, tree.lemma(phrase.head), frozenset(), near=False)
        bodies = (e for e in self._floor.before(tree.index, phrase.head) if e.who.sector in kinds and not e.person)
        body = again or next((e for e in bodies if e.named), None)
        return body.who if body else NOBODY

    def _newcomer(self, tree: Tree, phrase: Phrase) -> Who:
        """A name that nothing explains: the bearer of the role just spoken of, else one of the institution's own."""
        if tree.upos(phrase.head) != "PROPN" or name_in(tree, phrase) is None:
            return NOBODY
        if self._floor.rank(tree, phrase.head) >= 2:
            for entry in self._floor.before(tree.index, phrase.head, 3):
                if entry.person and not entry.named and not entry.plural and entry.who.country:
                    return entry.who
            if topic := self._floor.topic(tree.index, phrase.head):
                return Who(topic, Sector.GOV)
            if self.institution is not None:
                return Who(self.institution.country, self.institution.sector)
        return NOBODY

    def _world_body(self, tree: Tree, phrase: Phrase) -> Who:
        """The international body that a class noun means where the page names it: the bloc, the panel, the alliance."""
        code = WORLD.get(tree.lemma(phrase.head))
        capital = tree.lemma(phrase.head) != "council" or tree.words[phrase.head] == "Council"
        named = any(m.code == code for m in self.mentions)
        return Who(code, Sector.IGO) if code and named and capital and not phrase.mentions else NOBODY

    def _pronoun(self, tree: Tree, phrase: Phrase, depth: int) -> Who:
        if tree.lower[phrase.head] in ONE:
            groups = (token for case, token in phrase.after if case in {"of", "among"})
            of_whom = next((self._who(tree.index, token, depth + 1) for token in groups), None)
            several = self._floor.several_before(tree.index, phrase.head) if tree.base(phrase.head) == "nsubj" else None
            return of_whom or (several.who if several and not phrase.after else NOBODY)
        entry = self._floor.antecedent(tree.index, phrase.head)
        if entry is None and tree.lower[phrase.head] in WE and self.institution is not None:
            return Who(self.institution.country, self.institution.sector)
        return entry.who if entry else NOBODY


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


def _take(entry: Entry, told: Who, phrase: Phrase) -> Who:
    body = phrase.office is not None and phrase.office.form is OfficeForm.BODY
    return Who(entry.who.country, (told.sector if body else None) or entry.who.sector or told.sector)


def _is_person(tree: Tree, phrase: Phrase, who: Who) -> bool:
    office = phrase.office
    if phrase.mention is not None:
        return phrase.mention.kind is NameKind.PERSON
    if office is None:
        counted = any(tree.base(i) == "nummod" for i in phrase.core)
        acts = bool(who) or tree.base(phrase.head) in {"nsubj", "appos", "obj", "conj", "root"}
        return name_in(tree, phrase) is not None and who.sector not in ORGANISED and acts and not counted
    titled = office.form in {OfficeForm.PERSON, OfficeForm.RELATION, OfficeForm.UNNAMED}
    speaks = office.form is OfficeForm.INHERIT and (office.sector is not None or tree.lemma(phrase.head) in HEADS)
    return titled or speaks or tree.lemma(phrase.head) in HEADS


def _beside_words(tree: Tree, phrase: Phrase) -> frozenset[str]:
    """The common words before a role noun that tell it from others: ``foreign`` in ``the foreign ministry``."""
    titles = {i for i, _ in phrase.offices if i != phrase.head}
    common = {i for i in phrase.core if i != phrase.head and not tree.words[i][:1].isupper()}
    return frozenset(tree.lower[i] for i in titles | {i for i in common if tree.upos(i) in {"NOUN", "ADJ"}})


def _may_be_party(tree: Tree, phrase: Phrase) -> bool:
    """Whether a phrase can be a party at all: a demonym alone tells the make of a thing, not whose it is."""
    if phrase.mention or tree.upos(phrase.head) in {"PRON", "PROPN"}:
        return True
    if phrase.office is not None:
        return phrase.office.text not in DOCUMENTS
    solid = any(m.kind is not NameKind.DEMONYM for m in phrase.mentions)
    return solid or tree.lemma(phrase.head) in SITES or phrase.possessor is not None or bool(phrase.after)
