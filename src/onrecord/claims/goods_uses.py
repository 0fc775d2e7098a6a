"""What goods do in their clause, which tells their class: drones that strike, shells made for a launcher."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.claims.goods_ellipsis import first_conjunct
from onrecord.claims.goods_phrases import Phrase, carried_by, is_definite
from onrecord.records import Sentence, Token

_STRIKES: Final = frozenset(
    """
    strike hit attack bomb kill wound injure destroy damage fire drop slam blast pound target raid shell ram set sink
    burn explode detonate strafe devastate plough plow demolish level
    """.split()
)
_BOMBS: Final = frozenset("strike bomb attack shell pound raid strafe destroy".split())
_BY_STRIKING: Final = frozenset("hit strike kill wound injure damage destroy bomb attack target".split())
_BLOWS: Final = frozenset("attack strike raid assault bombing bombardment barrage onslaught blast hit".split())
_GOES_OFF: Final = frozenset("go plant lay hide defuse disarm throw find place detonate carry".split())
_SENT: Final = frozenset("fire launch send loose unleash".split())
_AT: Final = frozenset({"at", "against", "on", "into", "overnight", "towards", "toward"})
_LOADS: Final = frozenset("explosive grenade warhead bomb munition charge tnt".split())
_LOADED: Final = frozenset("pack carry lade load arm strap fit rig with fill stuff bear".split())
_SHOT: Final = frozenset("shell round rocket missile ammunition munition interceptor projectile bomb charge".split())
_ROCKETS: Final = frozenset("shell rocket round ammunition munition projectile".split())
_AIMED: Final = frozenset({"missile", "rocket", "interceptor", "round", "munition", "ammunition"})


def strikes(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether what flies attacks here: it strikes or kills, others are struck by it, it carries a charge."""
    tokens = sentence.tokens
    if (carried_by(sentence, phrase) or "") in _BLOWS:
        return True
    i = first_conjunct(sentence, phrase.head if phrase.unit is None else phrase.unit.last)
    token, verb = tokens[i], tokens[tokens[i].head]
    if i == token.head:
        return _is_loaded(tokens, phrase.last)
    lemma = verb.lemma.lower()
    passive = any(t.relation == "aux:pass" and t.head == token.head for t in tokens)
    by = {t.text.lower() for t in tokens if t.head == i and t.relation == "case"}
    verbs = {lemma, *(t.lemma.lower() for t in tokens if t.head == token.head and t.relation == "conj")}
    if token.relation == "nsubj" and not verbs.isdisjoint(_STRIKES) and not passive:
        return True
    if token.relation.startswith("obl") and by & {"by", "with", "from"} and lemma in _STRIKES | _BY_STRIKING:
        return True
    sent = next((n for n, t in enumerate(tokens) if t.head == i and t.relation.startswith("acl")), None)
    if token.relation in {"obj", "nsubj:pass"} and lemma in _SENT:
        return lemma == "fire" or any(t.text.lower() in _AT for t in tokens[i + 1 : i + 10])
    if sent is not None and tokens[sent].lemma.lower() in _SENT:
        return any(t.text.lower() in _AT for t in tokens[sent + 1 : sent + 4])
    return _is_loaded(tokens, phrase.last)


def bombs(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether an aircraft, of whatever kind, is what bombs ("Israeli aircraft struck the port")."""
    tokens = sentence.tokens
    i = first_conjunct(sentence, phrase.head)
    return tokens[i].relation == "nsubj" and tokens[tokens[i].head].lemma.lower() in _BOMBS


def fires(sentence: Sentence, phrase: Phrase, shot: Phrase) -> bool:
    """Whether goods fire what another phrase names ("a drone fired two missiles at the market")."""
    tokens = sentence.tokens
    verb = tokens[phrase.head].head
    shoots = tokens[verb].lemma.lower() in _SENT and tokens[phrase.head].relation == "nsubj"
    return shoots and tokens[shot.head].head == verb and tokens[shot.head].relation == "obj"


def is_possessed(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether "the bomb" is the one that a state has, builds or wants, and not one that lies or goes off somewhere."""
    tokens = sentence.tokens
    above = tokens[tokens[phrase.head].head].lemma.lower()
    return is_definite(sentence, phrase) and above not in _STRIKES and above not in _GOES_OFF


def _is_loaded(tokens: Sequence[Token], last: int) -> bool:
    """Whether a charge is told of right behind ("packed with explosives", "with grenades strapped on")."""
    behind = tokens[last + 1 : last + 7]
    at = next((n for n, t in enumerate(behind) if t.lemma.lower() in _LOADS), None)
    if at is None or at == 0:
        return False
    between = behind[:at]
    told = any(t.lemma.lower() in _LOADED for t in between)
    return told and not any(t.text in {",", "."} or t.text.lower() in {"and", "or", "without", "that"} for t in between)


def shot_from(noun: str, goods_class: str) -> str | None:
    """The class of what is made for a launcher or a gun of a class ("shells for Grad launchers"), by its noun.

    >>> shot_from("shell", "artillery.mlrs"), shot_from("missile", "air-defence.system"), shot_from("wheel", "rocket")
    ('rocket', 'missile.air-defence', None)
    """
    if noun not in _SHOT:
        return None
    if goods_class == "artillery.mlrs" and noun in _ROCKETS:
        return "rocket"
    if goods_class in {"air-defence.system", "missile.air-defence"} and noun in _AIMED:
        return "missile.air-defence" if noun in {"missile", "rocket", "interceptor"} else None
    if goods_class.startswith("artillery") and noun in {"shell", "round", "bomb", "charge"}:
        return "munition.artillery"
    return goods_class if goods_class.startswith("missile.") and noun == "missile" else None
