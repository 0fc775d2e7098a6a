"""Claims that refer back: "denied it", "called the report baseless", "declined to comment", "had nothing to add".

The words name no event, so the claim is about the event in focus: the one told last before, the page's main one first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.claims.climb import Climb, Source, climb, speaker
from onrecord.claims.evidence import noun_phrase
from onrecord.claims.mentions import is_question
from onrecord.claims.operators import cue_at, negation
from onrecord.claims.story import Story
from onrecord.claims.tree import Tree
from onrecord.lexicon.cues import Operator
from onrecord.records import Evidence, Position, Span

REPORTS = frozenset(
    "it this that accusation allegation report claim charge story account assertion rumour rumor suggestion article insinuation version denial statement affair matter all everything any speculation talk news publication question finding letter evidence picture footage such they them".split()
)
PARTS = frozenset("involvement part role responsibility link connection hand wrongdoing complicity".split())
FALSE_WORDS = frozenset(
    "baseless groundless unfounded false untrue absurd ridiculous preposterous laughable fabricated fabrication fake lie lies fiction fantasy nonsense invention fable tale farce slander smear provocation propaganda disinformation rubbish hoax myth insult fairytale ludicrous fanciful hallucination libel theatre theater substance".split()
)
LABELLING = frozenset(
    "call brand describe dismiss label term denounce reject deride decry dub characterise characterize".split()
)
REPLYING = frozenset("comment respond reply answer react elaborate say discuss confirm speak return address".split())
VERIFYING = frozenset(["verify", "confirm", "establish", "corroborate", "authenticate"])
SILENT = frozenset(["silent", "mum", "quiet", "tight-lipped", "unavailable"])
REPLY_NOUNS = frozenset("comment reaction response reply word answer".split())
ADMITTING = frozenset("confirm acknowledge admit repeat reiterate concede corroborate".split())
WITHDRAWING = frozenset(["withdraw", "retract", "recant"])


@dataclass(frozen=True, slots=True)
class Stance:
    """A stance on what was told before: where it stands, what it comes to, the words that carry it."""

    sentence: int
    head: int
    position: Position
    evidence: tuple[Evidence, ...]
    state: Climb
    rule: str


def find_stances(story: Story, taken: Sequence[Span]) -> tuple[Stance, ...]:
    """Stances without an event's word of their own, in the text's order; ``taken`` are the cues that claims already used."""
    found: list[Stance] = []
    used = {(span.start, span.end) for span in taken}
    for tree in story.trees:
        if tree.index in story.headline or is_question(tree):
            continue
        for i in range(len(tree.tokens)):
            if tuple(tree.tokens[i].span) in used:
                continue
            read = read_stance(tree, i)
            if read is None:
                continue
            stance = stance_at(story, tree.index, i, read)
            if stance is not None and not any(
                s.sentence == tree.index and s.state.holder == stance.state.holder and s.position is position
                for s in found
            ):
                found.append(stance)
    return tuple(found)


def stance_at(story: Story, sentence: int, head: int, read: tuple[Position, str]) -> Stance | None:
    """The stance that a token's construction takes, with its holder and words; none where nobody is named to take it."""
    return _stance(story, story.trees[sentence], head, *read)


def read_stance(tree: Tree, i: int) -> tuple[Position, str] | None:
    """The position that a token's construction takes on what was told before, and the rule's name."""
    for rule in (
        _no_reply,
        _silent,
        _refused,
        _labelled,
        _false,
        _denied,
        _admitted,
        _withdrawn,
        _unverified,
        _unaware,
    ):
        position = rule(tree, i)
        if position is not None:
            return position, rule.__name__.strip("_").replace("_", " ")
    return None


def _objects(tree: Tree, i: int) -> list[int]:
    return [c for c in tree.children(i) if tree.base(c) in {"obj", "obl"} or tree.relation(c) == "nsubj:pass"]


def _points_back(tree: Tree, i: int) -> bool:
    return any(tree.lemma(t) in REPORTS or tree.lower[t] in REPORTS for t in (i, *tree.children(i, "nmod", "compound")))


