"""A review at a terminal: one question after the other, each answered, put off, or the last."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import click

from onrecord import flow
from onrecord.faces.cli.output import complain, show
from onrecord.faces.terminal.plain import counted
from onrecord.faces.terminal.review import question_view
from onrecord.records import Judgement, Verdict
from onrecord.register import Register
from onrecord.register.queue import Doubt, Question, review_queue
from onrecord.register.review import BadJudgement, apart, events_of
from onrecord.shelf import Shelf

SKIP, QUIT = "skip", "quit"

ON_CLAIMS: Final = (Verdict.ACCEPT, Verdict.CORRECT, Verdict.REJECT)
ON_LINKS: Final = (Verdict.MERGE, Verdict.SPLIT)


def ask_all(shelf: Shelf, person: str) -> None:
    """Ask every question of the queue; what is decided is kept at once."""
    register = flow.load_register(shelf, twice=True)
    asked = review_queue(register)
    decided = 0
    for number, question in enumerate(asked, 1):
        click.echo(f"\n{number} of {len(asked)}")
        show(question_view(question))
        choices = [*(verdict.value for verdict in answers(question)), SKIP, QUIT]
        answer = click.prompt("?", type=click.Choice(choices), default=SKIP)
        if answer == QUIT:
            break
        if answer != SKIP:
            decided += _decide(shelf, register, question, Verdict(answer), person)
    click.echo(f"{counted(decided, 'judgement')} made, {counted(len(asked), 'question')} in the queue")


def answers(question: Question) -> tuple[Verdict, ...]:
    """What can be decided on a question."""
    if question.doubt is Doubt.LOST:
        return (Verdict.REVOKE,)
    if question.doubt is Doubt.DATE:
        return (Verdict.ACCEPT, Verdict.CORRECT)
    if question.doubt is Doubt.READERS and not set("/.") & set(question.subject):
        return (Verdict.ACCEPT,)
    on_links = question.doubt is Doubt.LINK or " " in question.subject
    return ON_LINKS if on_links else ON_CLAIMS


def _decide(shelf: Shelf, register: Register, question: Question, verdict: Verdict, person: str) -> bool:
    """Make the judgement that answers a question; whether it could be made."""
    fields: tuple[tuple[str, str], ...] = ()
    if verdict is Verdict.CORRECT:
        told = click.prompt("which field is to be what (position=denies; several parted by semicolons)")
        pairs = (field.partition("=") for field in told.split(";"))
        fields = tuple((name.strip(), value.strip()) for name, _, value in pairs)
    reason = click.prompt("why", default="" if verdict is Verdict.ACCEPT else None, show_default=False)
    try:
        subject = _subject(register, question, verdict)
        made = flow.judge(shelf, Judgement("", verdict, subject, person, datetime.now(UTC), reason, fields))
    except BadJudgement as refusal:
        complain(str(refusal))
        return False
    click.echo(f"{made.id} {made.verdict} {made.subject}")
    return True


def _subject(register: Register, question: Question, verdict: Verdict) -> str:
    """What a judgement on a question names: an event with all others of its dossier or apart, or two dossiers whole."""
    if question.doubt is Doubt.APART and verdict is Verdict.MERGE:
        told = set(question.subject.split())
        homes = (one.id for one in register.dossiers if told & {f"{m.story}/{m.event}" for m in one.members})
        return " ".join(events_of(homes, register.dossiers))
    if question.doubt is not Doubt.LINK or question.dossier is None:
        return question.subject
    if verdict is Verdict.SPLIT:
        return " ".join(apart(question.subject, register.dossiers))
    return " ".join(events_of((question.subject, question.dossier), register.dossiers))
