"""Clauses for the sentences of our own making: who does what with arms, in many tenses, and its nominal forms."""

from __future__ import annotations

from training.nouns import Nouns
from training.phrases import HEAD, Part, Phrase, phrase, word
from training.wordlists import EVENTS, MONTHS, NOMINALS, VERBS, WEEKDAYS, Verb


class Events(Nouns):
    """Makes clauses and nominal phrases of events."""

    def when(self) -> Part:
        """A time at the end of a clause."""
        draw = self.chance.random()
        if draw < 0.4:
            return "obl", self.under("on", word(self.chance.choice(WEEKDAYS), "NNP"))
        if draw < 0.6:
            return "obl:unmarked", word(self.chance.choice(WEEKDAYS), "NNP")
        if draw < 0.8:
            noun = self.chance.choice(("week", "month", "year"))
            return "obl:unmarked", phrase(("amod", word("last", "JJ")), (HEAD, word(noun, "NN")))
        if draw < 0.9:
            return "obl", self.under("in", word(self.chance.choice(MONTHS), "NNP"))
        noun = self.chance.choice(("week", "month"))
        return "obl:unmarked", phrase(
            ("advmod", word("earlier", "RBR", "early", "ADV")), ("det", word("this", "DT")), (HEAD, word(noun, "NN"))
        )

    def complements(self, frame: str) -> list[Part]:
        """What follows a verb by its frame: ``N`` a party, ``G`` goods, anything else a preposition."""
        parts: list[Part] = []
        case = ""
        for item in frame.split():
            if item in ("N", "G"):
                noun = self.goods() if item == "G" else self.pick(self.state, self.state, self.body)
                both = "N" in frame.split() and "G" in frame.split()
                bare = "iobj" if item == "N" and both and frame.startswith("N G") else "obj"
                parts.append(("obl", self.under(case, noun)) if case else (bare, noun))
                case = ""
            else:
                case = item
        return parts

    def clause(self, subject: Phrase | None = None, mark: str = "", timed: bool = True) -> Phrase:
        """Somebody did, does, will do or did not do something with arms."""
        verb, frame = self.chance.choice(EVENTS)
        lemma = verb.lemma
        subject = subject or self.party()
        plural = subject.head.xpos in ("NNS",) or subject.head.form.lower() in ("they", "i", "you", "we")
        parts: list[Part | None] = [("mark", word(mark, "IN", upos="SCONJ")) if mark else None, ("nsubj", subject)]
        passive = frame.startswith("G") and self.odds(0.15)
        if passive:
            return self.passive(verb, frame, mark)
        parts += self.verb_group(lemma, plural)
        parts += self.complements(frame)
        if timed and self.odds(0.3):
            parts.append(self.when())
        if self.odds(0.1):
            parts.append(("obl", self.under("in", self.thing("region", "war", "conflict", "attack", "border"))))
        return phrase(*parts)

    def verb_group(self, lemma: str, plural: bool) -> list[Part | None]:
        """Auxiliaries, negation and the verb, in one of a dozen tenses."""
        verb = VERBS[lemma]
        have = word("have", "VBP", upos="AUX") if plural else word("has", "VBZ", "have", "AUX")
        be = word("are", "VBP", "be", "AUX") if plural else word("is", "VBZ", "be", "AUX")
        modal = word(self.chance.choice(("will", "would", "could", "may", "might", "can")), "MD")
        draw = self.chance.random()
        no: list[Part | None] = [("advmod", word("not", "RB", upos="PART"))]
        never: list[Part | None] = [
            (
                "advmod",
                word(self.chance.choice(("never", "already", "also", "secretly", "reportedly", "allegedly")), "RB"),
            )
        ]
        past, part = (HEAD, word(verb.past, "VBD", lemma)), (HEAD, word(verb.participle, "VBN", lemma))
        if draw < 0.3:
            return [past]
        if draw < 0.45:
            return [("aux", have), *(never if self.odds(0.3) else []), part]
        if draw < 0.5:
            return [("aux", have), *no, part]
        if draw < 0.58:
            return [("aux", word("had", "VBD", "have", "AUX")), *(self.chance.choice((no, never, []))), part]
        if draw < 0.66:
            return [("aux", be), *(no if self.odds(0.2) else []), (HEAD, word(verb.ing, "VBG", lemma))]
        if draw < 0.76:
            return [("aux", modal), *(no if self.odds(0.3) else []), (HEAD, word(lemma, "VB"))]
        if draw < 0.8:
            return [("aux", modal), ("aux", word("have", "VB", upos="AUX")), part]
        if draw < 0.86:
            did = word("did", "VBD", "do", "AUX")
            return [
                ("aux", did),
                *(no if self.odds(0.6) else [("advmod", word("n't", "RB", "not", "PART"))]),
                (HEAD, word(lemma, "VB")),
            ]
        if draw < 0.9:
            return [*never, past]
        return [(HEAD, word(lemma, "VBP") if plural else word(verb.third, "VBZ", lemma))]

    def passive(self, verb: Verb, frame: str, mark: str) -> Phrase:
        """ "The missiles were sent by Iran"."""
        goods = self.goods()
        rest = self.complements(" ".join(frame.split()[1:]))
        be = self.chance.choice(
            (
                [("aux:pass", word("were", "VBD", "be", "AUX"))],
                [("aux", word("had", "VBD", "have", "AUX")), ("aux:pass", word("been", "VBN", "be", "AUX"))],
                [("aux", word("would", "MD")), ("aux:pass", word("be", "VB", "be", "AUX"))],
                [("aux:pass", word("were", "VBD", "be", "AUX")), ("advmod", word("not", "RB", upos="PART"))],
            )
        )
        by: Part | None = ("obl:agent", self.under("by", self.pick(self.state, self.body))) if self.odds(0.5) else None
        return phrase(
            ("mark", word(mark, "IN", upos="SCONJ")) if mark else None,
            ("nsubj:pass", goods),
            *be,
            (HEAD, word(verb.participle, "VBN", verb.lemma)),
            *rest,
            by,
        )

    def infinitive(self, perfect: bool = False) -> Phrase:
        """ "to send missiles to Iran", "to have sent …"."""
        verb, frame = self.chance.choice(EVENTS)
        if perfect:
            group: list[Part] = [
                ("aux", word("have", "VB", upos="AUX")),
                (HEAD, word(verb.participle, "VBN", verb.lemma)),
            ]
        else:
            group = [(HEAD, word(verb.lemma, "VB"))]
        return phrase(("mark", word("to", "TO")), *group, *self.complements(frame))

    def gerund(self, mark: str = "") -> Phrase:
        """ "sending missiles to Iran"."""
        verb, frame = self.chance.choice(EVENTS)
        head = word(verb.ing, "VBG", verb.lemma)
        return phrase(
            ("mark", word(mark, "IN", upos="SCONJ")) if mark else None, (HEAD, head), *self.complements(frame)
        )

    def nominal(self) -> Phrase:
        """ "the alleged transfer of missiles from Iran to Russia", "Iran's missile shipments to Russia"."""
        noun = self.chance.choice(NOMINALS)
        parts: list[Part] = []
        poss = self.odds(0.3)
        if poss:
            parts.append(("nmod:poss", self.owner(self.state())))
        else:
            parts.append(("det", word(self.chance.choice(("the", "the", "any")), "DT")))
        if self.odds(0.4):
            parts.append(
                (
                    "amod",
                    word(
                        self.chance.choice(("alleged", "reported", "planned", "new", "secret", "illegal", "possible")),
                        "JJ",
                    ),
                )
            )
        compound = self.odds(0.4)
        if compound:
            parts.append(
                (
                    "compound",
                    word(
                        self.chance.choice(("arms", "missile", "weapons", "drone", "ammunition", "tank")),
                        "NNS" if self.odds(0) else "NN",
                    ),
                )
            )
        parts.append(
            (
                HEAD,
                word(
                    noun,
                    "NNS" if noun.endswith("s") else "NN",
                    noun.removesuffix("s").removesuffix("ie") + ("y" if noun.endswith("ies") else ""),
                ),
            )
        )
        if not compound:
            parts.append(("nmod", self.under("of", self.goods())))
        routes = [("from", self.state), ("to", self.state), ("by", self.pick_body)]
        for case, maker in routes:
            if self.odds(0.7 if case == "to" else 0.3):
                parts.append(("nmod", self.under(case, maker())))
        return phrase(*parts)

    def pick_body(self) -> Phrase:
        """A state or a body of one."""
        return self.pick(self.state, self.body)
