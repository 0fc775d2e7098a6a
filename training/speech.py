"""Attribution for the sentences of our own making: every way in which news says who says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from training.events import Events
from training.nouns import COMMA
from training.phrases import HEAD, Part, Phrase, attach, phrase, word
from training.wordlists import AGENCIES, CAPITALS, DENYING, EVENTS, MONTHS, SAYING, TELLING, VERBS


class Speech(Events):
    """Makes sentences that attribute, with their gold trees."""

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

    def says(self, verbs: Sequence[str], plural: bool) -> Phrase:
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
