"""The climb: from the word that names an event up the parse, through every operator, to whoever holds it.

The innermost source that takes a position is the holder; the sources between it and the page are ``via``. A subordinate
clause that only tells background (a relative clause, "after …") lets no denial or condition of its main clause through:
"Russia, which sent them, denied the strike" denies no sending.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.claims.operators import cue_at, is_conditional, local_operators, negation
from onrecord.claims.positions import compose, negate
from onrecord.claims.quotes import Quote, is_saying
from onrecord.claims.story import Story
from onrecord.claims.tree import SUBJECTS, Tree
from onrecord.lexicon.cues import Cue, Operator
from onrecord.records import AUTHOR, Actor, Position, Reason, Sector

NO_CLAIM = frozenset({Operator.DEMAND})
BACKGROUND = frozenset({"acl:relcl", "advcl:relcl", "advcl", "obl", "nmod", "appos", "acl", "parataxis", "dep", "list"})
INANIMATE = frozenset(
    "image picture photograph photo footage video log record datum debris wreckage document paper fragment evidence it this that map number trail sign indication figure label marking serial invoice manifest".split()
)
OWN_DEED = frozenset(
    "plan intend aim pledge vow promise commit undertake agree offer decide resolve prepare choose want hope seek swear threaten refuse decline contract propose arrange".split()
)
KNOWING = frozenset("know see hear find detect notice".split())
HAPPEN = frozenset(
    "happen occur begin start continue resume take place follow come go end stop cease proceed remain".split()
)


@dataclass(frozen=True, slots=True)
class Source:
    """A holder met on the climb, with the tokens that name it and that carry its cue."""

    actor: Actor
    sentence: int
    token: int | None
    cue: int | None


@dataclass
class Climb:
    """What was met so far between an event's word and the root."""

    position: Position
    sources: list[Source] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    void: bool = False
    """Whether an operator was met under which nothing is claimed (a demand)."""
    past: bool = False
    quote: Quote | None = None
    hedged: bool = False

    @property
    def holder(self) -> Actor:
        """The innermost source."""
        return self.sources[0].actor if self.sources else AUTHOR

    @property
    def via(self) -> tuple[Actor, ...]:
        """The sources between the page and the holder, outermost first."""
        return tuple(source.actor for source in reversed(self.sources[1:]))

    def meet(self, tree: Tree, operator: Operator, token: int, rule: str) -> None:
        """Apply an operator; once somebody holds the position, what stands further out leaves it."""
        self.reasons.append(Reason(f"{rule}: {operator.value}", tree.words[token], tree.tokens[token].span))
        if not self.sources:
            if operator in NO_CLAIM:
                self.void = True
            self.position = compose(operator, self.position)

    def add(self, source: Source) -> None:
        """Put a further source on the chain, unless it is the last one again."""
        if self.sources and _one(self.sources[-1].actor, source.actor):
            return
        self.sources.append(source)
        self.reasons.append(Reason("holder", source.actor.text, source.actor.span))


def _one(a: Actor, b: Actor) -> bool:
    """Whether two sources next to each other are one: "the agency said it believed"."""
    if (a.country, a.sector) != (b.country, b.sector):
        return False
    return a.text == b.text or a.text in b.text or b.text in a.text


def climb(story: Story, sentence: int, head: int, *, start: Position = Position.ASSERTS) -> Climb:
    """Climb from a token to the root of its sentence and on to whoever speaks the sentence."""
    tree = story.trees[sentence]
    path = (head, *tree.ancestors(head))
    state = Climb(start, quote=story.quote_at(tree.tokens[head].span.start))
    governed = any(is_saying(tree, a) for a in path[1:])
    for met in local_operators(tree, head, governed=governed):
        state.meet(tree, met.operator, met.token, met.rule)
    background = False
    quote = state.quote
    for i, h in zip(path, path[1:], strict=False):
        _beside(story, tree, i, state)
        if quote is not None and not _inside(tree, h, quote):
            _leave_quote(story, quote, state)
            quote = None
            if any(s.cue == h and s.sentence == sentence for s in state.sources):
                background = False
                continue
        background = _govern(story, tree, i, h, state, background=background)
    _beside(story, tree, path[-1], state)
    if quote is not None:
        _leave_quote(story, quote, state)
    if not state.sources:
        _whole_sentence(story, tree, head, state)
    return state


