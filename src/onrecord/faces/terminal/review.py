"""What people decide, for a person: questions, judgements with their fate, agreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.faces.terminal.plain import counted, printable
from onrecord.faces.terminal.readings import labelled
from onrecord.register.agreement import Agreement
from onrecord.register.anchors import Fate, Ruling
from onrecord.register.queue import Question

FATES: Final = {
    Fate.STANDS: "green",
    Fate.OVERRULED: "yellow",
    Fate.REVOKED: "bright_black",
    Fate.LOST: "red",
    Fate.READ_SO: "cyan",
}
"""The colour of what has become of a judgement."""

SHOWN: Final = 4
"""How many pieces of evidence stand with a question."""


def queue_view(asked: Sequence[Question]) -> RenderableType:
    """Every question, what most needs a person first."""
    if not asked:
        return Text("nothing in the queue")
    return Group(*(question_view(question) for question in asked), Text(counted(len(asked), "question"), "dim"))


def question_view(question: Question) -> RenderableType:
    """One question with the words that it rests on."""
    return Group(*_question(question))


def _question(question: Question) -> Iterator[RenderableType]:
    sure = f"  {question.sure:.2f}" if question.sure else ""
    yield Text.assemble((question.doubt.value, "bold"), sure, (f"  {printable(question.subject)}", "dim"))
    yield Padding(Text(printable(question.why)), (0, 0, 0, 2), expand=False)
    for words in question.words[:SHOWN]:
        yield Padding(Text(f"“{printable(words)}”", "italic"), (0, 0, 0, 2), expand=False)
    where = " ".join(part for part in (question.source, question.dossier) if part)
    if where:
        yield Padding(Text(printable(where), "dim"), (0, 0, 0, 2), expand=False)


def rulings_view(rulings: Sequence[Ruling]) -> RenderableType:
    """Every judgement with what has become of it, the earliest first."""
    return Group(*map(ruling_view, rulings)) if rulings else Text("nobody has judged anything")


def ruling_view(ruling: Ruling) -> RenderableType:
    """One judgement: what, by whom, when, why, and whether it stands."""
    made = ruling.made
    fields = "".join(f" {name}={value}" for name, value in made.fields)
    about = "; ".join(anchor.told for anchor in made.about)
    lines = [
        Text.assemble(
            (made.verdict, "bold"),
            printable(f"{fields} {made.subject}"),
            (f"  {printable(about)}" if about else "", "dim"),
        ),
        Text(printable(f"{made.person}, {made.made:%Y-%m-%d %H:%M} UTC{f': {made.reason}' if made.reason else ''}")),
    ]
    if ruling.against:
        lines.append(Text(f"others decided otherwise: {', '.join(ruling.against)}", "red"))
    return Group(
        labelled(ruling.fate.value, FATES[ruling.fate], lines[0]),
        *(Padding(labelled("", "", line), 0, expand=False) for line in lines[1:]),
        Padding(labelled("", "", Text(made.id, "dim")), 0, expand=False),
    )


def agreement_view(found: Sequence[Agreement]) -> RenderableType:
    """The agreement of reviewers, a line for each kind of thing."""
    return Group(*map(_agreement, found))


def _agreement(found: Agreement) -> RenderableType:
    alpha = "not defined" if found.alpha is None else f"{found.alpha:.3f}"
    things = f"{counted(found.things, 'thing')} that {counted(found.people, 'reviewer')} decided on"
    return Text.assemble((f"{found.on}: ", "bold"), f"alpha {alpha}", (f"  {things}", "dim"))
