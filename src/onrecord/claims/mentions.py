"""Mentions of events: a predicate with its arguments, every role still open to what the rest of the page tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.claims.story import Story
from onrecord.claims.tree import Tree
from onrecord.lexicon.actors import NameKind
from onrecord.lexicon.predicates import Predicate, senses_of
from onrecord.records import EventType, Role, Stage

CONTAINERS = frozenset(
    "shipment cargo consignment load batch crate container convoy delivery package equipment kit box pallet lot hardware materiel freight stock gear wagon lorry truck first second dozen rest bulk remainder part half third".split()
)
GOODS_PRONOUNS = frozenset("it they them these those none".split())
CARRIED_ON = frozenset(
    "supply deliver provide send ship transfer give donate lend sell export smuggle fly truck airlift hand buy receive obtain fire launch return seize intercept".split()
)
"""Verbs strong enough to take up goods by a pronoun or as "the shipment"."""
HAPPENING = frozenset(
    "transfer delivery shipment consignment handover hand-over purchase sale airlift resale seizure interception haul".split()
)
"""Nouns that name a happening by themselves: "any such transfer", "the purchase"."""
TRADE_NOUNS = frozenset(
    "sale export import trade delivery shipment transfer supply sales exports imports deliveries shipments".split()
)
SANCTION_NOUNS = frozenset(
    "sanction embargo ban blacklist restriction measure designation freeze listing penalty curb".split()
)
SEA = frozenset("sea ocean waters water range orbit space sky lagoon bay".split())
NO_PLACE = frozenset("use war purpose help part time day year week month fight conflict fury charge reason way".split())
CARRYING_PARTICLES = frozenset(
    (verb, particle)
    for verb, particles in {
        "hand": "over on in out",
        "turn": "over",
        "pass": "on along over",
        "send": "on over out in off back",
        "ship": "out in off over",
        "sell": "off on",
        "give": "away over up",
        "fly": "in out over",
        "bring": "in over",
        "take": "in over",
        "roll": "off in out up",
        "move": "in out over",
        "hold": "back",
        "load": "up on",
        "blow": "up",
        "set": "off",
        "fire": "off",
        "pick": "up",
        "buy": "up in",
        "run": "in",
        "turn_": "up",
        "come": "in",
        "go": "off",
        "slip": "in over through",
        "lob": "over",
        "call": "off",
        "drop": "off",
    }.items()
    for particle in particles.split()
)
"""Particles that leave a verb what it is."""
NO_GOODS = frozenset(
    "part place shape note stock step action care advantage office time way aim effect sense look trace side seat turn lead noise deal mistake".split()
)
NEIGHBOURS = frozenset("neighbour neighbor ally enemy rival partner foe friend customer client opponent".split())
WHERE = frozenset({NameKind.COUNTRY, NameKind.CAPITAL, NameKind.PLACE, NameKind.DEMONYM})
LIGHT_VERBS = frozenset(
    "carry make conduct launch mount stage perform undertake stop begin start continue resume complete approve announce plan order authorise authorize".split()
)


@dataclass(frozen=True, slots=True)
class Filling:
    """A candidate for a role: the code, the token that named it and how far to trust it (1 is told outright)."""

    role: Role
    code: str
    token: int
    weight: float
    group: int = -1
    """The token that heads the coordination in which it was named."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place of the text that names an event."""

    sentence: int
    head: int
    sense: Predicate
    fillings: tuple[Filling, ...]
    goods: tuple[int, ...]
    """Numbers of the story's goods mentions that stand as its goods."""
    arguments: tuple[int, ...]
    """The tokens that head its arguments."""
    anaphoric: bool = False
    """Whether its goods are a pronoun or a container ("the shipment") that points back."""
    stage: Stage | None = None

    @property
    def type(self) -> EventType:
        """The kind of event."""
        return self.sense.type

    @property
    def nominal(self) -> bool:
        """Whether a noun names it."""
        return self.sense.pos == "noun"

    def codes(self, role: Role) -> tuple[str, ...]:
        """The candidates for a role, in the text's order."""
        return tuple(dict.fromkeys(f.code for f in self.fillings if f.role is role))


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a predicate: its slot (subj, obj, a preposition …) and head token."""

    slot: str
    token: int
    weight: float = 1.0
    group: int = -1


def find_mentions(story: Story) -> tuple[Mention, ...]:
    """All mentions of events, in the text's order, one at most for a token."""
    found: list[Mention] = []
    for tree in story.trees:
        for i in range(len(tree.tokens)):
            mention = _read_mention(story, tree, i)
            if mention is not None:
                found.append(mention)
    return tuple(_grounded(tuple(_without_doubles(story, found))))