def _inside(tree: Tree, i: int, quote: Quote) -> bool:
    return quote.span.covers(tree.tokens[i].span)


def _leave_quote(story: Story, quote: Quote, state: Climb) -> None:
    if quote.speaker is None:
        return
    sentence, token = quote.speaker
    tag = quote.tag[1] if quote.tag and quote.tag[0] == sentence else None
    state.add(Source(story.cast.resolve(sentence, token), sentence, token, tag))


def _govern(story: Story, tree: Tree, i: int, h: int, state: Climb, *, background: bool) -> bool:
    """What the head ``h`` does to the position of its dependent ``i``; returns whether we are in background from here."""
    relation, base = tree.relation(i), tree.base(i)
    if base == "conj":
        return background
    cue = cue_at(tree, h)
    if base == "advcl" and not _is_complement(tree, i, h, cue):
        if is_conditional(tree, i):
            return True
        return True
    if relation in {"acl:relcl", "advcl:relcl"} or base in {"appos", "dep", "list"}:
        return True
    if cue is None or not _links(tree, i, h, cue):
        _plain_head(tree, i, h, state, background=background)
        return background or (base in {"obl", "nmod", "parataxis"} and not _is_nominal_chain(tree, i, h))
    _apply_cue(story, tree, i, h, cue, state, background=background)
    return background


def _is_nominal_chain(tree: Tree, i: int, h: int) -> bool:
    return tree.case(i) == "of"


def _is_complement(tree: Tree, i: int, h: int, cue: Cue | None) -> bool:
    """Whether an adverbial clause is what its head speaks of: "accused of sending", "stopped short of confirming"."""
    if cue is None:
        return False
    marks = {tree.lower[c] for c in tree.children(i, "mark")}
    return bool(marks & {"of", "that"}) or (cue.frame in {"of", "to"} and not marks - {"to", "for", "of", "from"})


def _links(tree: Tree, i: int, h: int, cue: Cue) -> bool:
    """Whether a dependent is the content of a cue, by the relation between them."""
    base, relation = tree.base(i), tree.relation(i)
    if base in {"ccomp", "xcomp", "csubj"}:
        return True
    if cue.pos == "verb":
        if base in {"obj", "advcl"} or relation in {"nsubj:pass"}:
            return True
        if base in {"obl", "nmod"}:
            return (
                tree.case(i) in {"of", "on", "about", "for", "to", "over", "with"}
                and cue.operator is not Operator.INTEND
            )
        return base == "parataxis" and i > h
    if cue.pos == "noun":
        return (
            relation == "acl"
            or (base in {"nmod", "obl"} and tree.case(i) in {"of", "about", "on", "over"})
            or base in {"ccomp", "appos"}
        )
    return base in {"nsubj", "ccomp", "csubj", "xcomp"}


def _plain_head(tree: Tree, i: int, h: int, state: Climb, *, background: bool) -> None:
    """A head that is no cue: a modal over the event as its subject supposes it; what happens can be negated."""
    if background or state.sources:
        return
    if tree.base(i) in {"nsubj", "csubj"} or (tree.base(i) == "obj" and tree.upos(i) == "NOUN"):
        for c in tree.children(h):
            if tree.lower[c] in {"would", "could", "might", "may"} and tree.base(c) == "aux":
                state.meet(tree, Operator.SUPPOSE, c, "modal above")
            elif tree.lower[c] in {"will", "'ll"} and tree.base(c) == "aux" and tree.lemma(h) in HAPPEN:
                state.meet(tree, Operator.INTEND, c, "future above")
        if tree.lemma(h) in HAPPEN and (found := negation(tree, h)) is not None:
            state.meet(tree, Operator.NEGATE, found, "negation above")
    if is_conditional(tree, h):
        state.meet(tree, Operator.SUPPOSE, h, "condition above")