def _denied(tree: Tree, i: int) -> Position | None:
    """X denied it, rejected the report, disputes this; negated it leaves open."""
    cue = cue_at(tree, i)
    if cue is None or cue.pos != "verb" or cue.operator is not Operator.DENY:
        return None
    if any(tree.base(c) in {"ccomp", "xcomp"} for c in tree.children(i)):
        return None  # it says itself what is denied
    objects = _objects(tree, i)
    back = any(_points_back(tree, o) or tree.lemma(o) in PARTS for o in objects)
    gap = tree.relation(i) == "acl:relcl" and tree.lemma(tree.head(i)) in REPORTS
    if not (back or gap) and objects:
        return None
    if not back and not gap and tree.lemma(i) not in {"deny"}:
        return None
    return Position.NONCOMMITTAL if _negative(tree, i) else Position.DENIES


def _negative(tree: Tree, i: int) -> bool:
    if negation(tree, i) is not None:
        return True
    above = cue_at(tree, tree.head(i)) if tree.base(i) in {"xcomp", "advcl", "ccomp"} else None
    return (above is not None and above.operator is Operator.NEGATE) or any(
        tree.lemma(a) == "stop" and any(tree.lower[c] == "short" for c in tree.children(a))
        for a in tree.ancestors(i)[:2]
    )


def _labelled(tree: Tree, i: int) -> Position | None:
    """X called the report baseless, dismissed it as a fairy tale."""
    if tree.upos(i) != "VERB" or tree.lemma(i) not in LABELLING:
        return None
    words = {tree.lower[t] for t in tree.subtree(i)} | {tree.lemma(t) for t in tree.subtree(i)}
    if not words & FALSE_WORDS:
        return None
    return Position.NONCOMMITTAL if negation(tree, i) is not None else Position.DENIES


def _false(tree: Tree, i: int) -> Position | None:
    """The report is false, was a lie."""
    if tree.lower[i] not in FALSE_WORDS and tree.lemma(i) not in FALSE_WORDS:
        return None
    subject = next((c for c in tree.children(i) if tree.base(c) == "nsubj"), None)
    if subject is None or not _points_back(tree, subject) or not any(tree.base(c) == "cop" for c in tree.children(i)):
        return None
    return Position.ASSERTS if negation(tree, i) is not None else Position.DENIES


def _refused(tree: Tree, i: int) -> Position | None:
    """X declined to comment, refused to say, would not confirm or deny, neither confirmed nor denied."""
    if tree.upos(i) != "VERB" or tree.lemma(i) not in REPLYING | {"deny", "verify", "rule"}:
        return None
    if not _negative(tree, i):
        return None
    if any(tree.base(c) == "ccomp" for c in tree.children(i)):
        return None
    if (
        tree.lemma(i) == "say"
        and tree.base(i) not in {"xcomp"}
        and not any(tree.lower[c] in {"would", "could"} for c in tree.children(i))
    ):
        return None
    return Position.NONCOMMITTAL


def _no_reply(tree: Tree, i: int) -> Position | None:
    """There was no comment from X, X had nothing to add, X gave no answer, has yet to comment."""
    if (
        tree.lemma(i) in REPLY_NOUNS
        and tree.upos(i) == "NOUN"
        and any(tree.lower[c] in {"no", "without"} for c in tree.children(i))
    ):
        return Position.NONCOMMITTAL
    if tree.lower[i] == "nothing" and any(
        tree.lemma(c) in {"add", "say", "announce", "share"} for c in tree.children(i, "acl")
    ):
        return Position.NONCOMMITTAL
    if (
        tree.lemma(i) in REPLYING
        and tree.base(i) == "xcomp"
        and tree.lemma(tree.head(i)) == "have"
        and any(tree.lower[c] == "yet" for c in tree.children(tree.head(i)))
    ):
        return Position.NONCOMMITTAL
    return None


def _silent(tree: Tree, i: int) -> Position | None:
    """X kept silent, could not be reached, would not be drawn."""
    if tree.lower[i] in SILENT and (
        any(tree.base(c) == "cop" for c in tree.children(i)) or tree.lemma(tree.head(i)) in {"keep", "remain", "stay"}
    ):
        return Position.NONCOMMITTAL
    if tree.lemma(i) in {"draw", "reach"} and tree.is_passive(i) and negation(tree, i) is not None:
        return Position.NONCOMMITTAL
    return None


