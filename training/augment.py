"""Wire English of our own making, with gold trees: the ways in which news says who says what.

The treebanks hold little of it. Every sentence is made of the phrases below; names of persons and outlets are invented.
Relations follow the treebanks: a clause before its verb of speech is its ``ccomp``, a verb of speech within the clause is
a ``parataxis``, a title before a name ``nmod:desc``, "according to" a ``case``.
"""

from __future__ import annotations

import random
from dataclasses import replace
from collections.abc import Callable

from training.phrases import HEAD, Part, Phrase, attach, finish, phrase, word
from training.treebanks import GoldSentence, Paragraph
from training.wordlists import (
    ADJECTIVES,
    AGENCIES,
    BODIES,
    CAPITALS,
    CLASSES,
    DENYING,
    EVENTS,
    FIRST_NAMES,
    LAST_NAMES,
    MONTHS,
    NOMINALS,
    ORGANISATIONS,
    PEOPLE,
    SAYING,
    STATES,
    TELLING,
    TITLES,
    TYPES,
    VERBS,
    WEEKDAYS,
    Verb,
)

COMMA = word(",", ",")
STOP = word(".", ".")


class Writer:
    """Makes sentences from one source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.curly = False

    def pick(self, *options: Callable[[], Phrase]) -> Phrase:
        """One of some makers, carried out."""
        return self.chance.choice(options)()

    def odds(self, share: float) -> bool:
        """True so often."""
        return self.chance.random() < share

    # ---------------------------------------------------------------------------------------------- names and nouns

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

    # ------------------------------------------------------------------------------------------------------- clauses

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

    # --------------------------------------------------------------------------------------------------- attribution

    def quoted(self, inner: Phrase, closing: bool = True, comma: bool = True, opening: bool = True) -> Phrase:
        """A clause between quotation marks, its comma within them."""
        open_mark, close_mark = ("“", "”") if self.curly else ('"', '"')
        whole = (
            attach(inner, "punct", word(open_mark, "``", '"' if not self.curly else "“"), before=1)
            if opening
            else inner
        )
        if comma:
            whole = attach(whole, "punct", COMMA)
        return attach(whole, "punct", word(close_mark, "''", '"' if not self.curly else "”")) if closing else whole

    def spoken(self) -> Phrase:
        """What people say between quotation marks."""
        subject = word(self.chance.choice(("we", "we", "I", "they", "you")), "PRP")
        draw = self.chance.random()
        if draw < 0.6:
            return self.clause(subject if subject.head.form != "I" else word("I", "PRP", "I"), timed=False)
        if draw < 0.8:
            return phrase(
                ("nsubj", word("this", "DT", upos="PRON")),
                ("cop", word("is", "VBZ", "be", "AUX")),
                (HEAD, word(self.chance.choice(("false", "untrue", "absurd", "serious", "wrong")), "JJ")),
            )
        return self.clause(self.state(), timed=False)

    def says(self, verbs: tuple[str, ...], plural: bool) -> Phrase:
        """A verb of speech, mostly in the past tense."""
        lemma = self.chance.choice(verbs)
        verb = VERBS[lemma]
        if self.odds(0.2):
            return word(lemma, "VBP") if plural else word(verb.third, "VBZ", lemma)
        return word(verb.past, "VBD", lemma)

    def frame_of_speech(self, speaker: Phrase, inverted: bool = False) -> Phrase:
        """Speaker and verb without what is said: "a spokesman told the agency on Monday", "said Ana Roe"."""
        plural = speaker.head.xpos == "NNS" or speaker.head.form.lower() == "they"
        tell = self.odds(0.3) and not inverted
        verb = self.says(TELLING if tell else SAYING, plural)
        subject: Part = ("nsubj", speaker)
        parts: list[Part] = [(HEAD, verb), subject] if inverted else [subject, (HEAD, verb)]
        if tell:
            parts.append(("iobj", self.agency()))
        if self.odds(0.3) and not (inverted and speaker.words[-1].form == ","):
            parts.append(self.when())
        if self.odds(0.2):
            noun = phrase(
                ("det", word("a", "DT")),
                (HEAD, word(self.chance.choice(("statement", "letter", "speech", "report", "briefing")), "NN")),
            )
            parts.append(("obl", self.under("in", noun)))
        return phrase(*parts)

    def closed(self, speaker: Phrase) -> Phrase:
        """A speaker at the end of a clause: no comma of their own before the full stop."""
        return speaker

    def ahead(self) -> Phrase:
        """ "A spokesman said (that) Iran had sent missiles."."""
        frame = self.frame_of_speech(self.speaker())
        return attach(frame, "ccomp", self.content(self.chance.choice(("that", "that", ""))))

    def content(self, mark: str = "") -> Phrase:
        """What is said: an event, a belief about one, a denial of one, or speech within speech."""
        draw = self.chance.random()
        if draw < 0.6:
            return self.clause(mark=mark)
        if draw < 0.7:
            return self.believed(mark)
        if draw < 0.8:
            return self.denial(mark)
        if draw < 0.9:
            return self.promise(mark)
        return self.nested(mark)

    def marked(self, mark: str) -> Part | None:
        """The conjunction before a clause, if any."""
        return ("mark", word(mark, "IN", upos="SCONJ")) if mark else None

    def nested(self, mark: str = "") -> Phrase:
        """Speech within speech."""
        speaker = self.plain_speaker()
        plural = speaker.head.xpos == "NNS"
        return phrase(
            self.marked(mark),
            ("nsubj", speaker),
            (HEAD, self.says(SAYING, plural)),
            ("ccomp", self.clause(mark=self.chance.choice(("that", "")))),
        )

    def believed(self, mark: str = "") -> Phrase:
        """ "Iran is believed to have sent missiles"."""
        subject = self.pick(self.state, self.body, self.goods)
        plural = subject.head.xpos == "NNS"
        be = word("are", "VBP", "be", "AUX") if plural else word("is", "VBZ", "be", "AUX")
        if self.odds(0.3):
            be = word("were" if plural else "was", "VBD", "be", "AUX")
        lemma = self.chance.choice(("believe", "think", "say", "report", "suspect", "expect", "know", "allege"))
        head = word(VERBS[lemma].participle, "VBN", lemma)
        if lemma == "suspect":
            return phrase(
                self.marked(mark), ("nsubj:pass", subject), ("aux:pass", be), (HEAD, head), ("advcl", self.gerund("of"))
            )
        return phrase(
            self.marked(mark),
            ("nsubj:pass", subject),
            ("aux:pass", be),
            (HEAD, head),
            ("xcomp", self.infinitive(self.odds(0.6))),
        )

    def denial(self, mark: str = "") -> Phrase:
        """ "Tehran has denied sending / that it sent / any transfer of / reports that"."""
        speaker = self.plain_speaker() if self.odds(0.8) else self.pronoun()
        plural = speaker.head.xpos == "NNS" or speaker.head.form == "they"
        lemma = self.chance.choice(DENYING)
        draw = self.chance.random()
        if draw < 0.25:
            object_: Part = ("xcomp", self.gerund())
            lemma = "deny"
        elif draw < 0.45:
            object_ = ("ccomp", self.clause(mark="that"))
            lemma = self.chance.choice(("deny", "doubt", "confirm"))
        elif draw < 0.75:
            object_ = ("obj", self.nominal())
        else:
            noun = self.chance.choice(("reports", "allegations", "claims", "suggestions", "accusations"))
            object_ = (
                "obj",
                phrase((HEAD, word(noun, "NNS", noun.removesuffix("s"))), ("acl", self.clause(mark="that"))),
            )
        return phrase(self.marked(mark), ("nsubj", speaker), *self.verb_group(lemma, plural), object_)

    def promise(self, mark: str = "") -> Phrase:
        """ "Iran agreed to send missiles", "has refused to …"."""
        subject = self.pick(self.state, self.body, self.people)
        plural = subject.head.xpos == "NNS"
        lemma = self.chance.choice(
            ("agree", "refuse", "plan", "promise", "pledge", "intend", "offer", "decide", "vow", "seek")
        )
        return phrase(
            self.marked(mark), ("nsubj", subject), *self.verb_group(lemma, plural), ("xcomp", self.infinitive())
        )

    def left_open(self) -> Phrase:
        """ "Berlin declined to say whether Iran had sent missiles", "would neither confirm nor deny"."""
        speaker = self.plain_speaker()
        plural = speaker.head.xpos == "NNS"
        whether = self.clause(mark=self.chance.choice(("whether", "whether", "if")))
        draw = self.chance.random()
        if draw < 0.4:
            lemma = self.chance.choice(("decline", "refuse"))
            say = phrase(("mark", word("to", "TO")), (HEAD, word("say", "VB")), ("ccomp", whether))
            return phrase(("nsubj", speaker), *self.verb_group(lemma, plural), ("xcomp", say))
        if draw < 0.7:
            have = word("have", "VBP", upos="AUX") if plural else word("has", "VBZ", "have", "AUX")
            no = word("not", "RB", upos="PART")
            said = word(self.chance.choice(("said", "confirmed")), "VBN")
            said = word(said.head.form, "VBN", {"said": "say"}.get(said.head.form, "confirm"))
            return phrase(("nsubj", speaker), ("aux", have), ("advmod", no), (HEAD, said), ("ccomp", whether))
        there = phrase(("expl", word("there", "EX", upos="PRON")), (HEAD, word("is", "VBZ", "be", "VERB")))
        noun = phrase(("det", word("no", "DT")), (HEAD, word(self.chance.choice(("evidence", "proof", "sign")), "NN")))
        there = attach(there, "nsubj", phrase((HEAD, noun), ("acl", self.clause(mark="that"))))
        if self.odds(0.5):
            return there
        return phrase(("nsubj", speaker), (HEAD, self.says(SAYING, plural)), ("ccomp", there))

    def related(self) -> Phrase:
        """ "The missiles, which Iran denies sending, were seized by France."."""
        which = ("obj", word("which", "WDT"))
        speaker = self.plain_speaker()
        plural = speaker.head.xpos == "NNS"
        if self.odds(0.5):
            verb, _ = self.chance.choice(EVENTS)
            inner = phrase((HEAD, word(verb.ing, "VBG", verb.lemma)))
            relative = phrase(
                which, ("nsubj", speaker), (HEAD, self.says(("deny", "deny", "admit"), plural)), ("xcomp", inner)
            )
            at = len(relative.words)
            words = list(relative.words)
            words[0] = replace(words[0], head=at)
            relative = Phrase(tuple(words), relative.root)
        else:
            group = self.verb_group(self.chance.choice(("send", "buy", "supply", "deliver")), plural)
            relative = phrase(which, ("nsubj", speaker), *group)
        relative = attach(attach(relative, "punct", COMMA, before=1), "punct", COMMA)
        goods = attach(self.goods(), "acl:relcl", relative)
        were = word("were", "VBD", "be", "AUX")
        verb = VERBS[self.chance.choice(("seize", "intercept", "use", "test", "fire"))]
        by = ("obl:agent", self.under("by", self.state())) if self.odds(0.5) else None
        return phrase(("nsubj:pass", goods), ("aux:pass", were), (HEAD, word(verb.participle, "VBN", verb.lemma)), by)

    def unclosed(self) -> Phrase:
        """A paragraph of a quotation that runs on: an opening mark alone."""
        return self.quoted(self.spoken(), closing=False, comma=False)

    def accusation(self) -> Phrase:
        """ "Kyiv accused Iran of sending missiles"."""
        speaker = self.speaker()
        plural = speaker.head.xpos == "NNS" or speaker.head.form == "they"
        return phrase(
            ("nsubj", speaker),
            *self.verb_group("accuse", plural),
            ("obj", self.pick(self.state, self.body)),
            ("advcl", self.gerund("of")),
        )

    def behind(self) -> Phrase:
        """ "Iran sent missiles, a spokesman said." and with quotation marks."""
        inverted = self.odds(0.35)
        speaker = self.plain_speaker() if inverted else self.speaker()
        frame = self.frame_of_speech(speaker, inverted)
        said = self.quoted(self.spoken()) if self.odds(0.55) else attach(self.content(), "punct", COMMA)
        return attach(frame, "ccomp", said, before=1)

    def between(self) -> Phrase:
        """ "Iran, Kyiv says, sent missiles." and "“We know,” he said, “that …”."""
        if self.odds(0.35):
            quote = self.quoted(self.spoken())
            frame = self.frame_of_speech(self.plain_speaker() if self.odds(0.7) else self.pronoun())
            frame = attach(frame, "punct", COMMA)
            more = self.chance.choice(
                (
                    phrase(("cc", word("and", "CC")), (HEAD, self.spoken())),
                    phrase(("cc", word("but", "CC")), (HEAD, self.spoken())),
                )
            )
            rest = self.quoted(more, comma=False)
            return phrase((HEAD, quote), ("parataxis", frame), ("conj", rest))
        subject = self.pick(self.state, self.body)
        whole = self.clause(subject)
        speaker = self.plain_speaker()
        frame = phrase(
            ("punct", COMMA),
            ("nsubj", speaker),
            (HEAD, self.says(SAYING, speaker.head.xpos == "NNS")),
            ("punct", COMMA),
        )
        if whole.words[len(subject.words) - 1].head == 0 or whole.words[0].form != subject.words[0].form:
            return attach(
                attach(whole, "punct", COMMA),
                "parataxis",
                phrase(("nsubj", speaker), (HEAD, self.says(SAYING, speaker.head.xpos == "NNS"))),
            )
        return attach(whole, "parataxis", frame, before=len(subject.words) + 1)

    def according(self) -> Phrase:
        """ "According to Kyiv, Iran sent missiles." and the other way about."""
        to = phrase((HEAD, word("according", "VBG", "accord")), ("fixed", word("to", "IN")))
        who = attach(self.plain_speaker(), "case", to, before=1)
        whole = self.content()
        if self.odds(0.5):
            return attach(attach(whole, "punct", COMMA, before=1), "obl", who, before=1)
        return attach(attach(whole, "punct", COMMA), "obl", who) if self.odds(0.7) else attach(whole, "obl", who)

    def as_said(self) -> Phrase:
        """ "Iran sent missiles, as Kyiv claims." """
        speaker = self.plain_speaker()
        frame = phrase(
            ("mark", word("as", "IN", upos="SCONJ")),
            ("nsubj", speaker),
            (HEAD, self.says(("claim", "say", "allege", "report", "suggest"), speaker.head.xpos == "NNS")),
        )
        whole = self.clause()
        return attach(attach(whole, "punct", COMMA), "advcl", frame)

    def nominal_subject(self) -> Phrase:
        """ "The transfer of missiles from Iran to Russia has not been confirmed." """
        subject = self.nominal()
        plural = subject.head.xpos == "NNS"
        have = word("have", "VBP", upos="AUX") if plural else word("has", "VBZ", "have", "AUX")
        lemma = self.chance.choice(("confirm", "report", "condemn", "approve", "halt", "suspend", "deny"))
        verb = word(VERBS[lemma].participle, "VBN", lemma)
        return phrase(
            ("nsubj:pass", subject),
            ("aux", have),
            ("advmod", word("not", "RB", upos="PART")) if self.odds(0.4) else None,
            ("aux:pass", word("been", "VBN", "be", "AUX")),
            (HEAD, verb),
            ("obl:agent", self.under("by", self.plain_speaker())) if self.odds(0.5) else None,
        )

    def condemned(self) -> Phrase:
        """A speaker and a nominal: "Kyiv condemned the transfer of missiles to Russia"."""
        speaker = self.speaker()
        lemma = self.chance.choice(
            ("condemn", "confirm", "announce", "report", "criticise", "approve", "deny", "suspend")
        )
        return phrase(
            ("nsubj", speaker),
            *self.verb_group(lemma, speaker.head.xpos == "NNS" or speaker.head.form == "they"),
            ("obj", self.nominal()),
        )

    def headline(self) -> Phrase:
        """ "Iran denies sending missiles: ministry", "Kyiv says Iran sent missiles"."""
        who = self.state()
        verb = self.chance.choice(("say", "deny", "confirm", "claim"))
        third = word(VERBS[verb].third, "VBZ", verb)
        draw = self.chance.random()
        if verb == "deny" and draw < 0.5:
            said: Part = ("xcomp", self.gerund())
        elif verb in ("deny", "confirm"):
            said = ("obj", self.nominal())
        else:
            said = ("ccomp", self.clause(timed=False))
        whole = phrase(("nsubj", who), (HEAD, third), said)
        if self.odds(0.4):
            source = phrase(
                ("punct", word(":", ":")),
                (
                    HEAD,
                    word(self.chance.choice(("ministry", "report", "official", "minister", "sources", "police")), "NN"),
                ),
            )
            return attach(whole, "parataxis", source)
        if self.odds(0.2):
            return attach(whole, "punct", word(",", ",")) if self.odds(0) else whole
        return whole

    def dateline(self, whole: Phrase) -> Phrase:
        """A place and an agency before the first sentence, hanging from its head."""
        place = word(self.chance.choice(CAPITALS).split()[0].upper(), "NNP")
        place = word(place.head.form, "NNP", place.head.form.capitalize())
        parts: list[Part | None] = [(HEAD, place)]
        if self.odds(0.3):
            parts += [
                ("punct", COMMA),
                (
                    "nmod:unmarked",
                    phrase(
                        (HEAD, word(self.chance.choice(MONTHS), "NNP")),
                        ("nmod:unmarked", word(str(self.chance.randint(1, 30)), "CD")),
                    ),
                ),
            ]
        if self.odds(0.6):
            inside = phrase(
                ("punct", word("(", "-LRB-")),
                (HEAD, word(self.chance.choice(AGENCIES).split()[0], "NNP")),
                ("punct", word(")", "-RRB-")),
            )
            parts.append(("list", inside))
        parts.append(("punct", word(self.chance.choice(("-", "—", "–", "--")), ":")))
        return attach(whole, "parataxis", phrase(*parts), before=1)

    # ----------------------------------------------------------------------------------------------------- sentences

    def sentence(self) -> GoldSentence:
        """One sentence of one of the kinds."""
        self.curly = self.odds(0.5)
        makers = (
            self.ahead, self.ahead, self.behind, self.behind, self.behind, self.between, self.between, self.according,
            self.as_said, self.denial, self.promise, self.believed, self.accusation, self.nominal_subject,
            self.condemned, self.headline, self.content, self.left_open, self.related, self.unclosed,
        )  # fmt: skip
        maker = self.chance.choice(makers)
        whole = maker()
        if maker == self.headline:
            return finish(whole)
        if whole.words[-1].form == ",":  # an apposition that ends the sentence needs no comma after it
            whole = _without_last(whole)
        if self.odds(0.06):
            return finish(self.dateline(attach(_capital(whole), "punct", STOP)))
        return _with_articles(finish(attach(whole, "punct", STOP)))


def _with_articles(sentence: GoldSentence) -> GoldSentence:
    """ "an" before a vowel."""
    words = list(sentence)
    for at, own in enumerate(words[:-1]):
        if own.form in ("a", "A") and own.upos == "DET" and words[at + 1].form[0].lower() in "aeio":
            words[at] = replace(own, form=own.form + "n")
    return tuple(words)


def _capital(whole: Phrase) -> Phrase:
    return Phrase(finish(whole), whole.root)


def _without_last(whole: Phrase) -> Phrase:
    return Phrase(whole.words[:-1], whole.root)


def write(sentences: int, seed: int) -> list[Paragraph]:
    """So many sentences, in paragraphs of one to three."""
    chance = random.Random(seed)
    writer = Writer(chance)
    paragraphs: list[Paragraph] = []
    made = 0
    while made < sentences:
        own = [writer.sentence() for _ in range(chance.choice((1, 1, 2, 3)))]
        made += len(own)
        paragraphs.append(Paragraph(f"own-{seed}", own))
    return paragraphs