def _apply_cue(story: Story, tree: Tree, i: int, h: int, cue: Cue, state: Climb, *, background: bool) -> None:
    operator = cue.operator
    marks = {tree.lower[c] for c in tree.children(i, "mark")}
    passive = tree.is_passive(h)
    negative = _negated_above(tree, h)
    if marks & {"whether", "if"} and operator in {Operator.ASSERT, Operator.ASK}:
        operator = Operator.WITHHOLD if operator is Operator.ASSERT else operator
    elif negative is not None:
        operator = negate(operator)
    if (
        tree.lemma(h) in KNOWING
        and cue.pos == "verb"
        and (negative is not None or state.position is Position.DENIES)
        and not state.sources
    ):
        operator, state.position = (
            Operator.DOUBT,
            Position.ASSERTS,
        )  # knows of no such sale: does not say that there was none
    if background and operator not in {Operator.ASSERT, Operator.HEDGE}:
        return
    if (
        operator is Operator.ASSERT
        and cue.frame in {"of", "that"}
        and passive
        and _agent(tree, h) is None
        and tree.lemma(h) not in {"confirm", "know"}
    ):
        operator = Operator.HEDGE
    rule = f"{cue.pos} cue"
    state.meet(tree, operator, h, rule)
    for source in _holders(story, tree, i, h, cue):
        state.add(source)


def _negated_above(tree: Tree, h: int) -> int | None:
    """The negation over a cue: its own, or that of a verb of refusing that governs it ("declined to say")."""
    found = negation(tree, h)
    if found is not None:
        return found
    if tree.base(h) in {"xcomp", "advcl", "ccomp"}:
        above = cue_at(tree, tree.head(h))
        if above is not None and above.operator is Operator.NEGATE:
            return tree.head(h)
    if tree.base(h) == "conj" and any(tree.lower[c] == "nor" for c in tree.children(h)):
        return h
    for a in tree.ancestors(h)[:2]:
        if tree.lemma(a) == "stop" and any(tree.lower[c] == "short" for c in tree.children(a)):
            return a
    return None


def _agent(tree: Tree, h: int) -> int | None:
    return next((c for c in tree.children(h) if tree.base(c) == "obl" and tree.case(c) == "by"), None)


def _holders(story: Story, tree: Tree, i: int, h: int, cue: Cue) -> Iterator[Source]:
    """Those who hold what a cue governs, innermost first."""
    if cue.pos == "noun":
        token = _noun_holder(tree, h)
        if token is not None:
            yield from _source(story, tree, token, h)
        return
    if cue.pos != "verb":
        return
    if cue.operator is Operator.NEGATE and tree.lemma(h) not in OWN_DEED:
        return
    cited = _cited(tree, h)
    if cited is not None:
        yield from _source(story, tree, cited, h)
    if tree.is_passive(h):
        agent = _agent(tree, h)
        if agent is not None:
            yield from _source(story, tree, agent, h)
        told = tree.subject(h)
        if tree.lemma(h) in {"tell", "inform", "brief"} and told is not None:
            yield from _source(story, tree, told, h)
        return
    subject = tree.subject(h)
    if subject is not None and tree.relation(subject) != "expl":
        yield from _source(story, tree, subject, h)


def _cited(tree: Tree, h: int) -> int | None:
    """Whom a source cites: "the paper said, citing two officials"."""
    for c in tree.children(h, "advcl"):
        if tree.lemma(c) in {"cite", "quote"}:
            return next((d for d in tree.children(c, "obj")), None)
    return None


def _noun_holder(tree: Tree, h: int) -> int | None:
    for c in tree.children(h):
        if tree.relation(c) == "nmod:poss" or (tree.base(c) == "nmod" and tree.case(c) in {"by", "from"}):
            return c
        if tree.base(c) == "acl" and tree.is_passive(c) and (agent := _agent(tree, c)) is not None:
            return agent
    return None