def _grounded(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Leave out what points back to goods where the page tells of no such happening with goods of its own."""
    told = {m.type for m in mentions if m.goods}
    yield from (m for m in mentions if not m.anaphoric or m.type in told)


def _without_doubles(story: Story, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Leave out a noun that only names the happening of its verb again ("carried out an attack" is one)."""
    taken = {(m.sentence, m.head) for m in mentions}
    for mention in mentions:
        tree = story.trees[mention.sentence]
        head = tree.head(mention.head)
        inside = (
            mention.nominal
            and tree.base(mention.head) in {"obj", "compound", "nmod"}
            and (mention.sentence, head) in taken
        )
        if inside:
            other = next(m for m in mentions if (m.sentence, m.head) == (mention.sentence, head))
            if other.type is mention.type:
                continue
        yield mention


def _read_mention(story: Story, tree: Tree, i: int) -> Mention | None:
    pos = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun"}.get(tree.upos(i))
    if pos is None and not (tree.upos(i) == "ADJ" and tree.tokens[i].xpos in {"VBN", "VBD"}):
        return None
    pos = pos or "verb"
    senses = senses_of(pos, tree.lemma(i))
    if not senses:
        return None
    if is_question(tree) or (pos == "verb" and _otherwise_meant(tree, i)):
        return None
    arguments = tuple(verb_arguments(tree, i) if pos == "verb" else noun_arguments(tree, i))
    best: tuple[float, Mention] | None = None
    for sense in senses:
        if not _has_below(tree, i, sense):
            continue
        read = _fit(story, tree, i, sense, arguments)
        if read is not None and (best is None or read[0] > best[0]):
            best = read
    return best[1] if best else None


def is_question(tree: Tree) -> bool:
    """Whether a sentence asks; a question claims nothing."""
    return any(word == "?" for word in tree.words[-3:])


def _otherwise_meant(tree: Tree, i: int) -> bool:
    """Whether a verb means something else by its particle or its subject: "carry out", "bring down", "whoever sells it"."""
    for c in tree.children(i):
        if tree.relation(c) == "compound:prt" and (tree.lemma(i), tree.lower[c]) not in CARRYING_PARTICLES:
            return not any(sense.below == (tree.lower[c],) for sense in senses_of("verb", tree.lemma(i)))
        if (
            tree.relation(c) in {"nsubj", "obj"}
            and tree.lower[c] in {"who", "whoever", "what", "whatever"}
            and tree.relation(i) != "acl:relcl"
        ):
            return True
        if tree.base(c) == "obj" and tree.lemma(c) in NO_GOODS:
            return True
    return False


GENERIC: dict[EventType, str] = {
    EventType.TRANSFER: "obj=goods to=recipient from=supplier via=intermediary through=intermediary",
    EventType.USE: "subj=attacker on=target at=target in=target against=target near=target",
    EventType.TEST: "subj=actor obj=goods",
    EventType.PRODUCTION: "subj=actor obj=goods with=partner",
    EventType.SEIZURE: "subj=actor obj=goods from=supplier for=recipient",
    EventType.SANCTION: "subj=actor on=target against=target",
}
"""The roles that arguments most often play, for words that no table knows as an event's."""


def mention_as(story: Story, sentence: int, head: int, kind: EventType) -> Mention:
    """A mention of an event of a known type by words that no table knows, its roles read by the commonest frame."""
    tree = story.trees[sentence]
    verbal = tree.upos(head) in {"VERB", "AUX"}
    frame = tuple((slot, role) for slot, _, role in (part.partition("=") for part in GENERIC[kind].split()))
    sense = Predicate(tree.lemma(head), (), "verb" if verbal else "noun", kind, None, frame, "-")
    arguments = tuple(verb_arguments(tree, head) if verbal else noun_arguments(tree, head))
    read = _fit(story, tree, head, sense, arguments)
    if read is None:
        raise ValueError(f"no mention at {tree.words[head]!r}: a frame that needs nothing always fits")
    mention = read[1]
    words = set(tree.clause(head))
    goods = mention.goods or tuple(g for g in story.goods_in(sentence) if story.goods[g].head in words)
    unsure = tuple(replace(f, weight=f.weight * 0.6) for f in mention.fillings)
    return replace(mention, fillings=unsure, goods=goods)


def _has_below(tree: Tree, i: int, sense: Predicate) -> bool:
    near = {tree.lower[c] for c in tree.children(i)} | {tree.lemma(c) for c in tree.children(i)}
    return all(word in near for word in sense.below)


def verb_arguments(tree: Tree, i: int) -> Iterator[Argument]:
    """The arguments of a verb, passives and relative clauses turned back into their active order."""
    passive = tree.is_passive(i)
    objects = [c for c in tree.children(i) if tree.base(c) == "obj"]
    subject = tree.subject(i)
    if tree.base(i) == "acl" and tree.relation(i) != "acl:relcl":
        subject = tree.head(i)
    subject = controller(tree, i, subject)
    relative = tree.relation(i) in {"acl:relcl", "advcl:relcl"}
    if relative:
        antecedent = tree.head(i)
        if subject is not None and tree.lower[subject] in {"which", "that", "who"}:
            subject = antecedent
        elif not objects and tree.upos(antecedent) in {"NOUN", "PROPN", "PRON"}:
            objects = [antecedent]
        objects = [antecedent if tree.lower[o] in {"which", "that"} else o for o in objects]
    if subject is not None and subject != i:
        for c in tree.conjuncts(subject):
            yield Argument("obj" if passive else "subj", c, 1.0, subject)
    for o in objects:
        for c in tree.conjuncts(o):
            if tree.upos(c) not in {"VERB"}:
                yield Argument("obj", c, 1.0, o)
    for c in tree.children(i):
        if tree.base(c) == "iobj":
            yield Argument("iobj", c)
        elif tree.base(c) in {"obl", "nmod"} and tree.case(c):
            yield from _prepositional(tree, c, passive=passive)
        elif tree.relation(c) in {"obl:tmod", "obl:npmod", "obl:unmarked"}:
            continue
    for o in objects:
        if o < i:
            continue
        for c in tree.children(o):
            if tree.base(c) == "nmod" and tree.case(c) not in {"", "of"}:
                yield from _prepositional(tree, c, passive=False, weight=0.8)


def controller(tree: Tree, i: int, subject: int | None) -> int | None:
    """Who does what a verb without a subject of its own tells: the accused in "accused X of sending", X in "let X send"."""
    if any(tree.base(c) == "nsubj" for c in tree.children(i)) or tree.base(i) not in {"advcl", "xcomp", "ccomp", "obl"}:
        return subject
    above = tree.head(i)
    of = any(tree.lower[c] in {"of", "for", "from"} for c in tree.children(i, "mark", "case"))
    if of or tree.lemma(above) in {
        "let",
        "allow",
        "permit",
        "help",
        "force",
        "order",
        "urge",
        "ask",
        "authorise",
        "authorize",
    }:
        if tree.is_passive(above):
            return tree.subject(above)
        return next((c for c in tree.children(above) if tree.base(c) in {"obj", "iobj"}), subject)
    return subject


def _prepositional(tree: Tree, c: int, *, passive: bool, weight: float = 1.0) -> Iterator[Argument]:
    case = tree.case(c)
    slot = (
        "via"
        if case in {"by way of", "via", "by means of"} or case.startswith("by way")
        else case.split()[0]
        if case
        else ""
    )
    if slot == "by" and passive:
        slot = "subj"
    for d in tree.conjuncts(c):
        yield Argument(slot, d, weight, c)


def noun_arguments(tree: Tree, i: int) -> Iterator[Argument]:
    """The arguments of a noun: possessor, prepositions, what is compounded, and the subject of a light verb over it."""
    for c in tree.children(i):
        if tree.relation(c) in {"nmod:poss"}:
            yield Argument("poss", c)
        elif tree.base(c) in {"nmod", "obl"} and tree.case(c):
            yield from _prepositional(tree, c, passive=False)
        elif tree.base(c) == "compound":
            yield Argument("compound", c, 0.9)
        elif tree.base(c) == "amod":
            yield Argument("amod", c, 0.8)
        elif tree.base(c) == "acl" and tree.is_passive(c):
            for d in tree.children(c):
                if tree.base(d) == "obl" and tree.case(d):
                    yield from _prepositional(tree, d, passive=True)
    verb = tree.head(i)
    if tree.base(i) == "obj" and tree.lemma(verb) in LIGHT_VERBS:
        subject = tree.subject(verb)
        if subject is not None and not tree.is_passive(verb):
            yield Argument("by", subject, 0.9)
    if tree.base(i) == "nsubj" or tree.base(i) == "obj":
        for c in tree.children(verb):
            if tree.base(c) == "obl" and tree.case(c) in {"to", "from", "against", "on", "between"}:
                yield from _prepositional(tree, c, passive=False, weight=0.6)


def _fit(
    story: Story, tree: Tree, i: int, sense: Predicate, arguments: Sequence[Argument]
) -> tuple[float, Mention] | None:
    """How well a sense fits the arguments, and the mention that it makes; ``None`` where what it needs is missing."""
    fillings: list[Filling] = []
    goods: list[int] = []
    anaphoric = False
    heads: list[int] = []
    sanction = assets = trade = False
    for argument in arguments:
        part = _part(story, tree, sense, argument)
        if part is None:
            continue
        heads.append(argument.token)
        inside = story_goods(story, tree, argument.token)
        if part == "goods":
            goods.extend(inside)
            lemma = tree.lemma(argument.token)
            anaphoric = anaphoric or lemma in CONTAINERS or tree.lower[argument.token] in GOODS_PRONOUNS
            trade = trade or lemma in TRADE_NOUNS
        elif part == "sanction":
            sanction = sanction or tree.lemma(argument.token) in SANCTION_NOUNS
        elif part == "assets":
            assets = assets or tree.lemma(argument.token) in {"asset", "fund", "account", "property"}
        elif part == "between":
            continue
        else:
            weak = 0.5 if argument.slot in {"in", "at"} and sense.needs == "subject" else 1.0
            filled = _fillings(story, tree, Role(part), argument, inside)
            fillings.extend(replace(f, weight=f.weight * weak) for f in filled)
    goods = list(dict.fromkeys(goods))
    weapons = goods or [g for g in story.goods_in(tree.index) if _near(story, tree, i, g)]
    fits = {
        "-": True,
        "goods": bool(goods) or (bool(story.goods) and _takes_up(sense) and (anaphoric or sense.lemma in HAPPENING)),
        "subject": bool(goods)
        or (anaphoric and bool(fillings) and sense.lemma in {"arrive", "reach", "land", "cross"}),
        "with": bool(goods),
        "weapon": bool(weapons),
        "sanction": sanction,
        "assets": assets,
        "trade": trade or bool(goods),
        "sanctioned": any(t.lemma in SANCTION_NOUNS for t in tree.tokens),
    }[sense.needs]
    if not fits:
        return None
    if sense.needs == "weapon" and not goods:
        goods = [g for g in weapons][:1]
    score = (
        2.0 * bool(goods)
        + sum(f.weight for f in fillings)
        + 0.5 * len(sense.below)
        + _context(tree, i, sense, fillings)
    )
    mention = Mention(
        tree.index,
        i,
        sense,
        tuple(fillings),
        tuple(goods),
        tuple(dict.fromkeys(heads)),
        not goods and sense.needs in {"goods", "subject"},
        sense.stage,
    )
    return score, mention


def _takes_up(sense: Predicate) -> bool:
    return sense.type is not EventType.PRODUCTION and (sense.pos == "noun" or sense.lemma in CARRIED_ON)


def _context(tree: Tree, i: int, sense: Predicate, fillings: Sequence[Filling]) -> float:
    """Tell a test from an attack: fired at somebody, or toward the sea."""
    words = set(tree.lower)
    if sense.type is EventType.TEST:
        return 1.2 * bool(words & SEA) + 1.2 * bool(
            words & {"test", "tested", "test-fired", "satellite", "exercise", "rehearsal"}
        )
    if sense.type is EventType.USE:
        return 0.5 * any(f.role is Role.TARGET for f in fillings)
    return 0.0


def _near(story: Story, tree: Tree, i: int, number: int) -> bool:
    """Whether a goods mention stands in the clause of a predicate."""
    return (
        tree.below(story.goods[number].head, i)
        or tree.head(i) == story.goods[number].head
        or tree.subject(i) == story.goods[number].head
    )


def story_goods(story: Story, tree: Tree, token: int) -> list[int]:
    """The goods that a noun phrase names: at its head, in its compounds, behind "of", or beside it in coordination."""
    inside = {token}
    for t in tuple(inside):
        for c in tree.children(t):
            if tree.base(c) in {"compound", "conj", "appos", "flat"} or (
                tree.base(c) == "nmod" and tree.case(c) in {"of", "with", "for"}
            ):
                inside.add(c)
                inside.update(
                    d
                    for d in tree.children(c)
                    if tree.base(d) in {"compound", "conj", "flat"} or (tree.base(d) == "nmod" and tree.case(d) == "of")
                )
    return [n for n in story.goods_in(tree.index) if story.goods[n].head in inside or story.goods[n].top in inside]


def _part(story: Story, tree: Tree, sense: Predicate, argument: Argument) -> str | None:
    if argument.slot == "compound":
        return (
            "goods"
            if story_goods(story, tree, argument.token)
            else _possessor(sense)
            if story.cast.party_code(tree.index, argument.token)
            else None
        )
    if argument.slot == "amod":
        return _possessor(sense) if story.cast.party_code(tree.index, argument.token) else None
    part = sense.role(argument.slot)
    if part is None and argument.slot == "poss":
        return sense.role("by")
    return part


def _possessor(sense: Predicate) -> str | None:
    """The role of an adjective of origin beside a noun: an Iranian delivery is by Iran."""
    return sense.role("poss") or sense.role("by")


def _fillings(story: Story, tree: Tree, role: Role, argument: Argument, goods: Sequence[int]) -> Iterator[Filling]:
    """Who an argument says plays a role: itself, else a place within it; a weapon only hints at its owner."""
    token = argument.token
    if goods:
        if role is Role.ATTACKER:
            yield from _weapon_owner(story, tree, token)
        return
    if tree.lemma(token) in NO_PLACE:
        if tree.lemma(token) == "use" and role is Role.RECIPIENT:
            yield from _used_against(story, tree, token)
        return
    code = party_of(story, tree, token)
    if code is not None:
        loose = tree.lower[token] in {"it", "they", "them", "he", "she"} or tree.lemma(token) in CONTAINERS
        yield Filling(role, code, token, argument.weight * (0.7 if loose else 1.0), argument.group)
    elif (place := place_within(story, tree, token)) is not None:
        yield Filling(role, place, token, argument.weight * 0.7, argument.group)


def place_within(story: Story, tree: Tree, token: int) -> str | None:
    """The country of the first place named within a noun phrase: "a substation near Odesa", "its neighbour Mali"."""
    cut = {t for c in tree.children(token) if tree.base(c) in {"acl", "conj"} for t in tree.subtree(c)}
    if tree.lemma(token) in NEIGHBOURS:
        cut |= {t for c in tree.children(token, "nmod:poss") for t in tree.subtree(c)}
    for mention in story.names_in(tree.index):
        inside = mention.token in tree.subtree(token) and mention.token not in cut
        if inside and mention.code and mention.kind in WHERE:
            return mention.code
    return None


def _weapon_owner(story: Story, tree: Tree, token: int) -> Iterator[Filling]:
    """Whose weapon strikes: its owner told by a possessive, or guessed from an adjective, which may be the maker's."""
    for c in tree.children(token):
        if tree.relation(c) == "nmod:poss" and (code := party_of(story, tree, c)) is not None:
            yield Filling(Role.ATTACKER, code, c, 0.9)
        elif tree.base(c) in {"amod", "compound"} and (code := party_of(story, tree, c)) is not None:
            yield Filling(Role.ATTACKER, code, c, 0.6)


def _used_against(story: Story, tree: Tree, token: int) -> Iterator[Filling]:
    """Whom goods are to be used against: "for use in Ukraine"."""
    for c in tree.children(token, "nmod"):
        if tree.case(c) in {"in", "against", "on"} and (code := party_of(story, tree, c)) is not None:
            yield Filling(Role.USED_AGAINST, code, c, 0.8)


def party_of(story: Story, tree: Tree, token: int) -> str | None:
    """The code of the party that a noun phrase names; "we" and "our" are the speaker's."""
    if tree.lower[token] in {"we", "us", "our", "ours", "i", "my"}:
        quote = story.quote_at(tree.tokens[token].span.start)
        if quote is not None and quote.speaker is not None:
            actor = story.cast.resolve(*quote.speaker)
            return actor.country
        return story.cast.institution.country if story.cast.institution else None
    return story.cast.party_code(tree.index, token)