def _admitted(tree: Tree, i: int) -> Position | None:
    """X confirmed the report, repeated the accusation."""
    if (
        tree.upos(i) != "VERB"
        or tree.lemma(i) not in ADMITTING
        or not any(_points_back(tree, o) for o in _objects(tree, i))
    ):
        return None
    return Position.NONCOMMITTAL if _negative(tree, i) else Position.ASSERTS


def _withdrawn(tree: Tree, i: int) -> Position | None:
    """X withdrew its statement, retracted the story."""
    if (
        tree.lemma(i) not in WITHDRAWING
        or tree.upos(i) != "VERB"
        or not any(_points_back(tree, o) for o in _objects(tree, i))
    ):
        return None
    return Position.NONCOMMITTAL


def _unverified(tree: Tree, i: int) -> Position | None:
    """The agency could not verify the claim."""
    if tree.lemma(i) in VERIFYING and _negative(tree, i) and not any(tree.base(c) == "ccomp" for c in tree.children(i)):
        return Position.NONCOMMITTAL
    return None


def _unaware(tree: Tree, i: int) -> Position | None:
    """X knew of no such delivery, had seen no sign of it, has no information."""
    if tree.lemma(i) in {"sign", "evidence", "proof", "indication", "trace", "information", "knowledge"} and any(
        tree.lower[c] == "no" for c in tree.children(i)
    ):
        return Position.NONCOMMITTAL if tree.lemma(i) == "information" else Position.DOUBTS
    return None


def _stance(story: Story, tree: Tree, i: int, position: Position, rule: str) -> Stance | None:
    verb = _governor(tree, i)
    state = _who(story, tree, verb)
    if state is None:
        return None
    tokens = set(noun_phrase(tree, i)) if tree.upos(i) in {"NOUN", "PRON"} else {i}
    tokens |= (
        {t for t in tree.clause(verb) if t >= verb or tree.base(t) in {"aux", "advmod"}}
        if len(tree.clause(verb)) < 40
        else set()
    )
    for source in state.sources[:1]:
        if source.sentence == tree.index and source.token is not None and state.quote is None:
            tokens.update(noun_phrase(tree, source.token))
    span = tree.span(tuple(sorted(tokens)))
    if state.quote is not None:
        span = Span(
            max(span.start, state.quote.span.start), max(state.quote.span.start, min(span.end, state.quote.span.end))
        )
    return Stance(tree.index, i, position, (story.article.quote(span),), state, rule)


def _governor(tree: Tree, i: int) -> int:
    """The verb whose subject takes the stance: of refusing over commenting, of having over nothing."""
    while (
        tree.base(i) in {"xcomp", "obj", "advcl"} and tree.upos(tree.head(i)) in {"VERB", "AUX"} and tree.head(i) != i
    ):
        above = tree.head(i)
        if tree.base(i) == "advcl" and not (tree.lemma(above) == "stop"):
            break
        i = above
    return i


def _who(story: Story, tree: Tree, verb: int) -> Climb | None:
    """Who takes the stance: the verb's subject, whom "from" names ("no comment from"), else whoever the climb meets."""
    state = climb(story, tree.index, verb)
    subject = tree.subject(verb)
    names = (
        [subject]
        if subject is not None and tree.relation(subject) != "expl" and tree.lower[subject] not in {"there", "it"}
        else []
    )
    if tree.is_passive(verb):
        names = [c for c in tree.children(verb) if tree.base(c) == "obl" and tree.case(c) == "by"] or names
    names += [
        c
        for n in _nouns(tree, verb)
        for c in tree.children(n)
        if tree.base(c) == "nmod" and tree.case(c) in {"from", "by"}
    ]
    for token in names:
        if tree.lemma(token) in REPORTS and tree.upos(token) != "PROPN":
            continue
        actor = speaker(story, tree, token)
        state.sources.insert(0, Source(actor, tree.index, token, verb))
        return state
    return state if state.sources else None


def _nouns(tree: Tree, verb: int) -> Iterator[int]:
    yield verb
    yield from (c for c in tree.children(verb) if tree.upos(c) == "NOUN")