def _source(story: Story, tree: Tree, token: int, cue: int) -> Iterator[Source]:
    """A source for a noun phrase, none for what cannot speak (images, records, an empty "it")."""
    if tree.relation(token) == "expl" or tree.lower[token] in {"there"}:
        return
    if tree.lemma(token) in INANIMATE and tree.upos(token) != "PROPN" and tree.lower[token] not in {"it"}:
        return
    actor = speaker(story, tree, token)
    if tree.lower[token] in {"it", "which", "that", "who", "this"} and actor.country is None and actor.sector is None:
        return
    yield Source(actor, tree.index, token, cue)


def speaker(story: Story, tree: Tree, token: int) -> Actor:
    """Who a noun phrase is as a source; the page's own agency and outlet, and its "we", are the author."""
    if tree.lower[token] in {"we", "us", "i", "our"} and story.quote_at(tree.tokens[token].span.start) is None:
        return story.cast.institution or AUTHOR
    if tree.words[token] in {story.article.agency, story.article.publisher}:
        return AUTHOR
    return story.cast.resolve(tree.index, token)


def _beside(story: Story, tree: Tree, i: int, state: Climb) -> None:
    """Attribution that hangs beside a clause: ", Kyiv says," and "according to", "as Kyiv put it"."""
    for c in tree.children(i):
        base = tree.base(c)
        if base == "parataxis" and is_saying(tree, c) and _own_subject(tree, c) and not _has_content(tree, c):
            cue = cue_at(tree, c)
            if cue is None:
                continue
            operator = negate(cue.operator) if negation(tree, c) is not None else cue.operator
            state.meet(tree, operator, c, "attribution beside")
            for source in _holders(story, tree, i, c, cue):
                state.add(source)
        elif base in {"obl", "nmod"} and tree.case(c) in {"according to", "according", "per"}:
            state.meet(tree, Operator.ASSERT, c, "according to")
            for source in _source(story, tree, c, c):
                state.add(source)
        elif (
            base == "advcl"
            and any(tree.lower[d] == "as" for d in tree.children(c, "mark", "advmod"))
            and is_saying(tree, c)
        ):
            cue = cue_at(tree, c)
            if cue is not None and _own_subject(tree, c):
                state.meet(tree, cue.operator, c, "as somebody says")
                for source in _holders(story, tree, i, c, cue):
                    state.add(source)


def _own_subject(tree: Tree, i: int) -> bool:
    return any(tree.relation(c) in SUBJECTS for c in tree.children(i))


def _has_content(tree: Tree, i: int) -> bool:
    return any(tree.base(c) == "ccomp" for c in tree.children(i))


def _whole_sentence(story: Story, tree: Tree, head: int, state: Climb) -> None:
    """Where nobody holds it yet: a headline's colon, reports without an outlet, the institution whose text it is."""
    if tree.index in story.headline:
        source = _headline_source(story, tree, head)
        if source is not None:
            state.meet(tree, Operator.ASSERT, source.token or 0, "headline attribution")
            state.add(source)
            return
    reports = next(
        (a for a in tree.ancestors(head) if tree.lemma(a) in {"report", "rumour", "rumor"} and tree.upos(a) == "NOUN"),
        None,
    )
    if reports is not None and state.position is Position.SUSPECTS:
        token = tree.tokens[reports]
        state.add(Source(Actor(token.text, None, Sector.MED, token.span), tree.index, reports, reports))
        return
    if story.cast.institution is not None:
        state.add(Source(story.cast.institution, tree.index, None, None))


def _headline_source(story: Story, tree: Tree, head: int) -> Source | None:
    """Whom a headline credits behind or before its colon: "North sent shells: Seoul", "Seoul: North sent shells"."""
    for colon in (i for i, word in enumerate(tree.words) if word in {":", "—", "–", "-"} and i):
        side = range(colon + 1, len(tree.tokens)) if head < colon else range(colon)
        if tree.words[colon] != ":" and len(side) > 4:
            continue
        if 0 < len(side) <= 6:
            named = [i for i in side if story.cast.party_code(tree.index, i)]
            verbs = [i for i in side if tree.upos(i) == "VERB"]
            if named and not verbs:
                token = named[-1]
                return Source(story.cast.resolve(tree.index, token), tree.index, token, colon)
    return None
