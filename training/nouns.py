"""Names, people, places and goods for the sentences of our own making; persons and outlets are invented."""

from __future__ import annotations

import random
from collections.abc import Callable

from training.phrases import HEAD, Part, Phrase, attach, phrase, word
from training.wordlists import (
    ADJECTIVES,
    AGENCIES,
    BODIES,
    CAPITALS,
    CLASSES,
    FIRST_NAMES,
    LAST_NAMES,
    ORGANISATIONS,
    PEOPLE,
    STATES,
    TITLES,
    TYPES,
)

COMMA = word(",", ",")
STOP = word(".", ".")


class Nouns:
    """Makes names, people, places and goods from one source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.curly = False

    def pick(self, *options: Callable[[], Phrase]) -> Phrase:
        """One of some makers, carried out."""
        return self.chance.choice(options)()

    def odds(self, share: float) -> bool:
        """True so often."""
        return self.chance.random() < share

    def state(self) -> Phrase:
        """A state or its capital, sometimes with "the"."""
        form = self.chance.choice(STATES + CAPITALS)
        first, *rest = form.split()
        if not rest:
            return word(form, "NNP")
        kind = "amod" if first in ("Saudi", "United") else "compound"
        opening = word(first, "NNP", upos="ADJ" if kind == "amod" else "")
        whole = phrase(
            (kind, opening),
            (
                HEAD,
                word(
                    rest[0],
                    "NNPS" if rest[0].endswith("s") else "NNP",
                    rest[0].rstrip("s") if first == "United" else "",
                ),
            ),
        )
        return phrase(("det", word("the", "DT")), (HEAD, whole)) if first == "United" else whole

    def name(self) -> Phrase:
        """An invented name."""
        last = word(self.chance.choice(LAST_NAMES), "NNP")
        if self.odds(0.15):
            return last
        first: Part = (HEAD, word(self.chance.choice(FIRST_NAMES), "NNP"))
        if self.odds(0.15):
            return phrase(first, ("flat", word(self.chance.choice("ABDEJKLMPRSTW") + ".", "NNP")), ("flat", last))
        return phrase(first, ("flat", last))

    def title(self, bare: bool = True) -> Phrase:
        """A long stack of nouns before a name: "US State Department deputy spokesman"."""
        noun = self.chance.choice(TITLES)
        *before, last = noun.split()
        capital = bare and self.odds(0.5)
        parts: list[Part] = []
        if self.odds(0.4):
            parts.append(self.adjective_of_state())
        if self.odds(0.6):
            parts.append(("compound", self.stack(self.chance.choice(BODIES), True)))
        for own in before:
            adjective = own in ("deputy", "foreign", "prime", "chief", "senior", "acting", "national", "presidential")
            form = own.title() if capital else own
            tag = ("NNP" if capital else "JJ") if adjective else ("NNP" if capital else "NN")
            parts.append(("amod" if adjective else "compound", word(form, tag, upos="ADJ" if adjective else "")))
        parts.append((HEAD, word(last.title() if capital else last, "NNP" if capital else "NN")))
        return phrase(*parts)

    def adjective_of_state(self) -> Part:
        """ "Iranian", "US"."""
        form = self.chance.choice(ADJECTIVES)
        return (
            ("compound", word(form, "NNP")) if form in ("US", "U.S.", "EU", "UK") else ("amod", word(form, "JJ", form))
        )

    def stack(self, forms: str, proper: bool) -> Phrase:
        """Nouns in a row, each hanging from the last."""
        *before, last = forms.split()
        adjectives = ("Foreign", "foreign", "National", "national", "General", "Joint", "Armed")
        parts: list[Part] = [
            ("amod", word(own, "NNP" if proper else "JJ", upos="ADJ"))
            if own in adjectives
            else ("compound", word(own, "NNP" if proper else "NN"))
            for own in before
        ]
        return phrase(*parts, (HEAD, word(last, "NNP" if proper else "NN")))

    def titled(self) -> Phrase:
        """A title and a name."""
        return phrase(("nmod:desc", self.title()), (HEAD, self.name()))

    def described(self) -> Phrase:
        """ "Ana Roe, a spokeswoman for the ministry,"."""
        title = self.chance.choice(
            ("spokesman", "spokeswoman", "analyst", "adviser", "director", "envoy", "researcher")
        )
        of = "for" if title.startswith("spokes") else self.chance.choice(("at", "for", "with"))
        who = phrase(
            ("det", word("an" if title[0] in "ae" else "a", "DT", "a")),
            (HEAD, word(title, "NN")),
            ("nmod", self.under(of, self.body())),
        )
        return phrase((HEAD, self.name()), ("appos", phrase(("punct", COMMA), (HEAD, who))), ("punct", COMMA))

    def named_after_title(self) -> Phrase:
        """ "the country's defence minister, Ana Roe,"."""
        owner = self.owner(self.state())
        who = phrase(("nmod:poss", owner), (HEAD, self.title(bare=False)))
        if self.odds(0.3):
            return phrase((HEAD, who), ("appos", self.name()))
        return phrase((HEAD, who), ("appos", phrase(("punct", COMMA), (HEAD, self.name()))), ("punct", COMMA))

    def owner(self, who: Phrase) -> Phrase:
        """With the mark of the genitive."""
        return attach(who, "case", word("'s", "POS"))

    def body(self) -> Phrase:
        """ "the Iranian defence ministry"."""
        parts: list[Part] = [("det", word("the", "DT"))]
        if self.odds(0.4):
            parts.append(self.adjective_of_state())
        if self.odds(0.5):
            return phrase(*parts, (HEAD, self.stack(self.chance.choice(BODIES), True)))
        return phrase(*parts, (HEAD, self.stack(self.chance.choice(ORGANISATIONS), False)))

    def people(self) -> Phrase:
        """Speakers without names: "two senior US officials familiar with the talks"."""
        noun, plural = self.chance.choice(PEOPLE)
        if not plural:
            opening: Part | None = ("det", word("a", "DT"))
        else:
            opening = self.chance.choice(
                (
                    None,
                    ("nummod", word(self.chance.choice(("two", "three", "four")), "CD")),
                    ("det", word("the", "DT")),
                    ("amod", word("several", "JJ")),
                )
            )
        parts: list[Part | None] = [opening]
        if self.odds(0.4):
            parts.append(
                ("amod", word(self.chance.choice(("senior", "former", "western", "regional", "unnamed")), "JJ"))
            )
        if self.odds(0.5):
            parts.append(self.adjective_of_state())
        if self.odds(0.3):
            parts.append(
                (
                    "compound",
                    word(self.chance.choice(("defence", "intelligence", "government", "security", "border")), "NN"),
                )
            )
        parts.append((HEAD, word(noun, "NNS" if plural else "NN", noun.removesuffix("s") if plural else noun)))
        whole = phrase(*parts)
        if self.odds(0.15):
            know = phrase(
                (HEAD, word("familiar", "JJ")), ("obl", self.under("with", self.thing("matter", "talks", "deal")))
            )
            return phrase((HEAD, whole), ("amod", know))
        if self.odds(0.15):
            return phrase(
                (HEAD, whole),
                ("nmod", self.under(self.chance.choice(("in", "from", "at")), self.pick(self.state, self.body))),
            )
        return whole

    def thing(self, *nouns: str) -> Phrase:
        """ "the" and a noun."""
        noun = self.chance.choice(nouns)
        return phrase(
            ("det", word("the", "DT")),
            (HEAD, word(noun, "NNS" if noun.endswith("s") else "NN", noun.removesuffix("s"))),
        )

    def agency(self) -> Phrase:
        """An invented outlet, or a kind of one."""
        if self.odds(0.4):
            return self.thing("agency", "newspaper", "broadcaster", "reporters", "daily")
        return self.stack(self.chance.choice(AGENCIES), True)

    def pronoun(self) -> Phrase:
        """A pronoun as subject."""
        return word(self.chance.choice(("he", "she", "it", "they")), "PRP")

    def speaker(self) -> Phrase:
        """Whoever can speak."""
        return self.pick(
            self.state,
            self.state,
            self.titled,
            self.described,
            self.named_after_title,
            self.body,
            self.people,
            self.people,
            self.name,
            self.pronoun,
        )

    def plain_speaker(self) -> Phrase:
        """A speaker without a comma of their own."""
        return self.pick(self.state, self.titled, self.body, self.people, self.name)

    def party(self) -> Phrase:
        """Whoever can send arms."""
        return self.pick(self.state, self.state, self.state, self.body, self.pronoun)

    def goods(self) -> Phrase:
        """ "about 200 Iranian Fath-360 ballistic missiles"."""
        parts: list[Part | None] = []
        draw = self.chance.random()
        if draw < 0.35:
            number = word(
                self.chance.choice(("12", "40", "200", "1,500", "50,000", "dozens", "three", "six")).replace(
                    "dozens", "30"
                ),
                "CD",
            )
            parts.append(("nummod", self.about(number)))
        elif draw < 0.45:
            parts.append(("det", word(self.chance.choice(("the", "any", "some", "these")), "DT")))
        if self.odds(0.2):
            parts.append(self.made_in())
        elif self.odds(0.3):
            parts.append(self.adjective_of_state())
        if self.odds(0.35):
            parts.append(("compound", word(self.chance.choice(TYPES), "NNP")))
        if self.odds(0.2):
            parts.append(
                (
                    "compound",
                    phrase(
                        ("amod", word(self.chance.choice(("long", "short", "medium")), "JJ")),
                        ("punct", word("-", "HYPH")),
                        (HEAD, word("range", "NN")),
                    ),
                )
            )
        *before, last = self.chance.choice(CLASSES).split()
        for own in before:
            adjective = own in ("ballistic", "armed", "armoured", "guided", "heavy", "light")
            parts.append(("amod" if adjective else "compound", word(own, "JJ" if adjective else "NN")))
        parts.append((HEAD, word(last, "NNS", last.removesuffix("s"))))
        whole = phrase(*parts)
        if draw > 0.85:
            many = word(self.chance.choice(("dozens", "hundreds", "thousands")), "NNS")
            many = word(many.head.form, "NNS", many.head.form.removesuffix("s"))
            return phrase((HEAD, many), ("nmod", self.under("of", whole)))
        return whole

    def about(self, number: Phrase) -> Phrase:
        """A number, sometimes a rough one."""
        draw = self.chance.random()
        if draw < 0.6:
            return number
        if draw < 0.75:
            return phrase(
                ("advmod", word(self.chance.choice(("about", "around", "some", "nearly")), "RB")), (HEAD, number)
            )
        if draw < 0.9:
            return phrase(
                ("advmod", phrase((HEAD, word("more", "JJR", "more", "ADJ")), ("fixed", word("than", "IN")))),
                (HEAD, number),
            )
        least = phrase(("case", word("at", "IN")), (HEAD, word("least", "JJS", "least", "ADJ")))
        return phrase(("nmod", least), (HEAD, number))

    def made_in(self) -> Part:
        """ "Iranian-made"."""
        form = self.chance.choice([a for a in ADJECTIVES if "." not in a])
        of = word(form, "NNP" if form in ("US", "EU", "UK") else "JJ", form)
        verb = word(self.chance.choice(("made", "built", "supplied", "designed")), "VBN")
        lemma = {"made": "make", "built": "build", "supplied": "supply", "designed": "design"}[verb.head.form]
        verb = word(verb.head.form, "VBN", lemma)
        relation = "compound" if form in ("US", "EU", "UK") else "advmod"
        return "amod", phrase((relation, of), ("punct", word("-", "HYPH")), (HEAD, verb))

    def under(self, preposition: str, noun: Phrase) -> Phrase:
        """A noun with its preposition."""
        return attach(noun, "case", word(preposition, "IN"), before=1)
